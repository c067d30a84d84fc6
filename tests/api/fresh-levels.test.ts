import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Endpoint, Freshness } from '../../shared/contract/endpoint.ts'
import type { SecondStep } from '../../shared/contract/next-step.ts'
import * as session from '../../shared/contract/session.ts'
import * as signIn from '../../shared/contract/sign-in.ts'
import * as users from '../../shared/contract/users.ts'
import type { Browser } from '../support/browser.ts'
import { anyPath, everyEndpoint } from '../support/every-endpoint.ts'
import { confirm, invite, setUpAdministrator, signInWith, type Person } from '../support/people.ts'
import { problemOf } from '../support/problems.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import {
  doStep,
  giveApp,
  giveKey,
  givePassword,
  nextCode,
  password,
  typePassword,
  type Steps,
} from '../support/two-step.ts'

const fresh = everyEndpoint.filter((endpoint) => endpoint.fresh !== undefined)

let server: TestServer
let ada: Person
let people = 0

type Equipped = Person & { has: Steps }

beforeAll(async () => {
  server = await startTestServer()
  ada = await setUpAdministrator(server)
})
afterAll(() => server.close())

async function join(role: 'user' | 'admin'): Promise<Equipped> {
  const email = `person-${++people}@example.org`
  const person = await invite(server, ada, { email, role, device: { backup: 'device' } })
  if (role === 'user') await givePassword(person)
  const has = { app: await giveApp(person, server), key: await giveKey(person), codes: person.backupCodes }
  nextCode(server)
  return { ...person, has }
}

const signedIn = async ({ authenticator }: Equipped) => {
  const browser = server.browser()
  await signInWith(browser, authenticator)
  return browser
}

/** Without a passkey any more: lost, and revoked by the help desk. */
async function losePasskeys({ id }: Person): Promise<void> {
  await server.services.db('passkeys').where({ user_id: id }).update({ status: 'revoked', public_key: null })
}

const byPassword = async ({ email, has }: Equipped, step: SecondStep) => {
  const { browser } = await typePassword(server, email)
  await doStep(browser, step, has)
  return browser
}

const byCopiedPasskey = async ({ authenticator, has }: Equipped, step: SecondStep) => {
  const browser = server.browser()
  const { challengeId, options } = await browser.call(signIn.beginPasskeySignIn, { body: {} })
  const body = { challengeId, response: authenticator.get(options, { data: { counter: 1 } }) }
  await browser.call(signIn.finishPasskeySignIn, { body })
  await doStep(browser, step, has)
  return browser
}

const confirmedBy = async (person: Equipped, step: SecondStep) => {
  const browser = await signedIn(person)
  await browser.call(session.dropFreshness, {})
  await browser.call(session.confirmPassword, { body: { password } })
  await doStep(browser, step, person.has, 'fresh')
  return browser
}

const notAnyMore = async (browser: Browser) => {
  await browser.call(session.dropFreshness, {})
  return browser
}

interface State {
  name: string
  open: () => Promise<Browser>
  /** What it is fresh enough for. */
  reaches: readonly Freshness[]
}

const steps = ['totp', 'security-key', 'backup-code'] as const
// With an active passkey only a backup code is worth as much as that; nothing else is a passkey.
const reachedBy = (step: SecondStep): readonly Freshness[] =>
  step === 'backup-code' ? ['level-1', 'level-2'] : ['level-1']

