import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Endpoint } from '../../shared/contract/endpoint.ts'
import * as fallback from '../../shared/contract/fallback.ts'
import * as signIn from '../../shared/contract/sign-in.ts'
import { behindProxy, from, guess } from '../support/attempts.ts'
import type { Answer, Browser } from '../support/browser.ts'
import { anyPath, everyEndpoint, fieldsOf } from '../support/every-endpoint.ts'
import { confirm, invite, setUpAdministrator } from '../support/people.ts'
import { problemOf } from '../support/problems.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

const attempts = everyEndpoint.filter(({ attempt }) => attempt !== undefined)
const password = 'violet harbour seventeen'

const throttled = '192.0.2.1'
const flooding = '192.0.2.2'
let server: TestServer
let whoMay: Record<'anyone' | 'pending' | 'full', Browser>

beforeAll(async () => {
  server = await startTestServer(behindProxy)
  const ada = await setUpAdministrator(server)
  const bob = await invite(server, ada, { email: 'bob@example.org' })
  await confirm(bob)
  await bob.browser.call(fallback.setPassword, { body: { password } })
  const pending = server.browser()
  await pending.call(signIn.signInWithPassword, { body: { email: bob.email, password } })
  whoMay = { anyone: server.browser(), pending, full: bob.browser }
  await Promise.all(
    Array.from({ length: 100 }, (_, each) =>
      guess(server.browser(), `made-up-${each}@example.org`, throttled),
    ),
  )
  for (let done = 0; done < 600; done += 100)
    await Promise.all(
      Array.from({ length: 100 }, () => send(server.browser(), signIn.finishPasskeySignIn, flooding)),
    )
})
afterAll(() => server.close())

const send = (browser: Browser, endpoint: Endpoint, address: string): Promise<Answer> =>
  browser.send({
    method: endpoint.method,
    path: anyPath(endpoint),
    ...(endpoint.body ? { body: '{}' } : {}),
    headers: from(address),
  })

function insider({ access }: Endpoint): Browser {
  return access === 'anyone' || access === 'pending' ? whoMay[access] : whoMay.full
}

// What can be guessed, and what cannot: answers to a ceremony, the 120 bits of an invitation. A set-up token is nobody's.
const secrets = /^(password|code|backupCode|pass)$/
const answers = /^(response|token)$/
const provesSomebody = everyEndpoint.filter(
  ({ access, path, body }) =>
    body !== undefined &&
    path !== signIn.setUp.path &&
    (access === 'anyone' ||
      access === 'pending' ||
      path.startsWith('/session/fresh/') ||
      path.endsWith('/finish')),
)
const takes = ({ body }: Endpoint, names: RegExp) =>
  body !== undefined && fieldsOf(body).some(({ name }) => names.test(name))

describe('what proves somebody', () => {
  it('is found', () => {
    expect(provesSomebody.length).toBeGreaterThan(10)
    expect(attempts.length).toBeGreaterThan(10)
  })

  it.each(provesSomebody.filter((endpoint) => takes(endpoint, answers)))(
    '$method $path is the attempt of a passkey',
    ({ attempt }) => expect(attempt).toBe('passkey'),
  )

  it.each(
    provesSomebody.filter(
      (endpoint) => takes(endpoint, secrets) && endpoint.path !== fallback.finishTotp.path,
    ),
  )('$method $path is the attempt of a secret', ({ attempt }) => expect(attempt).toBe('secret'))

  it.each(attempts)('$method $path asks for nothing else', (endpoint) => {
    expect(takes(endpoint, secrets) || takes(endpoint, answers)).toBe(true)
  })
})

describe('from a source over its limit', () => {
  it.each(attempts.filter(({ attempt }) => attempt === 'secret'))(
    '$method $path is refused',
    async (endpoint) => {
      const answer = await send(insider(endpoint), endpoint, throttled)
      expect(problemOf(answer).code).toBe('throttled')
      expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0)
    },
  )

  it.each(attempts.filter(({ attempt }) => attempt === 'passkey'))(
    '$method $path is not',
    async (endpoint) => {
      expect(problemOf(await send(insider(endpoint), endpoint, throttled)).code).toBe('input.invalid')
    },
  )
})

describe('from a source that floods', () => {
  it.each(attempts)('$method $path is refused', async (endpoint) => {
    const answer = await send(insider(endpoint), endpoint, flooding)
    expect(problemOf(answer).code).toBe('throttled')
    expect(Number(answer.headers['retry-after'])).toBeLessThanOrEqual(60)
  })

  const free = everyEndpoint.filter(({ attempt, path }) => attempt === undefined && path.endsWith('/begin'))
  it.each(free)('$method $path is not', async (endpoint) => {
    const { status } = await send(insider(endpoint), endpoint, flooding)
    expect(status).not.toBe(429)
  })
})
