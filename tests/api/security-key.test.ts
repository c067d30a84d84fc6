import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as methods from '../../shared/contract/methods.ts'
import * as session from '../../shared/contract/session.ts'
import * as signIn from '../../shared/contract/sign-in.ts'
import type { AuthenticationOverrides } from '../support/authenticator/ceremony.ts'
import type { SoftAuthenticator } from '../support/authenticator/soft-authenticator.ts'
import type { Browser } from '../support/browser.ts'
import {
  authenticatorFor,
  confirm,
  invite,
  register,
  setUpAdministrator,
  type Person,
} from '../support/people.ts'
import { newestEntry } from '../support/rows.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { aTap, giveKey, givePassword, password, stepsOf, tap, typePassword } from '../support/two-step.ts'

const refused = { code: 'passkey.rejected' }

let server: TestServer
let ada: Person
let people = 0

beforeAll(async () => {
  server = await startTestServer()
  ada = await setUpAdministrator(server)
})
afterAll(() => server.close())

const join = () => invite(server, ada, { email: `person-${++people}@example.org` })

async function withKey() {
  const person = await join()
  await givePassword(person)
  return { ...person, key: await giveKey(person) }
}

/** Each place where a tap can be a second step: a browser in which the password has just been typed. */
const places = {
  'sign-in': async ({ email }: Person) => (await typePassword(server, email)).browser,
  fresh: async ({ browser }: Person) => {
    await browser.call(session.confirmPassword, { body: { password } })
    return browser
  },
}
const into = ['sign-in', 'fresh'] as const

const idOf = ({ credentials }: SoftAuthenticator) => credentials[0]?.id.toString('base64url') ?? ''

/** A tap on whatever is told, whether or not it was asked for. */
async function tapAnyway(
  browser: Browser,
  authenticator: SoftAuthenticator,
  place: keyof typeof stepsOf,
  overrides: AuthenticationOverrides = aTap,
) {
  const { challengeId, options } = await browser.call(stepsOf[place].beginKey, {})
  const response = authenticator.get({ ...options, allowCredentials: [] }, overrides)
  return browser.call(stepsOf[place].finishKey, { body: { challengeId, response } })
}

