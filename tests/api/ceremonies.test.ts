import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { challengeLife, issueChallenge, purgeChallenges } from '../../server/passkeys/challenges.ts'
import type { Config } from '../../server/config.ts'
import * as methods from '../../shared/contract/methods.ts'
import * as session from '../../shared/contract/session.ts'
import * as signIn from '../../shared/contract/sign-in.ts'
import { forgetAttempts } from '../support/attempts.ts'
import type { Browser } from '../support/browser.ts'
import {
  authenticatorFor,
  confirm,
  invite,
  register,
  setUpAdministrator,
  type Person,
} from '../support/people.ts'
import { everyRow } from '../support/rows.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

let server: TestServer
let ada: Person
let bob: Person

beforeAll(async () => {
  server = await startTestServer()
  ada = await setUpAdministrator(server)
  bob = await invite(server, ada, { email: 'bob@example.org' })
})
beforeEach(() => forgetAttempts(server))
afterAll(() => server.close())

const refused = { code: 'passkey.rejected' }
const begin = (email?: string) =>
  server.browser().call(signIn.beginPasskeySignIn, { body: email === undefined ? {} : { email } })
const finish = (challengeId: string, response: unknown, browser: Browser = server.browser()) =>
  browser.call(signIn.finishPasskeySignIn, { body: { challengeId, response } })

async function answered(email?: string) {
  const { challengeId, options } = await begin(email)
  return { challengeId, response: bob.authenticator.get(options) }
}

/** A challenge sealed as the server would, but with something else about it. */
function sealed(change: { config?: Partial<Config>; now?: Date; account?: string | null }) {
  const { config, clock } = server
  const { challengeId, challenge } = issueChallenge(
    { config: { ...config, ...change.config }, now: () => change.now ?? clock.now() },
    { ceremony: 'sign-in', account: change.account ?? null, sessionId: null },
  )
  const options = { challenge, rpId: server.config.rp.id, allowCredentials: [] }
  return { challengeId, response: bob.authenticator.get(options) }
}

describe('a challenge', () => {
  it('sealed by this server for a sign-in is answered', async () => {
    const { challengeId, response } = sealed({})
    expect(await finish(challengeId, response)).toMatchObject({ user: { id: bob.id } })
  })

  it('sealed by another server is not', async () => {
    const { challengeId, response } = sealed({
      config: { secrets: ['the secret of another server, 32 bytes'] },
    })
    await expect(finish(challengeId, response)).rejects.toMatchObject(refused)
  })

  it('lives for ten minutes, to the second', async () => {
    const at = (age: number) => new Date(server.clock.now().getTime() - age)
    const late = sealed({ now: at(challengeLife) })
    await expect(finish(late.challengeId, late.response)).rejects.toMatchObject(refused)
    const inTime = sealed({ now: at(challengeLife - 5000) })
    expect(await finish(inTime.challengeId, inTime.response)).toMatchObject({ next: { done: true } })
  })

  it('is answered once', async () => {
    const { challengeId, response } = await answered()
    await finish(challengeId, response)
    await expect(finish(challengeId, response)).rejects.toMatchObject(refused)
  })

  it('is answered once, of twenty answers at the same moment', async () => {
    for (let round = 0; round < 5; round++) {
      const { challengeId, response } = await answered()
      const tries = Array.from({ length: 20 }, () => finish(challengeId, response))
      const won = (await Promise.allSettled(tries)).filter(({ status }) => status === 'fulfilled')
      expect(won).toHaveLength(1)
    }
  })

  it('is spent by its bytes, however its seal is written down', async () => {
    const spellings: ((seal: string) => string)[] = [
      (seal) => `${seal}=`,
      (seal) => `${seal}==`,
      (seal) => `${seal}!`,
      (seal) => ` ${seal}\n`,
      (seal) => seal.replaceAll('-', '+').replaceAll('_', '/'),
      (seal) => `${seal.slice(0, 10)}.${seal.slice(10)}`,
    ]
    for (const spell of spellings) {
      const { challengeId, response } = await answered()
      const tries = [spell(challengeId), challengeId, spell(challengeId)].map(
        (id) => () => finish(id, response),
      )
      const won = []
      for (const attempt of tries)
        won.push(
          await attempt().then(
            () => true,
            () => false,
          ),
        )
      expect(won.filter(Boolean)).toHaveLength(1)
    }
  })

  it('with any byte of its seal changed is refused, and not spent by that', async () => {
    const { challengeId, response } = await answered()
    const bytes = Buffer.from(challengeId, 'base64url')
    for (let index = 0; index < bytes.length; index++) {
      const changed = Buffer.from(bytes)
      changed.writeUInt8(changed.readUInt8(index) ^ 1, index)
      await expect(finish(changed.toString('base64url'), response)).rejects.toMatchObject(refused)
    }
    for (const cut of [bytes.subarray(1), bytes.subarray(0, -1), Buffer.concat([bytes, bytes])])
      await expect(finish(cut.toString('base64url'), response)).rejects.toMatchObject(refused)
    expect(await finish(challengeId, response)).toMatchObject({ next: { done: true } })
  })

  it.each(['x', '....', '\u{1f511}', 'A'.repeat(1024), Buffer.alloc(132).toString('base64url')])(
    'is not what anybody makes up: %s',
    async (challengeId) => {
      const { response } = await answered()
      await expect(finish(challengeId, response)).rejects.toMatchObject(refused)
    },
  )

  it('stays refused once it had expired, whatever the clock says later', async () => {
    const { challengeId, response } = await answered()
    server.clock.forward(challengeLife + 1000)
    await purgeChallenges(server.services)
    expect(server.log()).not.toContain('the clock was set back')
    server.clock.forward(-challengeLife)
    await purgeChallenges(server.services)
    expect(server.log()).toContain('the clock was set back')
    await expect(finish(challengeId, response)).rejects.toMatchObject(refused)
    server.clock.forward(challengeLife)
    expect(
      await server.services.db('spent_challenges').where('expires_at', '<', server.clock.now().toISOString()),
    ).toEqual([])
  })
})

describe('beginning', () => {
  it('writes nothing', async () => {
    await confirm(ada)
    const before = await everyRow(server.services.db)
    for (const email of [undefined, 'bob@example.org', 'nobody@example.org']) await begin(email)
    await ada.browser.call(session.beginFreshPasskey, {})
    await ada.browser.call(methods.beginRegistration, { body: {} })
    expect(await everyRow(server.services.db)).toEqual(before)
  })

  it('a sign-in answers in one shape and length, whoever asks', async () => {
    const { db } = server.services
    const carl = await invite(server, ada, { email: 'carl@example.org' })
    await db('users').where({ id: carl.id }).update({ status: 'disabled' })
    await confirm(bob)
    await register(bob.browser, authenticatorFor(bob.browser, { attachment: 'cross-platform' }))
    const emails = [undefined, 'bob@example.org', 'BOB@example.org', 'carl@example.org', 'nobody@example.org']
    const answers = await Promise.all([...emails, `${'x'.repeat(60)}@${'y'.repeat(60)}.example`].map(begin))
    const [first] = answers
    if (!first) throw new Error('no answer')
    for (const { challengeId, options } of answers) {
      expect(challengeId).toHaveLength(first.challengeId.length)
      expect({ ...options, challenge: '' }).toEqual({ ...first.options, challenge: '' })
      expect(options.challenge).toHaveLength(43)
    }
    expect(first.options).toMatchObject({
      allowCredentials: [],
      userVerification: 'required',
      timeout: 300_000,
    })
    expect(new Set(answers.map(({ options }) => options.challenge)).size).toBe(answers.length)
  })
})
