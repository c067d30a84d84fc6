import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as fallback from '../../shared/contract/fallback.ts'
import * as methods from '../../shared/contract/methods.ts'
import * as signIn from '../../shared/contract/sign-in.ts'
import * as users from '../../shared/contract/users.ts'
import { anyAddress, behindProxy, forgetAttempts, from, wrongCode } from '../support/attempts.ts'
import type { SoftAuthenticator } from '../support/authenticator/soft-authenticator.ts'
import type { Answer } from '../support/browser.ts'
import { authenticatorFor, confirm, invite, setUpAdministrator, type Person } from '../support/people.ts'
import { rankDistance } from '../support/rank-test.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

const rounds = 40
const warmUp = 5
// Of twenty-odd honest comparisons one in a thousand runs goes beyond this.
const chance = 4

const password = 'violet harbour seventeen'

interface Account {
  email: string
  /** Answers with a passkey: of the account where it has one. */
  authenticator: SoftAuthenticator
}

let server: TestServer
let accounts: Record<string, Account>

const stranger = (email: string): Account => {
  const authenticator = authenticatorFor(server.browser())
  authenticator.create({
    challenge: 'AAAA',
    rp: { id: 'localhost' },
    user: { id: Buffer.from(email).toString('base64url') },
    pubKeyCredParams: [{ alg: -7 }],
  })
  return { email, authenticator }
}

beforeAll(async () => {
  server = await startTestServer(behindProxy)
  const ada = await setUpAdministrator(server)
  const withPassword = async (name: string) => {
    const person = await invite(server, ada, { email: `${name}@example.org` })
    await confirm(person)
    await person.browser.call(fallback.setPassword, { body: { password } })
    return person
  }
  const known = await invite(server, ada, { email: 'known@example.org' })
  const passworded = await withPassword('password')
  const disabled = await withPassword('closed')
  const revoked = await invite(server, ada, { email: 'revoked@example.org' })
  await confirm(ada)
  await server.services.db('users').where({ id: disabled.id }).update({ status: 'disabled' })
  const { passkeys } = await revoked.browser.call(methods.getMethods, {})
  const params = { id: revoked.id, pid: passkeys[0]?.id ?? '' }
  await ada.browser.call(users.revokeUserPasskey, { params, body: { reason: 'Lost' } })
  await ada.browser.call(users.createUser, { body: { email: 'invited@example.org', displayName: 'Invited' } })
  for (const { id } of [known, passworded, revoked]) await givePass(ada, id)
  accounts = {
    unknown: stranger('nobody@example.org'),
    control: stranger('no-one@example.org'),
    known,
    passworded,
    disabled,
    revoked,
    'without a passkey': stranger('invited@example.org'),
  }
})
afterAll(() => server.close())

const givePass = ({ browser }: Person, id: string) =>
  browser.call(users.issueTemporaryPass, { params: { id }, body: { minutes: 60, reason: 'Laptop stolen' } })

type Try = (account: Account) => Promise<() => Promise<Answer>>

const post = (path: string, body: object) => {
  const request = { method: 'post', path, body: JSON.stringify(body), headers: from(anyAddress()) }
  const browser = server.browser()
  return () => browser.send(request)
}

const tries = {
  'beginning with a passkey': ({ email }: Account) =>
    Promise.resolve(post(signIn.beginPasskeySignIn.path, { email })),
  'a passkey that proves nothing': async ({ email, authenticator }) => {
    const body = { email }
    const { challengeId, options } = await server.browser().call(signIn.beginPasskeySignIn, { body })
    const response = authenticator.get(options, {
      client: { fields: { origin: 'https://example.com' } },
    })
    return post(signIn.finishPasskeySignIn.path, { challengeId, response })
  },
  'a wrong password': ({ email }) =>
    Promise.resolve(post(signIn.signInWithPassword.path, { email, password: 'amber lighthouse four' })),
  'a wrong backup code': ({ email }) =>
    Promise.resolve(post(signIn.recover.path, { email, backupCode: wrongCode })),
  'a wrong temporary pass': ({ email }) =>
    Promise.resolve(post(signIn.signInWithTemporaryPass.path, { email, pass: 'WRNG-WRNG-WRNG' })),
} satisfies Record<string, Try>

/** What was counted and would change what is done: each try meets the answer, not what earlier ones have led to. */
async function forget(): Promise<void> {
  const { db } = server.services
  await forgetAttempts(server)
  await db('failure_counts').delete()
  await db('temporary_passes').update({ wrong_tries: 0 })
}

const shuffled = <T>(list: readonly T[]): T[] =>
  list
    .map((value) => ({ value, order: Math.random() }))
    .sort((a, b) => a.order - b.order)
    .map(({ value }) => value)

/** All that can be seen of an answer, without what is new in each. */
function seen({ status, headers, text }: Answer): object {
  const { date, 'x-request-id': requestId, 'retry-after': wait, ...rest } = headers
  expect(typeof date).toBe('string')
  const body = text
    .replace(String(requestId), '')
    .replace(
      /"(challengeId|challenge)":"([\w-]+)"/g,
      (_, name: string, value: string) => `${name} of ${value.length}`,
    )
  return { status, rest, body, waits: wait !== undefined }
}

/** Tries each account once a round, in another order each time, and compares what came back and how long it took. */
async function expectAlike(among: Record<string, Account>, attempt: Try, afterRound: () => Promise<void>) {
  const times: Record<string, number[]> = {}
  let first: object | null = null
  for (let round = 0; round < warmUp + rounds; round++) {
    for (const [name, account] of shuffled(Object.entries(among))) {
      const send = await attempt(account)
      const start = performance.now()
      const answer = await send()
      const took = performance.now() - start
      first ??= seen(answer)
      expect(seen(answer), name).toEqual(first)
      if (round >= warmUp) (times[name] ??= []).push(took)
    }
    await afterRound()
  }
  const { unknown = [], ...others } = times
  for (const [name, sample] of Object.entries(others))
    expect(Math.abs(rankDistance(sample, unknown)), name).toBeLessThan(chance)
}

const patient = 240_000

describe('whatever the account, it is answered alike and in the same time:', () => {
  it.each(Object.entries(tries))(
    '%s',
    async (_, attempt) => {
      expect(Object.keys(accounts)).toHaveLength(7)
      await expectAlike(accounts, attempt, forget)
    },
    patient,
  )

  it(
    'a code for an account over its limit',
    async () => {
      const { 'a wrong backup code': guess } = tries
      for (let failed = 0; failed < 10; failed++)
        for (const account of Object.values(accounts)) await (await guess(account))()
      await expectAlike(accounts, guess, () => Promise.resolve())
      await forget()
    },
    patient,
  )
})
