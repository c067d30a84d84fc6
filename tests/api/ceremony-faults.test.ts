import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as methods from '../../shared/contract/methods.ts'
import * as session from '../../shared/contract/session.ts'
import * as signIn from '../../shared/contract/sign-in.ts'
import {
  authenticationFaults,
  authenticationOddities,
} from '../support/authenticator/authentication-faults.ts'
import { registrationFaults, registrationOddities } from '../support/authenticator/registration-faults.ts'
import type { AuthenticationOverrides, RegistrationOverrides } from '../support/authenticator/ceremony.ts'
import type { Answer, Browser } from '../support/browser.ts'
import {
  authenticatorFor,
  confirm,
  invite,
  setUpAdministrator,
  signInWith,
  type Person,
} from '../support/people.ts'
import { problemOf } from '../support/problems.ts'
import { countFailures, newestEntry, waysIn } from '../support/rows.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

let server: TestServer
let bob: Person

beforeAll(async () => {
  server = await startTestServer()
  bob = await invite(server, await setUpAdministrator(server), { email: 'bob@example.org' })
})
afterAll(() => server.close())

const refusal = {
  type: 'about:blank',
  title: 'That passkey could not be verified.',
  status: 401,
  code: 'passkey.rejected',
}

/** Refused with words that are the same whatever the cause. */
function expectRefusal(answer: Answer) {
  const { requestId, ...told } = problemOf(answer)
  expect(requestId).toBeDefined()
  if (told.code === 'input.invalid') expect(Object.keys(told.fields ?? {})).toEqual(['response'])
  else expect(told).toEqual(refusal)
  expect(answer.headers).not.toHaveProperty('set-cookie')
}

const finish = (browser: Browser, path: string, body: object) =>
  browser.send({ method: 'post', path, body: JSON.stringify(body) })

/** Gives the faulty answer, then the right one to the same challenge: neither may change anything. */
async function expectNothing(
  browser: Browser,
  path: string,
  answers: { challengeId: string; response: unknown }[],
) {
  const { db } = server.services
  const before = await waysIn(db)
  const failures = await countFailures(db)
  for (const answer of answers) expectRefusal(await finish(browser, path, answer))
  expect(await waysIn(db)).toEqual(before)
  expect(await countFailures(db)).toBe(failures + answers.length)
}

describe('a sign-in is refused, and its challenge spent,', () => {
  it.each(authenticationFaults)('$name', async ({ overrides }) => {
    const browser = server.browser()
    const { challengeId, options } = await browser.call(signIn.beginPasskeySignIn, { body: {} })
    const responses = [bob.authenticator.get(options, overrides), bob.authenticator.get(options)]
    const answers = responses.map((response) => ({ challengeId, response }))
    await expectNothing(browser, signIn.finishPasskeySignIn.path, answers)
    expect(browser.cookie).toBe('')
  })
})

describe('a sign-in is accepted', () => {
  it.each(authenticationOddities)('$name', async ({ overrides }) => {
    const browser = server.browser()
    const { challengeId, options } = await browser.call(signIn.beginPasskeySignIn, { body: {} })
    const response = bob.authenticator.get(options, overrides)
    const { user } = await browser.call(signIn.finishPasskeySignIn, { body: { challengeId, response } })
    expect(user.id).toBe(bob.id)
  })
})

describe('a confirmation is refused, and its challenge spent,', () => {
  // In a session the user is known: there a key may leave the user handle out.
  it.each(authenticationFaults.filter(({ name }) => name !== 'of no user'))(
    '$name',
    async ({ overrides }) => {
      const browser = server.browser()
      await signInWith(browser, bob.authenticator)
      await browser.call(session.dropFreshness, {})
      const { challengeId, options } = await browser.call(session.beginFreshPasskey, {})
      const responses = [bob.authenticator.get(options, overrides), bob.authenticator.get(options)]
      const answers = responses.map((response) => ({ challengeId, response }))
      await expectNothing(browser, session.finishFreshPasskey.path, answers)
      expect(await browser.call(session.getSession, {})).toMatchObject({ freshLevel: 0 })
    },
  )
})

describe('a registration', () => {
  const begin = () => bob.browser.call(methods.beginRegistration, { body: {} })
  const fresh = () => authenticatorFor(bob.browser)

  it.each(registrationFaults)('$name is refused, and its challenge spent', async ({ overrides }) => {
    const { challengeId, options } = await begin()
    const answers = [fresh().create(options, overrides), fresh().create(options)].map((response) => ({
      challengeId,
      response,
    }))
    await expectNothing(bob.browser, methods.finishRegistration.path, answers)
  })

  it.each(registrationOddities)('$name is accepted', async ({ overrides }) => {
    const { challengeId, options } = await begin()
    const authenticator = fresh()
    const response = authenticator.create(options, overrides)
    await bob.browser.call(methods.finishRegistration, { body: { challengeId, response } })
    const { user } = await signInWith(server.browser(), authenticator)
    expect(user.id).toBe(bob.id)
  })

  it('that fails leaves somebody who is joining as they were', async () => {
    const eve = await startTestServer()
    try {
      const browser = eve.browser()
      await browser.call(signIn.setUp, { body: { email: 'eve@example.org', displayName: 'Eve' } })
      const cookie = browser.cookie
      const { challengeId, options } = await browser.call(methods.beginRegistration, { body: {} })
      const overrides: RegistrationOverrides = { data: { flags: { uv: false } } }
      const response = authenticatorFor(browser).create(options, overrides)
      expectRefusal(await finish(browser, methods.finishRegistration.path, { challengeId, response }))
      expect(browser.cookie).toBe(cookie)
      expect(await browser.call(session.getSession, {})).toMatchObject({
        kind: 'enrolment',
        user: { status: 'invited', passkeys: { active: 0 } },
      })
      expect(await eve.services.db('backup_codes')).toEqual([])
    } finally {
      await eve.close()
    }
  })
})