const states: State[] = [
  {
    name: 'a user, no longer fresh',
    open: async () => notAnyMore(await signedIn(await join('user'))),
    reaches: [],
  },
  {
    name: 'a user by passkey',
    open: async () => signedIn(await join('user')),
    reaches: ['level-1', 'level-2', 'passkey'],
  },
  ...steps.flatMap((step) => [
    {
      name: `a user by password and ${step}`,
      open: async () => byPassword(await join('user'), step),
      reaches: reachedBy(step),
    },
    {
      name: `a user who confirmed by password and ${step}`,
      open: async () => confirmedBy(await join('user'), step),
      reaches: reachedBy(step),
    },
    {
      name: `an administrator by a copied passkey and ${step}`,
      open: async () => byCopiedPasskey(await join('admin'), step),
      reaches: reachedBy(step),
    },
  ]),
  ...(['totp', 'backup-code'] as const).map((step) => ({
    name: `a user without a passkey by password and ${step}`,
    open: async () => {
      const person = await join('user')
      await losePasskeys(person)
      return byPassword(person, step)
    },
    reaches: ['level-1', 'level-2'] as const,
  })),
  {
    name: 'a user without a passkey, no longer fresh',
    open: async () => {
      const person = await join('user')
      await losePasskeys(person)
      return notAnyMore(await byPassword(person, 'totp'))
    },
    reaches: [],
  },
  {
    name: 'an administrator by passkey',
    open: async () => signedIn(await join('admin')),
    reaches: ['level-1', 'level-2', 'passkey'],
  },
  {
    name: 'an administrator, no longer fresh',
    open: async () => notAnyMore(await signedIn(await join('admin'))),
    reaches: [],
  },
]

// No JSON: whoever is fresh enough is told so, and nothing is done.
async function ask(browser: Browser, endpoint: Endpoint): Promise<string> {
  const { method } = endpoint
  const path = anyPath(endpoint, 'nobody')
  const answer = await browser.send({ method, path, ...(method === 'get' ? {} : { body: '{' }) })
  return answer.status < 300
    ? 'fresh enough'
    : problemOf(answer).code.replace('input.invalid', 'fresh enough')
}

describe.each(states)('$name', ({ name, open, reaches }) => {
  const isUser = name.startsWith('a user')
  const needsPower = ({ access }: Endpoint) => !['enrolment', 'full'].includes(access)
  const expectedOf = (endpoint: Endpoint) => {
    if (isUser && needsPower(endpoint)) return 'permission.denied'
    return endpoint.fresh && reaches.includes(endpoint.fresh) ? 'fresh enough' : 'fresh.required'
  }

  it('reaches what that is worth, on every endpoint that asks', async () => {
    expect(fresh.length).toBeGreaterThan(10)
    const browser = await open()
    const name = ({ method, path }: Endpoint) => `${method} ${path}`
    const expected = fresh.map((endpoint) => [name(endpoint), expectedOf(endpoint)])
    const answers = []
    for (const endpoint of fresh) answers.push([name(endpoint), await ask(browser, endpoint)])
    expect(answers).toEqual(expected)
  })
})

describe('an enrolment', () => {
  it('is fresh for the one thing it can do, as long as it lasts', async () => {
    await confirm(ada)
    const body = { email: 'new@example.org', displayName: 'New' }
    const { invitation } = await ada.browser.call(users.createUser, { body })
    const invited = server.browser()
    await invited.call(signIn.acceptInvitation, { body: { token: invitation.token } })
    const carl = await invite(server, ada, { email: 'carl@example.org' })
    const recovering = server.browser()
    const recovery = { email: carl.email, backupCode: carl.backupCodes[0] ?? '' }
    await recovering.call(signIn.recover, { body: recovery })
    server.clock.forward(20 * 60_000)
    for (const browser of [invited, recovering])
      for (const endpoint of fresh)
        expect(await ask(browser, endpoint)).toBe(
          endpoint.access === 'enrolment' ? 'fresh enough' : 'enrolment.only',
        )
  })
})

describe('what is fresh', () => {
  it.each(states)('is not after five minutes: $name', async ({ open }) => {
    const browser = await open()
    server.clock.forward(5 * 60_000)
    for (const endpoint of fresh)
      expect(await ask(browser, endpoint)).toMatch(/^(fresh\.required|permission)/)
    expect(await browser.call(session.getSession, {})).toMatchObject({ freshLevel: 0, freshUntil: null })
  })
})
