import { beforeEach, describe, expect, it } from 'vitest'
import type { CallOf } from '../../shared/contract/endpoint.ts'
import * as lost from '../../shared/contract/lost-device.ts'
import * as methods from '../../shared/contract/methods.ts'
import * as session from '../../shared/contract/session.ts'
import * as users from '../../shared/contract/users.ts'
import { tidy } from '../../server/housekeeping.ts'
import { expireSuspensions } from '../../server/revocation/suspend.ts'
import { consoleScene, isSignedIn, onlyPasskey, passkeysOf, why } from '../support/console-scene.ts'
import { databases } from '../support/databases.ts'
import { openEvents } from '../support/event-reader.ts'
import { authenticatorFor, confirm, register, signInWith, type Person } from '../support/people.ts'
import { newestEntry } from '../support/rows.ts'

type Order = Partial<CallOf<typeof lost.suspendUserPasskey>['body']>

const minute = 60_000

describe.each(Object.entries(databases))('a suspended passkey, on %s,', (_name, open) => {
  const { present, join, mark, entriesSince } = consoleScene(open)
  const wakeUp = () => signInWith(present().ada.browser, present().ada.authenticator)
  beforeEach(wakeUp)

  const suspend = ({ id }: Person, pid: string, order: Order = {}, browser = present().ada.browser) =>
    browser.call(lost.suspendUserPasskey, { params: { id, pid }, body: { ...why, ...order } })
  const restore = ({ id }: Person, pid: string, browser = present().ada.browser) =>
    browser.call(lost.restoreUserPasskey, { params: { id, pid }, body: why })
  const inMinutes = (minutes: number) =>
    new Date(present().server.clock.now().getTime() + minutes * minute).toISOString()
  const row = (id: string) => present().db('passkeys').where({ id }).first('*')
  const expired = () => expireSuspensions(present().server.services)

  it('ends its sessions, which say why, and is on the record', async () => {
    const { server, db } = present()
    const bob = await join()
    const id = await onlyPasskey(bob)
    const stream = await openEvents(server, bob.browser)
    expect(await suspend(bob, id, { until: inMinutes(60) })).toEqual({ sessionsEnded: 1 })
    await stream.ended
    expect(stream.events().at(-1)?.event).toEqual({ type: 'session.ended', reason: 'passkey-suspended' })
    await expect(bob.browser.call(session.getSession, {})).rejects.toMatchObject({
      code: 'session.required',
      problem: { reason: 'passkey-suspended' },
    })
    expect(await newestEntry(db, bob.id)).toMatchObject({
      ...{ ...why, action: 'passkey.suspended', passkey_id: id, actor_id: present().ada.id, count: 1 },
    })
    expect((await row(id)).public_key).not.toBeNull()
  })

  it('is refused like one that nobody knows, and reported as suspended to the record', async () => {
    const { server, db } = present()
    const bob = await join()
    const stranger = authenticatorFor(bob.browser)
    const { passkey } = await register(bob.browser, stranger)
    await suspend(bob, await onlyPasskeyBut(bob, passkey.id))
    await db('sessions').where({ passkey_id: passkey.id }).delete()
    await db('passkeys').where({ id: passkey.id }).update({ credential_id: 'forgotten' })
    const tries = await Promise.allSettled(
      [bob.authenticator, stranger].map((authenticator) => signInWith(server.browser(), authenticator)),
    )
    const [suspended, unknown] = tries.map((each) => {
      const problem = each.status === 'rejected' ? (each.reason as { problem: object }).problem : {}
      return { ...problem, requestId: '' }
    })
    expect(suspended).toEqual(unknown)
    expect(suspended).toMatchObject({ status: 401, code: 'passkey.rejected' })
    expect(await newestEntry(db, bob.id)).toMatchObject({
      action: 'sign-in.failed',
      reason: 'passkey-suspended',
    })
  })

  const onlyPasskeyBut = async (person: Person, other: string) =>
    (await passkeysOf(person)).find(({ id }) => id !== other)?.id ?? ''

  it('comes back when restored; what it had opened does not', async () => {
    const { server, db } = present()
    const bob = await join()
    const id = await onlyPasskey(bob)
    await suspend(bob, id)
    expect(await restore(bob, id)).toEqual({ sessionsEnded: 0 })
    expect(await isSignedIn(bob.browser)).toBe(false)
    expect(await newestEntry(db, bob.id)).toMatchObject({ action: 'passkey.restored', ...why })
    await signInWith(server.browser(), bob.authenticator)
    const entry = await newestEntry(db, bob.id)
    expect(await restore(bob, id)).toEqual({ sessionsEnded: 0 })
    expect(await newestEntry(db, bob.id)).toEqual(entry)
  })

  it('suspended again answers zero; until another day, it moves the end and leaves what was issued meanwhile', async () => {
    const { ada } = present()
    const bob = await join()
    const id = await onlyPasskey(bob)
    const until = inMinutes(60)
    await suspend(bob, id, { until })
    const params = { id: bob.id }
    await ada.browser.call(users.issueTemporaryPass, { params, body: { minutes: 60, ...why } })
    const before = await mark()
    expect(await suspend(bob, id, { until })).toEqual({ sessionsEnded: 0 })
    expect(await entriesSince(before)).toEqual([])
    for (const end of [inMinutes(120), undefined]) {
      expect(await suspend(bob, id, end === undefined ? {} : { until: end })).toEqual({ sessionsEnded: 0 })
      expect((await row(id)).suspended_until).toBe(end ?? null)
    }
    expect((await entriesSince(before)).map(({ action }) => action)).toEqual([
      'passkey.suspended',
      'passkey.suspended',
    ])
    expect((await ada.browser.call(users.getUser, { params })).temporaryPass).not.toBeNull()
  })

  it('takes no end that has passed, nor brings back or holds up what was revoked', async () => {
    const bob = await join()
    const id = await onlyPasskey(bob)
    for (const until of [inMinutes(0), inMinutes(-1), '2020-01-01T00:00:00Z'])
      await expect(suspend(bob, id, { until })).rejects.toMatchObject({
        code: 'input.invalid',
        problem: { fields: { until: 'Choose a moment that lies ahead.' } },
      })
    const params = { id: bob.id, pid: id }
    await present().ada.browser.call(users.revokeUserPasskey, { params, body: why })
    await expect(suspend(bob, id)).rejects.toMatchObject({ code: 'conflict' })
    await expect(restore(bob, id)).rejects.toMatchObject({ code: 'conflict' })
  })

  it('becomes revoked by itself at its end, by nobody, from whichever process comes first', async () => {
    const { server, db } = present()
    const bob = await join()
    const id = await onlyPasskey(bob)
    await suspend(bob, id, { until: inMinutes(10) })
    server.clock.forward(10 * minute - 2000)
    await expired()
    expect(await row(id)).toMatchObject({ status: 'suspended' })
    server.clock.forward(2000)
    await wakeUp()
    // Revoked from that moment, whether or not it has been written down.
    await expect(restore(bob, id)).rejects.toMatchObject({ code: 'conflict' })
    await expect(suspend(bob, id, { until: inMinutes(60) })).rejects.toMatchObject({ code: 'conflict' })
    const before = await mark()
    await Promise.all([tidy(server.services), expired(), expired(), expired()])
    expect(await row(id)).toMatchObject({
      status: 'revoked',
      public_key: null,
      revoked_by: null,
      suspended_until: null,
    })
    const entries = await entriesSince(before)
    expect(entries.filter(({ action }) => action === 'passkey.revoked')).toMatchObject([
      { actor_id: null, target_id: bob.id, passkey_id: id, reason: 'The suspension ran out.' },
    ])
    expect(await db('outbox').where({ address: bob.email, kind: 'passkey.revoked' })).toHaveLength(1)
  })

  it('stays when it is restored a second before its end, or then', async () => {
    const { server } = present()
    for (let round = 0; round < 10; round++) {
      const bob = await join()
      const id = await onlyPasskey(bob)
      await wakeUp()
      await suspend(bob, id, { until: inMinutes(5) })
      server.clock.forward(5 * minute - 1000)
      await wakeUp()
      if (round % 2) await restore(bob, id)
      server.clock.forward(1000)
      await wakeUp()
      const tried = round % 2 ? [] : [restore(bob, id).catch((error: unknown) => error)]
      await Promise.all([expired(), ...tried, expired()])
      expect((await row(id)).status).toBe(round % 2 ? 'active' : 'revoked')
    }
  })

  it('is still known to the authenticator that has it', async () => {
    const bob = await join()
    const key = authenticatorFor(bob.browser)
    const { passkey } = await register(bob.browser, key)
    await suspend(bob, passkey.id)
    await confirm(bob)
    const { options } = await bob.browser.call(methods.beginRegistration, { body: {} })
    expect(options.excludeCredentials.map(({ id }) => id)).toContain(passkey.credentialId)
  })

  it('can be one’s own: easily suspended, restored with a passkey only', async () => {
    const { server } = present()
    const bob = await join()
    const id = await onlyPasskey(bob)
    const key = authenticatorFor(bob.browser)
    await register(bob.browser, key)
    const desktop = server.browser()
    await signInWith(desktop, key)
    server.clock.forward(6 * minute)
    const mine = { params: { id }, body: { until: inMinutes(60) } }
    await expect(desktop.call(methods.suspendMyPasskey, mine)).rejects.toMatchObject({
      code: 'fresh.required',
    })
    await present()
      .db('sessions')
      .where({ user_id: bob.id })
      .update({
        fresh_until: inMinutes(5),
        fresh_method: 'password+totp',
      })
    expect(await desktop.call(methods.suspendMyPasskey, mine)).toEqual({ sessionsEnded: 1 })
    expect(await isSignedIn(bob.browser)).toBe(false)
    await expect(desktop.call(methods.restoreMyPasskey, { params: { id } })).rejects.toMatchObject({
      code: 'fresh.required',
    })
    await confirm({ browser: desktop, authenticator: key })
    expect(await desktop.call(methods.restoreMyPasskey, { params: { id } })).toEqual({ sessionsEnded: 0 })
    await signInWith(bob.browser, bob.authenticator)
  })

  it('can be one’s last, and nobody else’s', async () => {
    const [bob, eve] = [await join(), await join()]
    const [his, hers] = [await onlyPasskey(bob), await onlyPasskey(eve)]
    const own = { params: { id: hers }, body: {} }
    await expect(bob.browser.call(methods.suspendMyPasskey, own)).rejects.toMatchObject({ code: 'not-found' })
    expect(await bob.browser.call(methods.suspendMyPasskey, { params: { id: his }, body: {} })).toEqual({
      sessionsEnded: 1,
    })
    await expect(suspend(bob, hers)).rejects.toMatchObject({ code: 'not-found' })
    expect(await isSignedIn(eve.browser)).toBe(true)
  })

  it('expires for however many at once', async () => {
    const { db, server } = present()
    const bob = await join()
    const [model] = await db('passkeys').where({ user_id: bob.id }).select('*')
    if (!model) throw new Error('no passkey')
    const ended = { status: 'suspended', suspended_until: inMinutes(-1) } as const
    const many = Array.from({ length: 220 }, (_, index) => `${index}-${bob.id}`)
    await db('passkeys').insert(many.map((id) => ({ ...model, ...ended, id, credential_id: id })))
    await db('models').where({ aaguid: model.aaguid }).increment('suspended', many.length)
    await expireSuspensions(server.services)
    expect(await db('passkeys').where({ user_id: bob.id, status: 'revoked' })).toHaveLength(many.length)
  }, 60_000)
})