describe('what is no answer of a passkey', () => {
  const begin = async (browser: Browser) => {
    const { challengeId, options } = await browser.call(signIn.beginPasskeySignIn, { body: {} })
    return { challengeId, response: bob.authenticator.get(options) }
  }
  const forms: [string, (right: ReturnType<Person['authenticator']['get']>) => unknown][] = [
    ['null', () => null],
    ['a text', () => 'text'],
    ['a list', (right) => [right]],
    ['an empty object', () => ({})],
    ['a number as id', (right) => ({ ...right, id: 7 })],
    ['an id of four thousand characters', (right) => ({ ...right, id: 'x'.repeat(4000) })],
    ['an id that is no base64url', (right) => ({ ...right, id: 'a b' })],
    ['another type', (right) => ({ ...right, type: 'password' })],
    ['no response', (right) => ({ ...right, response: null })],
    [
      'a signature that is a list',
      (right) => ({ ...right, response: { ...right.response, signature: [1] } }),
    ],
    ['authenticator data of 60 kB', (right) => withData(right, 'x'.repeat(60_000))],
    [
      'client data that is no base64url',
      (right) => ({ ...right, response: { ...right.response, clientDataJSON: '{}' } }),
    ],
    ['a registration', (right) => ({ ...right, response: { attestationObject: 'x', clientDataJSON: 'x' } })],
  ]
  const withData = (right: object, authenticatorData: string) => ({
    ...right,
    response: { authenticatorData },
  })

  it.each(forms)('is %s: refused as input, and the challenge spent', async (_, form) => {
    const browser = server.browser()
    const { challengeId, response } = await begin(browser)
    const wrong = await finish(browser, signIn.finishPasskeySignIn.path, {
      challengeId,
      response: form(response),
    })
    expect(problemOf(wrong).code).toBe('input.invalid')
    const right = await finish(browser, signIn.finishPasskeySignIn.path, { challengeId, response })
    expect(problemOf(right).code).toBe('passkey.rejected')
  })
})

describe('the true reason', () => {
  const cases: [string, AuthenticationOverrides][] = [
    ['origin-wrong', { client: { fields: { origin: 'https://example.com' } } }],
    ['user-not-verified', { data: { flags: { uv: false } } }],
    ['user-handle-wrong', { answer: { userHandle: 'c29tZWJvZHkgZWxzZQ' } }],
    ['backup-eligibility-changed', { data: { flags: { be: false, bs: false } } }],
  ]
  it.each(cases)(
    '%s is on the record of a known account, and not in the answer',
    async (reason, overrides) => {
      server.clock.forward(2 * 3_600_000)
      const browser = server.browser()
      const { challengeId, options } = await browser.call(signIn.beginPasskeySignIn, { body: {} })
      const response = bob.authenticator.get(options, overrides)
      const answer = await finish(browser, signIn.finishPasskeySignIn.path, { challengeId, response })
      expectRefusal(answer)
      expect(await newestEntry(server.services.db, bob.id)).toMatchObject({
        action: 'sign-in.failed',
        reason,
        actor_id: null,
        address: '127.0.0.1',
      })
    },
  )

  it('is counted by source and hour for strangers', async () => {
    const stranger = authenticatorFor(server.browser())
    const { options } = await bob.browser.call(methods.beginRegistration, { body: {} }).catch(async () => {
      await signInWith(bob.browser, bob.authenticator)
      return bob.browser.call(methods.beginRegistration, { body: {} })
    })
    stranger.create(options)
    await expect(signInWith(server.browser(), stranger)).rejects.toMatchObject({ code: 'passkey.rejected' })
    const rows = await server.services.db('failure_counts').where({ reason: 'passkey-unknown' })
    expect(rows.at(-1)).toMatchObject({ scope: 'source:127.0.0.1' })
  })

  it('is written down twenty times an hour for one account, and counted beyond', async () => {
    server.clock.forward(2 * 3_600_000)
    const { db } = server.services
    const [{ count: before } = { count: 0 }] = await db('audit')
      .where({ action: 'sign-in.failed' })
      .count({ count: '*' })
    for (let tries = 0; tries < 25; tries++) {
      const { challengeId, options } = await server.browser().call(signIn.beginPasskeySignIn, { body: {} })
      const response = bob.authenticator.get(options, { data: { flags: { up: false } } })
      await finish(server.browser(), signIn.finishPasskeySignIn.path, { challengeId, response })
    }
    const [{ count: after } = { count: 0 }] = await db('audit')
      .where({ action: 'sign-in.failed' })
      .count({ count: '*' })
    expect(Number(after) - Number(before)).toBe(20)
    await signInWith(bob.browser, bob.authenticator)
    await confirm(bob)
  })
})
