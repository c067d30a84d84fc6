import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as methods from '../../shared/contract/methods.ts'
import type { Passkey } from '../../shared/contract/passkey.ts'
import type { Role } from '../../shared/contract/roles.ts'
import * as session from '../../shared/contract/session.ts'
import * as users from '../../shared/contract/users.ts'
import {
  authenticatorFor,
  confirm,
  invite,
  register,
  setUpAdministrator,
  signInWith,
  type Person,
} from '../support/people.ts'
import { everythingAtRest, newestEntry } from '../support/rows.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

let server: TestServer
let ada: Person
let people = 0

beforeAll(async () => {
  server = await startTestServer()
  ada = await setUpAdministrator(server)
})
afterAll(() => server.close())

const join = (role: Role = 'user') => invite(server, ada, { email: `person-${++people}@example.org`, role })
const passkeysOf = async ({ browser }: Person) => (await browser.call(methods.getMethods, {})).passkeys

async function onlyPasskey(person: Person): Promise<Passkey> {
  const [passkey] = await passkeysOf(person)
  if (!passkey) throw new Error('no passkey')
  return passkey
}

const revokeMine = ({ browser }: Person, id: string, body = {}) =>
  browser.call(methods.revokeMyPasskey, { params: { id }, body })

const revokeOf = (
  actor: Person,
  target: Person,
  pid: string,
  body = { reason: 'Laptop stolen', ticket: 'HD-17' },
) => actor.browser.call(users.revokeUserPasskey, { params: { id: target.id, pid }, body })

describe('revoking one’s own passkey', () => {
  it('ends what it opened, here and elsewhere, and leaves the other one', async () => {
    const bob = await join()
    const old = await onlyPasskey(bob)
    const laptop = server.browser()
    await signInWith(laptop, bob.authenticator)
    const key = authenticatorFor(bob.browser)
    await register(bob.browser, key)
    expect(await revokeMine(bob, old.id)).toEqual({ sessionsEnded: 2 })
    for (const browser of [bob.browser, laptop])
      await expect(browser.call(session.getSession, {})).rejects.toMatchObject({
        code: 'session.required',
        problem: { reason: 'passkey-revoked' },
      })
    await signInWith(bob.browser, key)
    expect(await passkeysOf(bob)).toMatchObject([{ current: true, status: 'active' }])
  })

  it('is refused for the last way in, and nothing changes', async () => {
    const bob = await join()
    const { id } = await onlyPasskey(bob)
    await expect(revokeMine(bob, id)).rejects.toMatchObject({ code: 'conflict' })
    expect(await onlyPasskey(bob)).toMatchObject({ id, status: 'active' })
    expect((await signInWith(server.browser(), bob.authenticator)).user.id).toBe(bob.id)
  })

  it('is refused for one of two where both go at the same moment', async () => {
    for (let round = 0; round < 5; round++) {
      const bob = await join()
      await register(bob.browser, authenticatorFor(bob.browser))
      const other = { ...bob, browser: server.browser() }
      await signInWith(other.browser, bob.authenticator)
      const [one, two] = await passkeysOf(bob)
      await Promise.allSettled([revokeMine(bob, one?.id ?? ''), revokeMine(other, two?.id ?? '')])
      const left = await server.services.db('passkeys').where({ user_id: bob.id, status: 'active' })
      expect(left).toHaveLength(1)
    }
  })

  it('does not reach somebody else’s, nor what does not exist', async () => {
    const bob = await join()
    for (const id of [(await onlyPasskey(ada)).id, 'nothing'])
      await expect(revokeMine(bob, id)).rejects.toMatchObject({ code: 'not-found' })
    expect(await onlyPasskey(ada)).toMatchObject({ status: 'active' })
  })
})

