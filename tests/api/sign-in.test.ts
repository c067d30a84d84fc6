import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as methods from '../../shared/contract/methods.ts'
import * as session from '../../shared/contract/session.ts'
import * as signIn from '../../shared/contract/sign-in.ts'
import type { AuthenticationOverrides } from '../support/authenticator/ceremony.ts'
import { invite, setUpAdministrator, signInWith, type Person } from '../support/people.ts'
import { newestEntry } from '../support/rows.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

let server: TestServer
let ada: Person
let people = 0

beforeAll(async () => {
  server = await startTestServer()
  ada = await setUpAdministrator(server)
})
afterAll(() => server.close())

const join = (device: Parameters<typeof invite>[2]['device'] = {}) =>
  invite(server, ada, { email: `person-${++people}@example.org`, device })

/** Signs in with the e-mail at begin, or none, and whatever is to be wrong. */
async function attempt(
  person: Person,
  { email, ...overrides }: AuthenticationOverrides & { email?: string } = {},
) {
  const browser = server.browser()
  const body = email === undefined ? {} : { email }
  const { challengeId, options } = await browser.call(signIn.beginPasskeySignIn, { body })
  const response = person.authenticator.get(options, overrides)
  return browser.call(signIn.finishPasskeySignIn, { body: { challengeId, response } })
}

const refused = { code: 'passkey.rejected' }
const passkeyOf = (person: Person) => server.services.db('passkeys').where({ user_id: person.id }).first('*')

/** Refused, with `reason` on the record of the account. */
async function expectRefused(person: Person, reason: string, given: Parameters<typeof attempt>[1] = {}) {
  await expect(attempt(person, given)).rejects.toMatchObject(refused)
  expect(await newestEntry(server.services.db, person.id)).toMatchObject({ action: 'sign-in.failed', reason })
}

describe('whose passkey it is', () => {
  it('may be told by an e-mail, however it is written', async () => {
    const bob = await join()
    for (const email of [bob.email, ` ${bob.email.toUpperCase()} `, bob.email.replaceAll('p', 'ｐ')])
      expect(await attempt(bob, { email })).toMatchObject({ user: { id: bob.id } })
  })

  it('may be left out of the answer only where an e-mail told it', async () => {
    const bob = await join()
    const answer = { userHandle: null }
    expect(await attempt(bob, { email: bob.email, answer })).toMatchObject({ user: { id: bob.id } })
    await expectRefused(bob, 'user-handle-wrong', { answer })
    await expectRefused(bob, 'user-handle-wrong', { answer: { userHandle: '' } })
  })

  it('is refused where it is not whom the e-mail named, or said to be another', async () => {
    const bob = await join()
    const eve = await join()
    await expectRefused(eve, 'owner-wrong', { email: bob.email })
    await expectRefused(eve, 'owner-wrong', { email: bob.email, answer: { userHandle: null } })
    await expectRefused(eve, 'owner-wrong', { email: 'nobody@example.org' })
    const [credential] = bob.authenticator.credentials
    if (!credential) throw new Error('no passkey')
    await expectRefused(eve, 'user-handle-wrong', { answer: { userHandle: credential.userHandle } })
  })

  it('is refused while its owner is disabled, and their sessions are no sessions', async () => {
    const bob = await join()
    await server.services.db('users').where({ id: bob.id }).update({ status: 'disabled' })
    await expectRefused(bob, 'user-disabled')
    await expect(bob.browser.call(session.getSession, {})).rejects.toMatchObject({
      code: 'session.required',
      problem: { reason: 'account-disabled' },
    })
  })

  it('is refused where it was registered for another relying party', async () => {
    const bob = await join()
    await server.services.db('passkeys').where({ user_id: bob.id }).update({ rp_id: 'example.com' })
    await expectRefused(bob, 'relying-party-wrong')
  })

  it('is refused while it is suspended, and its sessions are no sessions', async () => {
    const bob = await join()
    await server.services.db('passkeys').where({ user_id: bob.id }).update({ status: 'suspended' })
    await expectRefused(bob, 'passkey-suspended')
    await expect(bob.browser.call(session.getSession, {})).rejects.toMatchObject({ code: 'session.required' })
  })
})