describe.each(into)('a security key as second step (%s)', (place) => {
  it('is asked for by name, without verification, and it alone', async () => {
    const bob = await withKey()
    const second = await giveKey(bob)
    const browser = await places[place](bob)
    const { options } = await browser.call(stepsOf[place].beginKey, {})
    expect(options).toMatchObject({ userVerification: 'discouraged', hints: ['security-key'] })
    const listed = options.allowCredentials.map(({ id }) => id).sort()
    expect(listed).toEqual([idOf(bob.key), idOf(second)].sort())
    expect(options.allowCredentials[0]).toMatchObject({ type: 'public-key', transports: ['usb'] })
  })

  it.each([false, true])('is enough by a tap (verified: %s)', async (uv) => {
    const bob = await withKey()
    const done = tap(await places[place](bob), bob.key, { into: place, data: { flags: { uv } } })
    expect(await done).toMatchObject(place === 'fresh' ? { freshLevel: 1 } : { next: { done: true } })
  })

  it('is refused without so much as a tap', async () => {
    const bob = await withKey()
    const nobody = { data: { flags: { up: false, uv: false } } }
    await expect(tap(await places[place](bob), bob.key, { into: place, ...nobody })).rejects.toMatchObject(
      refused,
    )
  })

  it('is no passkey of this computer', async () => {
    const bob = await withKey()
    const browser = await places[place](bob)
    for (const overrides of [{}, aTap])
      await expect(tapAnyway(browser, bob.authenticator, place, overrides)).rejects.toMatchObject(refused)
    expect(await newestEntry(server.services.db, bob.id)).toMatchObject({ reason: 'not-a-second-step' })
  })

  it('is not somebody else’s', async () => {
    const [bob, eve] = [await withKey(), await withKey()]
    await expect(tapAnyway(await places[place](bob), eve.key, place)).rejects.toMatchObject(refused)
    expect(await newestEntry(server.services.db, eve.id)).toMatchObject({ reason: 'owner-wrong' })
    const told = { ...aTap, answer: { userHandle: bob.authenticator.credentials[0]?.userHandle ?? '' } }
    await expect(tapAnyway(await places[place](bob), eve.key, place, told)).rejects.toMatchObject(refused)
  })

  it.each(['revoked', 'suspended'] as const)(
    'is not one that was %s since it was asked for',
    async (status) => {
      const bob = await withKey()
      const { db } = server.services
      const browser = await places[place](bob)
      const { challengeId, options } = await browser.call(stepsOf[place].beginKey, {})
      const response = bob.key.get(options, aTap)
      const gone = status === 'revoked' ? { status, public_key: null } : { status }
      await db('passkeys').where({ id: bob.key.id }).update(gone)
      const finish = browser.call(stepsOf[place].finishKey, { body: { challengeId, response } })
      await expect(finish).rejects.toMatchObject(refused)
      expect(await newestEntry(db, bob.id)).toMatchObject({ reason: `passkey-${status}` })
      await expect(browser.call(stepsOf[place].beginKey, {})).rejects.toMatchObject({ code: 'conflict' })
    },
  )

  it('that seems to exist twice proves nothing', async () => {
    const bob = await withKey()
    const browser = await places[place](bob)
    await expect(
      tap(browser, bob.key, { into: place, data: { flags: { uv: false }, counter: 1 } }),
    ).rejects.toMatchObject(refused)
    expect(await newestEntry(server.services.db, bob.id)).toMatchObject({
      action: 'passkey.counter-regressed',
    })
  })

  it('cannot be asked for where there is none, nor before the password', async () => {
    const bob = await join()
    await givePassword(bob)
    await expect((await places[place](bob)).call(stepsOf[place].beginKey, {})).rejects.toMatchObject({
      code: 'conflict',
    })
    const eve = await withKey()
    const none = place === 'fresh' ? eve.browser : server.browser()
    await expect(none.call(stepsOf[place].beginKey, {})).rejects.toMatchObject({
      code: place === 'fresh' ? 'fresh.required' : 'session.required',
    })
  })

  it.each([
    ['nothing', undefined],
    ['a word', 'text'],
    ['an empty object', {}],
    ['an answer without a signature', { id: 'x', rawId: 'x', type: 'public-key', response: {} }],
  ])('answered with %s has spent its challenge, and a try', async (_what, wrong) => {
    const bob = await withKey()
    const browser = await places[place](bob)
    const { challengeId, options } = await browser.call(stepsOf[place].beginKey, {})
    const finish = (response: unknown) =>
      browser.call(stepsOf[place].finishKey, { body: { challengeId, response } })
    await expect(finish(wrong)).rejects.toMatchObject({ code: 'input.invalid' })
    await expect(finish(bob.key.get(options, aTap))).rejects.toMatchObject(refused)
    const [row] = await server.services
      .db('sessions')
      .where({ user_id: bob.id })
      .orderBy('step_tries', 'desc')
    expect(row?.step_tries).toBeGreaterThan(0)
  })

  it('is spent by the first of fifty answers', async () => {
    const bob = await withKey()
    const browser = await places[place](bob)
    const { challengeId, options } = await browser.call(stepsOf[place].beginKey, {})
    const body = { challengeId, response: bob.key.get(options, aTap) }
    const { cookie } = browser
    const tries = Array.from({ length: 50 }, () => {
      const copy = server.browser()
      copy.cookie = cookie
      return copy.call(stepsOf[place].finishKey, { body })
    })
    const ends = await Promise.allSettled(tries)
    expect(ends.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  })
})

describe('a session opened by password and security key', () => {
  it('is that key’s, and ends with it', async () => {
    const bob = await withKey()
    const browser = await places['sign-in'](bob)
    await tap(browser, bob.key)
    expect(await browser.call(session.getSession, {})).toMatchObject({ passkeyId: bob.key.id })
    await confirm(bob)
    const revoked = bob.browser.call(methods.revokeMyPasskey, { params: { id: bob.key.id }, body: {} })
    expect((await revoked).sessionsEnded).toBeGreaterThanOrEqual(1)
    await expect(browser.call(session.getSession, {})).rejects.toMatchObject({
      problem: { reason: 'passkey-revoked' },
    })
  })

  it('can also be a phone’s, or one that tells nothing of itself', async () => {
    const bob = await join()
    await givePassword(bob)
    const odd = authenticatorFor(bob.browser, { attachment: 'cross-platform' })
    await confirm(bob)
    const { passkey } = await register(bob.browser, odd)
    for (const transports of ['hybrid', '', 'a-way-of-the-future']) {
      await server.services.db('passkeys').where({ id: passkey.id }).update({ transports })
      const { browser, next } = await typePassword(server, bob.email)
      expect(next).toMatchObject({ oneOf: ['security-key', 'backup-code'] })
      expect(await tap(browser, odd)).toMatchObject({ next: { done: true } })
    }
  })

  it('is not opened by the passkey ceremony with the same key unverified', async () => {
    const bob = await withKey()
    const browser = server.browser()
    const { challengeId, options } = await browser.call(signIn.beginPasskeySignIn, { body: {} })
    const body = { challengeId, response: bob.key.get(options, aTap) }
    await expect(browser.call(signIn.finishPasskeySignIn, { body })).rejects.toMatchObject(refused)
  })
})
