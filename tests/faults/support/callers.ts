import fc, { type Arbitrary } from 'fast-check'
import * as signIn from '../../../shared/contract/sign-in.ts'
import * as session from '../../../shared/contract/session.ts'
import * as users from '../../../shared/contract/users.ts'
import type { Browser } from '../../support/browser.ts'
import { authenticatorFor, confirm, invite, type Person } from '../../support/people.ts'
import type { TestServer } from '../../support/server.ts'
import { givePassword, typePassword } from '../../support/two-step.ts'

/** Everybody who could send a request, each with a session of their kind. */
export interface Callers {
  count: number
  browser: (caller: number) => Browser
  /** Gives those whose session is over a new one, to somebody new, and makes the others fresh again. */
  revive: () => Promise<void>
}

/** Somebody of every role and every kind of session; `root` invites them and never sends anything else. */
export async function createCallers(server: TestServer, root: Person): Promise<Callers> {
  let number = 0
  const someone = (role: 'user' | 'helpdesk' | 'admin') =>
    invite(server, root, { email: `${role}-${++number}@example.org`, role })
  const signedIn = (role: 'user' | 'helpdesk' | 'admin') => async () => {
    const person = await someone(role)
    return { browser: person.browser, again: () => confirm(person) }
  }
  const enrolling = async () => {
    await confirm(root)
    const body = { email: `new-${++number}@example.org`, displayName: 'New' }
    const { invitation } = await root.browser.call(users.createUser, { body })
    const browser = server.browser()
    await browser.call(signIn.acceptInvitation, { body: { token: invitation.token } })
    return { browser, again: () => browser.call(session.getSession, {}) }
  }
  const halfway = async () => {
    const person = await someone('user')
    await givePassword(person)
    const { browser } = await typePassword(server, person.email)
    return { browser, again: () => browser.call(session.getSession, {}) }
  }
  const stranger = () => Promise.resolve({ browser: server.browser(), again: () => Promise.resolve() })
  const makers = [
    stranger,
    signedIn('user'),
    signedIn('helpdesk'),
    signedIn('admin'),
    signedIn('admin'),
    enrolling,
    halfway,
  ]
  const present: Awaited<ReturnType<(typeof makers)[number]>>[] = []
  // One after the other: with each confirmation the root's cookie changes.
  for (const make of makers) present.push(await make())
  return {
    count: makers.length,
    browser: (caller) => present[caller]?.browser ?? server.browser(),
    revive: async () => {
      for (const [caller, make] of makers.entries())
        await present[caller]?.again().catch(async () => (present[caller] = await make()))
    },
  }
}

/** Answers of authenticators that are right but for one of their parts, or of another ceremony. */
export async function arbitraryAnswers(server: TestServer): Promise<Arbitrary<unknown>> {
  const browser = server.browser()
  const authenticator = authenticatorFor(browser)
  const challenge = Buffer.alloc(32, 7).toString('base64url')
  const rp = { id: server.config.rp.id, name: 'WeftID' }
  const user = { id: 'AAAA', name: 'x', displayName: 'x' }
  const created = authenticator.create({
    challenge,
    rp,
    user,
    pubKeyCredParams: [{ alg: -7 }],
  })
  const { options } = await browser.call(signIn.beginPasskeySignIn, { body: {} })
  const got = authenticator.get(options)
  const part = fc.oneof(
    fc.jsonValue(),
    fc.base64String({ maxLength: 200 }),
    fc.constantFrom('', 'AAAA', '=', null),
  )
  const changed = (answer: object) =>
    fc
      .tuple(fc.nat(), part, fc.boolean())
      .map(([at, value, inside]) => changeOne(answer, { at, value, inside }))
  return fc.oneof(changed(created), changed(got), fc.constantFrom(created, got), fc.jsonValue())
}

function changeOne(
  answer: object,
  { at, value, inside }: { at: number; value: unknown; inside: boolean },
): object {
  const copy = new Map<string, unknown>(Object.entries(answer))
  const inner = copy.get('response')
  if (inside && typeof inner === 'object' && inner !== null) {
    copy.set('response', changeOne(inner, { at, value, inside: false }))
    return Object.fromEntries(copy)
  }
  const names = [...copy.keys()]
  copy.set(names[at % names.length] ?? 'id', value)
  return Object.fromEntries(copy)
}