describe('the signature counter', () => {
  it('of a device-bound passkey counts up', async () => {
    const bob = await join({ backup: 'device' })
    await attempt(bob)
    await attempt(bob)
    expect(await passkeyOf(bob)).toMatchObject({ sign_count: 3 })
    await attempt(bob, { data: { counter: 2 ** 32 - 1 } })
    expect(await passkeyOf(bob)).toMatchObject({ sign_count: 2 ** 32 - 1 })
  })

  it.each([5, 4, 1, 0])(
    'of a device-bound passkey that says %i after 5 asks for more, and is on the record',
    async (counter) => {
      const bob = await join({ backup: 'device' })
      await attempt(bob, { data: { counter: 5 } })
      const copied = await attempt(bob, { data: { counter } })
      expect(copied.next).toEqual({ done: false, oneOf: ['backup-code'] })
      expect(await passkeyOf(bob)).toMatchObject({ sign_count: 5 })
      expect(await newestEntry(server.services.db, bob.id)).toMatchObject({
        action: 'passkey.counter-regressed',
      })
      expect(await attempt(bob, { data: { counter: 6 } })).toMatchObject({ next: { done: true } })
    },
  )

  it.each([5, 4, 0])(
    'of a synced passkey that says %i after 5 is noted, and never goes down',
    async (counter) => {
      const bob = await join()
      await attempt(bob, { data: { counter: 5 } })
      expect(await attempt(bob, { data: { counter } })).toMatchObject({ user: { id: bob.id } })
      expect(await passkeyOf(bob)).toMatchObject({ sign_count: 5 })
      const noted = await server.services
        .db('audit')
        .where({ target_id: bob.id, action: 'passkey.counter-regressed' })
      expect(noted).toHaveLength(1)
    },
  )

  it('that stays at zero says nothing', async () => {
    const bob = await join({ backup: 'device' })
    await server.services.db('passkeys').where({ user_id: bob.id }).update({ sign_count: 0 })
    await attempt(bob, { data: { counter: 0 } })
    await attempt(bob, { data: { counter: 0 } })
    expect(await passkeyOf(bob)).toMatchObject({ sign_count: 0 })
  })
})

describe('what a sign-in tells of its passkey', () => {
  it('is kept: backed up or not, when, from where', async () => {
    const bob = await join()
    expect(await passkeyOf(bob)).toMatchObject({ backup_eligible: 1, backed_up: 1 })
    await attempt(bob, { data: { flags: { bs: false } } })
    expect(await passkeyOf(bob)).toMatchObject({ backed_up: 0 })
    await attempt(bob)
    expect(await passkeyOf(bob)).toMatchObject({ backed_up: 1, last_used_address: '127.0.0.1' })
  })

  it('is not kept of a sign-in that is refused', async () => {
    const bob = await join()
    const before = await passkeyOf(bob)
    await expect(
      attempt(bob, { data: { flags: { bs: false, uv: false }, counter: 9 } }),
    ).rejects.toMatchObject(refused)
    expect(await passkeyOf(bob)).toEqual(before)
  })

  it('is kept with the computer’s own name for the session', async () => {
    const bob = await join()
    const browser = server.browser()
    const { challengeId, options } = await browser.call(signIn.beginPasskeySignIn, { body: {} })
    const response = bob.authenticator.get(options)
    const body = { challengeId, response, computer: 'DESK-42' }
    await browser.call(signIn.finishPasskeySignIn, { body })
    const { passkeys } = await browser.call(methods.getMethods, {})
    expect(passkeys[0]).toMatchObject({ current: true, lastUsedFrom: { computer: 'DESK-42' } })
  })

  it('lets two sign in with the same synced passkey at the same moment', async () => {
    const bob = await join()
    const both = await Promise.all([attempt(bob), attempt(bob), attempt(bob)])
    expect(both).toHaveLength(3)
  })

  it('opens one session, and ends the one the browser had', async () => {
    const bob = await join()
    const browser = server.browser()
    await signInWith(browser, bob.authenticator)
    await signInWith(browser, bob.authenticator)
    const { passkeys } = await browser.call(methods.getMethods, {})
    expect(passkeys).toMatchObject([{ openSessions: 2 }])
  })
})
