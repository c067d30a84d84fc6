import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Endpoint } from '../../shared/contract/endpoint.ts'
import * as signIn from '../../shared/contract/sign-in.ts'
import * as users from '../../shared/contract/users.ts'
import type { Answer, Browser } from '../support/browser.ts'
import { anyPath, everyEndpoint } from '../support/every-endpoint.ts'
import { confirm, invite, setUpAdministrator, signInWith, type Person } from '../support/people.ts'
import { problemOf } from '../support/problems.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { givePassword, typePassword } from '../support/two-step.ts'

let server: TestServer
let ada: Person
let bob: Person

beforeAll(async () => {
  server = await startTestServer()
  ada = await setUpAdministrator(server)
  bob = await invite(server, ada, { email: 'bob@example.org' })
  await givePassword(bob)
})
afterAll(() => server.close())

const signedIn = async ({ authenticator }: Person) => {
  const browser = server.browser()
  await signInWith(browser, authenticator)
  return browser
}

/** Who may be calling: each in a session of its own, opened as it is opened in life. */
const callers = {
  stranger: () => Promise.resolve(server.browser()),
  pending: async () => (await typePassword(server, bob.email)).browser,
  enrolment: async () => {
    await confirm(ada)
    const body = { email: `new-${Math.random()}@example.org`, displayName: 'New' }
    const { invitation } = await ada.browser.call(users.createUser, { body })
    const browser = server.browser()
    await browser.call(signIn.acceptInvitation, { body: { token: invitation.token } })
    return browser
  },
  user: () => signedIn(bob),
  administrator: () => signedIn(ada),
}
type Caller = keyof typeof callers

const kinds = ['anyone', 'any-session', 'pending', 'enrolment', 'full'] as const
const accessOf = ({ access }: Endpoint) => kinds.find((kind) => kind === access) ?? 'permission'

// What each kind of access says to each caller; `in` is what lies behind it.
const table: Record<ReturnType<typeof accessOf>, Record<Caller, string>> = {
  anyone: { stranger: 'in', pending: 'in', enrolment: 'in', user: 'in', administrator: 'in' },
  'any-session': {
    stranger: 'session.required',
    pending: 'in',
    enrolment: 'in',
    user: 'in',
    administrator: 'in',
  },
  pending: {
    stranger: 'session.required',
    pending: 'in',
    enrolment: 'enrolment.only',
    user: 'conflict',
    administrator: 'conflict',
  },
  enrolment: {
    stranger: 'session.required',
    pending: 'session.required',
    enrolment: 'in',
    user: 'in',
    administrator: 'in',
  },
  full: {
    stranger: 'session.required',
    pending: 'session.required',
    enrolment: 'enrolment.only',
    user: 'in',
    administrator: 'in',
  },
  permission: {
    stranger: 'session.required',
    pending: 'session.required',
    enrolment: 'enrolment.only',
    user: 'permission.denied',
    administrator: 'in',
  },
}

// No JSON: whoever is let in is told so, and nothing is done.
const ask = (browser: Browser, endpoint: Endpoint) =>
  browser.send({
    method: endpoint.method,
    path: anyPath(endpoint, 'nobody'),
    ...(endpoint.method === 'get' ? {} : { body: '{' }),
  })

function outcomeOf(endpoint: Endpoint, answer: Answer): string {
  if (answer.status < 300) return 'in'
  const { code } = problemOf(answer)
  // Nobody is no model, either.
  const letIn = endpoint.method === 'get' ? ['not-found', 'input.invalid'] : ['input.invalid']
  return letIn.includes(code) ? 'in' : code
}

// A live stream lets in and does not end.
const asked = everyEndpoint.filter(({ path }) => path !== '/events')
const cases = asked.flatMap((endpoint) =>
  (Object.keys(callers) as Caller[]).map((caller) => ({
    ...endpoint,
    endpoint,
    caller,
    expected: table[accessOf(endpoint)][caller],
  })),
)

describe('every endpoint to every kind of session', () => {
  const open: Partial<Record<Caller, Browser>> = {}
  it.each(cases)('$method $path to $caller: $expected', async ({ endpoint, caller, expected }) => {
    const browser = (open[caller] ??= await callers[caller]())
    expect(outcomeOf(endpoint, await ask(browser, endpoint))).toBe(expected)
  })

  it.each(['pending', 'enrolment', 'stranger'] as const)('tells no news to %s', async (caller) => {
    const browser = await callers[caller]()
    const { code } = problemOf(await browser.send({ method: 'get', path: '/events' }))
    expect(code).toBe(table.full[caller])
  })
})

describe('a session that waits for its second step', () => {
  it('is known to nothing but the second steps and the way out', async () => {
    const browser = await callers.pending()
    const known: string[] = []
    for (const endpoint of everyEndpoint.filter(({ access }) => access !== 'anyone'))
      if (outcomeOf(endpoint, await ask(browser, endpoint)) === 'in') known.push(endpoint.path)
    expect(known.sort()).toEqual([
      '/sign-in/backup-code',
      '/sign-in/security-key/begin',
      '/sign-in/security-key/finish',
      '/sign-in/totp',
      '/sign-out',
    ])
  })
})