describe('revoking from the console', () => {
  it('erases the key and keeps the record', async () => {
    const bob = await join()
    const { id } = await onlyPasskey(bob)
    const { db } = server.services
    const key = (await db('passkeys').where({ id }).first('public_key'))?.public_key ?? ''
    expect((await everythingAtRest(db)).includes(key)).toBe(true)
    await confirm(ada)
    expect(await revokeOf(ada, bob, id)).toEqual({ sessionsEnded: 1 })
    expect((await everythingAtRest(db)).includes(key)).toBe(false)
    const { items } = await ada.browser.call(users.listUserPasskeys, { params: { id: bob.id } })
    expect(items).toMatchObject([
      {
        id,
        status: 'revoked',
        reason: 'Laptop stolen',
        ticket: 'HD-17',
        revokedBy: { id: ada.id },
        openSessions: 0,
      },
    ])
    expect(await newestEntry(db, bob.id)).toMatchObject({
      action: 'passkey.revoked',
      actor_id: ada.id,
      actor_role: 'admin',
      passkey_id: id,
      reason: 'Laptop stolen',
      ticket: 'HD-17',
      count: 1,
      address: '127.0.0.1',
    })
  })

  it('repeated, changes nothing and answers zero', async () => {
    const bob = await join()
    const { id } = await onlyPasskey(bob)
    await confirm(ada)
    await revokeOf(ada, bob, id)
    const entry = await newestEntry(server.services.db, bob.id)
    expect(await revokeOf(ada, bob, id, { reason: 'Another', ticket: 'HD-18' })).toEqual({ sessionsEnded: 0 })
    expect(await newestEntry(server.services.db, bob.id)).toEqual(entry)
    expect(await server.services.db('passkeys').where({ id }).first('*')).toMatchObject({
      reason: 'Laptop stolen',
    })
  })

  it('wants a reason', async () => {
    const bob = await join()
    const { id } = await onlyPasskey(bob)
    for (const body of [
      {},
      { reason: '' },
      { reason: '   ' },
      { reason: 'x'.repeat(501) },
      { reason: 'a\nb' },
    ]) {
      const path = `/users/${bob.id}/passkeys/${id}/revoke`
      const answer = await ada.browser.send({ method: 'post', path, body: JSON.stringify(body) })
      expect(JSON.parse(answer.text)).toMatchObject({ code: 'input.invalid' })
    }
    expect(await onlyPasskey(bob)).toMatchObject({ status: 'active' })
  })

  it('reaches users from the help desk, everybody but oneself from an administrator', async () => {
    const everybody = { user: await join(), helpdesk: await join('helpdesk'), admin: await join('admin') }
    const henry = await join('helpdesk')
    for (const target of [everybody.helpdesk, everybody.admin, henry])
      await expect(revokeOf(henry, target, (await onlyPasskey(target)).id)).rejects.toMatchObject({
        code: 'permission.denied',
      })
    await expect(revokeOf(ada, ada, (await onlyPasskey(ada)).id)).rejects.toMatchObject({
      code: 'permission.denied',
    })
    await expect(revokeOf(everybody.user, henry, 'x')).rejects.toMatchObject({ code: 'permission.denied' })
    expect(await revokeOf(henry, everybody.user, (await onlyPasskey(everybody.user)).id)).toEqual({
      sessionsEnded: 1,
    })
    await confirm(ada)
    for (const target of [everybody.helpdesk, everybody.admin])
      expect(await revokeOf(ada, target, (await onlyPasskey(target)).id)).toEqual({ sessionsEnded: 1 })
  })

  it('does not reach a passkey under another user’s name', async () => {
    const [bob, eve] = [await join(), await join()]
    const { id } = await onlyPasskey(bob)
    await confirm(ada)
    for (const [user, pid] of [
      [eve, id],
      [bob, 'nothing'],
      [{ ...bob, id: 'nobody' }, id],
    ] as const)
      await expect(revokeOf(ada, user, pid)).rejects.toMatchObject({ code: 'not-found' })
    expect(await onlyPasskey(bob)).toMatchObject({ status: 'active' })
  })

  it('leaves a user who can be invited again, with the history kept', async () => {
    const bob = await join()
    const { id } = await onlyPasskey(bob)
    await confirm(ada)
    await revokeOf(ada, bob, id)
    const { invitation } = await ada.browser.call(users.inviteAgain, { params: { id: bob.id } })
    expect(invitation.token).toBeDefined()
    const forecast = { params: { id: bob.id }, body: { passkeyIds: [] } }
    expect(await ada.browser.call(users.forecast, forecast)).toMatchObject({
      lockedOut: false,
      remaining: [{ kind: 'backup-codes', count: 10 }],
    })
  })

  it('has one entry for each act', async () => {
    const { db } = server.services
    const revoked = await db('passkeys').where({ status: 'revoked' }).select('id')
    const entries = await db('audit').where({ action: 'passkey.revoked' }).select('passkey_id')
    expect(entries.map(({ passkey_id }) => passkey_id).sort()).toEqual(revoked.map(({ id }) => id).sort())
    expect(await db('passkeys').where({ status: 'revoked' }).whereNotNull('public_key')).toEqual([])
  })
})

describe('renaming a passkey', () => {
  const rename = ({ browser }: Person, id: string, name: string) =>
    browser.call(methods.renamePasskey, { params: { id }, body: { name } })

  it('is for its owner, while it lives', async () => {
    const [bob, eve] = [await join(), await join()]
    const { id } = await onlyPasskey(bob)
    const { passkey } = await rename(bob, id, '  Büro-Schlüssel 🔑 ')
    expect(passkey).toMatchObject({ id, name: 'Büro-Schlüssel 🔑' })
    expect(await newestEntry(server.services.db, bob.id)).toMatchObject({
      action: 'passkey.renamed',
      passkey_name: 'Büro-Schlüssel 🔑',
    })
    await expect(rename(eve, id, 'Mine')).rejects.toMatchObject({ code: 'not-found' })
    await expect(rename(ada, id, 'Mine')).rejects.toMatchObject({ code: 'not-found' })
    await register(bob.browser, authenticatorFor(bob.browser))
    const other = (await passkeysOf(bob)).find((each) => each.id !== id)
    await revokeMine(bob, other?.id ?? '')
    await expect(rename(bob, other?.id ?? '', 'Back')).rejects.toMatchObject({ code: 'not-found' })
  })

  it.each(['', '   ', 'x'.repeat(61), 'a\nb', 'a\u0000', 'a\u202eb', 'a\u2028b', '\u001b[31m'])(
    'to %j is refused',
    async (name) => {
      const { id, name: before } = await onlyPasskey(ada)
      await expect(rename(ada, id, name)).rejects.toMatchObject({ code: 'input.invalid' })
      expect(await onlyPasskey(ada)).toMatchObject({ name: before })
    },
  )
})
