import { beforeEach, describe, expect, it } from 'vitest'
import type { CallOf } from '../../shared/contract/endpoint.ts'
import * as lost from '../../shared/contract/lost-device.ts'
import * as methods from '../../shared/contract/methods.ts'
import * as signIn from '../../shared/contract/sign-in.ts'
import * as users from '../../shared/contract/users.ts'
import { consoleScene, isSignedIn, onlyPasskey, why } from '../support/console-scene.ts'
import { databases } from '../support/databases.ts'
import { isOnline, openEvents } from '../support/event-reader.ts'
import { authenticatorFor, confirm, register, signInWith, type Person } from '../support/people.ts'

type Loss = CallOf<typeof lost.loseDevice>['body']

describe.each(Object.entries(databases))('a lost device, on %s,', (_name, open) => {
  const { present, join, mark, entriesSince, mailsTo } = consoleScene(open)
  beforeEach(() => confirm(present().ada))

  const lose = ({ id }: Person, body: Partial<Loss> & Pick<Loss, 'passkeyIds'>) =>
    present().ada.browser.call(lost.loseDevice, { params: { id }, body: { ...why, ...body } })
  /** Another passkey, and a session opened by it in a browser of its own. */
  async function spare(person: Person) {
    const authenticator = authenticatorFor(person.browser)
    const { passkey } = await register(person.browser, authenticator)
    const browser = present().server.browser()
    await signInWith(browser, authenticator)
    return { id: passkey.id, authenticator, browser }
  }

  it('erases keys, ends sessions, signs desktops out and tells in numbers', async () => {
    const { server, db } = present()
    const bob = await join()
    const own = await onlyPasskey(bob)
    const [stolen, kept] = [await spare(bob), await spare(bob)]
    const desktop = server.browser()
    await signInWith(desktop, stolen.authenticator)
    const streams = [await openEvents(server, bob.browser), await openEvents(server, desktop)]
    const staying = await openEvents(server, kept.browser)
    const before = await mark()
    const answer = await lose(bob, { passkeyIds: [own, stolen.id, own] })
    expect(answer).toEqual({ passkeysRevoked: 2, sessionsEnded: 3, desktopsSignedOut: 2 })
    for (const stream of streams) {
      await expect
        .poll(() => stream.events().map(({ event }) => event))
        .toContainEqual({
          type: 'session.ended',
          reason: 'passkey-revoked',
        })
      await stream.ended
    }
    expect(staying.events().map(({ event }) => event.type)).not.toContain('session.ended')
    staying.close()
    for (const browser of [bob.browser, desktop, stolen.browser])
      expect(await isSignedIn(browser)).toBe(false)
    expect(await isSignedIn(kept.browser)).toBe(true)
    const keys = await db('passkeys')
      .where({ user_id: bob.id })
      .select('id', 'public_key', 'status', 'reason', 'ticket')
    for (const { id, ...row } of keys)
      expect(row).toMatchObject(
        id === kept.id ? { status: 'active' } : { status: 'revoked', public_key: null, ...why },
      )
    const entries = await entriesSince(before)
    expect(entries.map(({ action }) => action).sort()).toEqual([
      'device.lost',
      'passkey.revoked',
      'passkey.revoked',
    ])
    for (const entry of entries)
      expect(entry).toMatchObject({ ...why, target_id: bob.id, actor_id: present().ada.id })
    expect(entries.find(({ action }) => action === 'device.lost')).toMatchObject({ count: 2 })
    const mails = (await mailsTo(bob)).filter(({ kind }) => /lost|revoked/.test(kind))
    expect(mails.map(({ kind }) => kind)).toEqual(['device.lost'])
  })

  it('counts a desktop that is just coming back, and none that left long ago', async () => {
    const { server } = present()
    const bob = await join()
    const [one, two] = [await spare(bob), await spare(bob)]
    for (const [{ browser }, wait] of [
      [one, 31_000],
      [two, 5_000],
    ] as const) {
      const stream = await openEvents(server, browser)
      const { id } =
        (await browser.call(methods.getMySessions, {})).items.find(({ current }) => current) ?? {}
      stream.close()
      await expect.poll(() => isOnline(server, id ?? '')).toBe(false)
      server.clock.forward(wait)
    }
    expect(await lose(bob, { passkeyIds: [one.id, two.id] })).toMatchObject({
      sessionsEnded: 2,
      desktopsSignedOut: 1,
    })
  })

  it('issues a pass in the same act, which the one mail tells of, and voids codes and sessions where chosen', async () => {
    const { server } = present()
    const bob = await join()
    const own = await onlyPasskey(bob)
    const stolen = await spare(bob)
    const before = await mark()
    const answer = await lose(bob, {
      passkeyIds: [stolen.id],
      voidBackupCodes: true,
      endAllSessions: true,
      temporaryPassMinutes: 20,
    })
    expect(answer).toMatchObject({ passkeysRevoked: 1, sessionsEnded: 2 })
    expect(await isSignedIn(bob.browser)).toBe(false)
    const code = { email: bob.email, backupCode: bob.backupCodes[0] ?? '' }
    await expect(server.browser().call(signIn.recover, { body: code })).rejects.toMatchObject({
      code: 'sign-in.failed',
    })
    const actions = (await entriesSince(before)).map(({ action }) => action)
    expect(actions).toEqual(
      expect.arrayContaining(['device.lost', 'passkey.revoked', 'temporary-pass.issued']),
    )
    const told = (await mailsTo(bob)).filter(({ kind }) => !kind.includes('registered'))
    expect(told.map(({ kind }) => kind)).toEqual(['device.lost'])
    expect(JSON.parse(told[0]?.facts ?? '')).toMatchObject({ count: 1, passMinutes: 20 })
    const back = server.browser()
    const pass = answer.temporaryPass?.pass ?? ''
    await back.call(signIn.signInWithTemporaryPass, { body: { email: bob.email, pass } })
    await register(back, authenticatorFor(back))
    expect((await back.call(methods.getMethods, {})).passkeys.map(({ id }) => id)).toContain(own)
  })

  it('tells a session that another passkey opened that it was ended, not revoked', async () => {
    const { server } = present()
    const bob = await join()
    const stolen = await spare(bob)
    const [here, there] = [await openEvents(server, bob.browser), await openEvents(server, stolen.browser)]
    await lose(bob, { passkeyIds: [stolen.id], endAllSessions: true })
    await Promise.all([here.ended, there.ended])
    expect(here.events().at(-1)?.event).toEqual({ type: 'session.ended', reason: 'ended-elsewhere' })
    expect(there.events().at(-1)?.event).toEqual({ type: 'session.ended', reason: 'passkey-revoked' })
    await expect(bob.browser.call(methods.getMethods, {})).rejects.toMatchObject({
      problem: { reason: 'ended-elsewhere' },
    })
  })

  it('repeated, answers zeros, writes nothing, and leaves what was issued meanwhile', async () => {
    const { db, ada } = present()
    const bob = await join()
    const passkeyIds = [await onlyPasskey(bob)]
    await lose(bob, { passkeyIds, voidBackupCodes: true })
    const params = { id: bob.id }
    await ada.browser.call(users.issueTemporaryPass, { params, body: { minutes: 60, ...why } })
    await ada.browser.call(users.inviteAgain, { params })
    const before = await mark()
    for (const voidBackupCodes of [true, false])
      expect(await lose(bob, { passkeyIds, voidBackupCodes, endAllSessions: true })).toEqual({
        ...{ passkeysRevoked: 0, sessionsEnded: 0, desktopsSignedOut: 0 },
      })
    expect(await entriesSince(before)).toEqual([])
    const profile = await ada.browser.call(users.getUser, { params })
    expect(profile.temporaryPass).not.toBeNull()
    expect(profile.invitation).not.toBeNull()
    expect(await db('passkeys').where({ user_id: bob.id }).first('reason')).toEqual({ reason: why.reason })
  })

  it('voids what was begun before: invitation, pass, and the sessions they had opened', async () => {
    const { server, ada, db } = present()
    const bob = await join()
    const passkeyIds = [await onlyPasskey(bob)]
    const params = { id: bob.id }
    const { pass } = await ada.browser.call(users.issueTemporaryPass, {
      params,
      body: { minutes: 60, ...why },
    })
    const enrolling = server.browser()
    await enrolling.call(signIn.signInWithTemporaryPass, { body: { email: bob.email, pass } })
    await ada.browser.call(users.issueTemporaryPass, { params, body: { minutes: 60, ...why } })
    expect(await lose(bob, { passkeyIds })).toMatchObject({ passkeysRevoked: 1, sessionsEnded: 2 })
    expect(await isSignedIn(enrolling)).toBe(false)
    expect(
      await db('temporary_passes').where({ user_id: bob.id }).whereNull('used_at').whereNull('voided_at'),
    ).toEqual([])
  })

  it('does not reach a passkey that is another’s, nor anything beside it', async () => {
    const [bob, eve] = [await join(), await join()]
    const [his, hers] = [await onlyPasskey(bob), await onlyPasskey(eve)]
    const before = await mark()
    for (const passkeyIds of [[his, hers], ['nothing', his], [hers]])
      await expect(lose(bob, { passkeyIds })).rejects.toMatchObject({ code: 'not-found' })
    for (const person of [bob, eve]) expect(await isSignedIn(person.browser)).toBe(true)
    await expect(lose(bob, { passkeyIds: [his, 'a\0b'] })).rejects.toMatchObject({ code: 'input.invalid' })
    expect(await entriesSince(before)).toEqual([])
  })

  it('is refused for a disabled account only where a pass is wanted', async () => {
    const { ada } = present()
    const bob = await join()
    const passkeyIds = [await onlyPasskey(bob)]
    await ada.browser.call(users.disableUser, { params: { id: bob.id }, body: why })
    await expect(lose(bob, { passkeyIds, temporaryPassMinutes: 10 })).rejects.toMatchObject({
      code: 'conflict',
    })
    expect(await lose(bob, { passkeyIds })).toMatchObject({ passkeysRevoked: 1, sessionsEnded: 0 })
  })

  it('of twenty at the same moment, from two processes, one does it', async () => {
    const { ada, other } = present()
    const doors = [ada.browser, other.browser(ada.browser)]
    for (let round = 0; round < 5; round++) {
      const bob = await join()
      await confirm(ada)
      doors[1] = other.browser(ada.browser)
      const ids = [await onlyPasskey(bob), (await spare(bob)).id]
      const before = await mark()
      const all = await Promise.all(
        Array.from({ length: 20 }, (_, index) =>
          (doors[index % 2] ?? ada.browser).call(lost.loseDevice, {
            params: { id: bob.id },
            body: { ...why, passkeyIds: index % 3 ? ids : ids.toReversed() },
          }),
        ),
      )
      const sum = (key: 'passkeysRevoked' | 'sessionsEnded') =>
        all.reduce((total, each) => total + each[key], 0)
      expect([sum('passkeysRevoked'), sum('sessionsEnded')]).toEqual([2, 2])
      const actions = (await entriesSince(before)).map(({ action }) => action)
      expect(actions.filter((action) => action === 'device.lost')).toHaveLength(1)
      expect(actions.filter((action) => action === 'passkey.revoked')).toHaveLength(2)
    }
  })
})
