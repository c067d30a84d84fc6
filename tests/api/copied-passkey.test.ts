import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as methods from '../../shared/contract/methods.ts'
import type { Role } from '../../shared/contract/roles.ts'
import * as session from '../../shared/contract/session.ts'
import * as signIn from '../../shared/contract/sign-in.ts'
import { confirm, invite, setUpAdministrator, type Person } from '../support/people.ts'
import { newestEntry } from '../support/rows.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { aTap, doStep, giveApp, giveKey, nextCode, tap, type Steps } from '../support/two-step.ts'

const refused = { code: 'passkey.rejected' }

let server: TestServer
let ada: Person
let people = 0

beforeAll(async () => {
  server = await startTestServer()
  ada = await setUpAdministrator(server)
})
afterAll(() => server.close())

type Device = NonNullable<Parameters<typeof invite>[2]['device']>

const join = (device: Device = {}, role: Role = 'user') =>
  invite(server, ada, {
    email: `person-${++people}@example.org`,
    role,
    device: { backup: 'device', ...device },
  })

/** Signs in with a counter that says the same as the last time: there are two of this passkey. */
async function signInCopied({ authenticator }: Person, counter = 1) {
  const browser = server.browser()
  const { challengeId, options } = await browser.call(signIn.beginPasskeySignIn, { body: {} })
  const body = { challengeId, response: authenticator.get(options, { data: { counter } }) }
  const answer = await browser.call(signIn.finishPasskeySignIn, { body })
  return { browser, ...answer }
}

async function passkeyOf({ id }: Person) {
  const [passkey] = await server.services.db('passkeys').where({ user_id: id }).orderBy('created_at')
  if (!passkey) throw new Error('no passkey')
  return passkey
}
const alertsOf = ({ id }: Person) =>
  server.services.db('audit').where({ target_id: id, action: 'passkey.counter-regressed' })
const forgetCodes = ({ id }: Person) => server.services.db('backup_codes').where({ user_id: id }).delete()

describe('a passkey bound to a device that seems to exist twice', () => {
  it('is half a sign-in: asked for more, on the record, and known to nothing until then', async () => {
    const bob = await join()
    const { browser, next } = await signInCopied(bob)
    expect(next).toEqual({ done: false, oneOf: ['backup-code'] })
    expect(await alertsOf(bob)).toHaveLength(1)
    await expect(browser.call(session.getSession, {})).rejects.toMatchObject({ code: 'session.required' })
    await expect(browser.call(methods.getMethods, {})).rejects.toMatchObject({ code: 'session.required' })
    expect(await newestEntry(server.services.db, bob.id)).toMatchObject({
      action: 'passkey.counter-regressed',
    })
  })

  it.each(['totp', 'security-key', 'backup-code'] as const)('is completed by %s', async (step) => {
    const bob = await join()
    const has: Steps = { app: await giveApp(bob, server), key: await giveKey(bob), codes: bob.backupCodes }
    nextCode(server)
    const { browser, next } = await signInCopied(bob)
    expect(next).toEqual({ done: false, oneOf: ['totp', 'security-key', 'backup-code'] })
    expect(await doStep(browser, step, has)).toMatchObject({ next: { done: true }, user: { id: bob.id } })
    const first = await passkeyOf(bob)
    const { passkeyId, ...opened } = await browser.call(session.getSession, {})
    expect(opened).toMatchObject({ kind: 'full', freshLevel: step === 'backup-code' ? 2 : 1 })
    // The session is the copied passkey's: revoking that ends it, whatever completed it.
    expect(passkeyId).toBe(first.id)
    await confirm({ browser: bob.browser, authenticator: has.key })
    const revoke = { params: { id: passkeyId ?? '' }, body: {} }
    await bob.browser.call(methods.revokeMyPasskey, revoke)
    await expect(browser.call(session.getSession, {})).rejects.toMatchObject({
      problem: { reason: 'passkey-revoked' },
    })
  })

  it('of an administrator too, who has no password', async () => {
    const kim = await join({}, 'admin')
    const { browser, next } = await signInCopied(kim)
    expect(next).toEqual({ done: false, oneOf: ['backup-code'] })
    const code = kim.backupCodes[0] ?? ''
    await browser.call(signIn.signInWithBackupCode, { body: { code } })
    expect(await browser.call(session.getSession, {})).toMatchObject({ kind: 'full', freshLevel: 2 })
  })

  it('is refused where nothing could complete it', async () => {
    const bob = await join()
    await forgetCodes(bob)
    const { db } = server.services
    const before = await db('sessions').where({ user_id: bob.id })
    await expect(signInCopied(bob)).rejects.toMatchObject(refused)
    expect(await db('sessions').where({ user_id: bob.id })).toEqual(before)
    expect(await alertsOf(bob)).toHaveLength(1)
    expect(await db('audit').where({ target_id: bob.id, action: 'sign-in.failed' })).toMatchObject([
      { reason: 'counter-regressed' },
    ])
  })

  it('cannot complete itself', async () => {
    const bob = await join({ attachment: 'cross-platform' })
    const { browser, next } = await signInCopied(bob)
    expect(next).toEqual({ done: false, oneOf: ['backup-code'] })
    await expect(browser.call(signIn.beginSecurityKeySignIn, {})).rejects.toMatchObject({ code: 'conflict' })

    const key = await giveKey(bob)
    const second = await signInCopied(bob, 2)
    expect(second.next).toMatchObject({ oneOf: ['security-key', 'backup-code'] })
    const { challengeId, options } = await second.browser.call(signIn.beginSecurityKeySignIn, {})
    expect(options.allowCredentials).toHaveLength(1)
    const itself = bob.authenticator.get({ ...options, allowCredentials: [] }, aTap)
    const body = { challengeId, response: itself }
    await expect(second.browser.call(signIn.finishSecurityKeySignIn, { body })).rejects.toMatchObject(refused)
    expect(await tap(second.browser, key)).toMatchObject({ next: { done: true } })
  })

  it('proves nothing in a running session, where nothing else is asked for', async () => {
    const bob = await join()
    const before = (await passkeyOf(bob)).sign_count
    const { challengeId, options } = await bob.browser.call(session.beginFreshPasskey, {})
    const response = bob.authenticator.get(options, { data: { counter: before } })
    const finish = bob.browser.call(session.finishFreshPasskey, { body: { challengeId, response } })
    await expect(finish).rejects.toMatchObject(refused)
    expect(await alertsOf(bob)).toHaveLength(1)
  })

  it('that is revoked meanwhile leaves nothing to complete', async () => {
    const bob = await join()
    const key = await giveKey(bob)
    const { browser } = await signInCopied(bob)
    const { challengeId, options } = await browser.call(signIn.beginSecurityKeySignIn, {})
    const response = key.get(options, aTap)
    const copied = await passkeyOf(bob)
    await confirm({ ...bob, authenticator: key })
    await bob.browser.call(methods.revokeMyPasskey, { params: { id: copied.id }, body: {} })
    const late = browser.call(signIn.finishSecurityKeySignIn, { body: { challengeId, response } })
    await expect(late).rejects.toMatchObject({ code: 'session.required' })
  })
})

describe('a passkey that is synced', () => {
  it('may say what it likes: it is in many places by nature', async () => {
    const bob = await join({ backup: 'synced' })
    await signInCopied(bob, 7)
    expect((await signInCopied(bob, 3)).next).toEqual({ done: true })
  })
})
