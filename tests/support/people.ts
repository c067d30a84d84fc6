import * as methods from '../../shared/contract/methods.ts'
import type { Role } from '../../shared/contract/roles.ts'
import * as session from '../../shared/contract/session.ts'
import * as signIn from '../../shared/contract/sign-in.ts'
import * as users from '../../shared/contract/users.ts'
import { softAuthenticator, type SoftAuthenticator } from './authenticator/soft-authenticator.ts'
import type { Browser } from './browser.ts'
import type { TestServer } from './server.ts'

/** Somebody at a computer: a browser, an authenticator, and who they are. */
export interface Person {
  browser: Browser
  authenticator: SoftAuthenticator
  id: string
  email: string
  backupCodes: string[]
}

/** An authenticator on a computer whose browser shows this server's pages. */
export const authenticatorFor = (browser: Browser, settings: Parameters<typeof softAuthenticator>[0] = {}) =>
  softAuthenticator({ origin: browser.origin, ...settings })

/** Registers a passkey in the browser's session. */
export async function register(browser: Browser, authenticator: SoftAuthenticator) {
  const { challengeId, options } = await browser.call(methods.beginRegistration, { body: {} })
  return browser.call(methods.finishRegistration, {
    body: { challengeId, response: authenticator.create(options) },
  })
}

/** Signs in with a passkey of the authenticator. */
export async function signInWith(browser: Browser, authenticator: SoftAuthenticator, email?: string) {
  const { challengeId, options } = await browser.call(signIn.beginPasskeySignIn, {
    body: email ? { email } : {},
  })
  return browser.call(signIn.finishPasskeySignIn, {
    body: { challengeId, response: authenticator.get(options) },
  })
}

/** Proves again who one is, for the acts that ask for it. */
export async function confirm({ browser, authenticator }: Pick<Person, 'browser' | 'authenticator'>) {
  const { challengeId, options } = await browser.call(session.beginFreshPasskey, {})
  return browser.call(session.finishFreshPasskey, {
    body: { challengeId, response: authenticator.get(options) },
  })
}

type Device = Parameters<typeof softAuthenticator>[0]

/** The first administrator of a new server, signed in. */
export async function setUpAdministrator(
  server: Pick<TestServer, 'browser'>,
  email = 'ada@example.org',
  device: Device = {},
): Promise<Person> {
  const browser = server.browser()
  const authenticator = authenticatorFor(browser, device)
  const { user } = await browser.call(signIn.setUp, { body: { email, displayName: 'Ada Admin' } })
  const { backupCodes = [] } = await register(browser, authenticator)
  return { browser, authenticator, id: user.id, email, backupCodes }
}

/** A new user, invited by the administrator and joined, signed in. */
export async function invite(
  server: Pick<TestServer, 'browser'>,
  administrator: Person,
  { email, role = 'user', device = {} }: { email: string; role?: Role; device?: Device },
): Promise<Person> {
  await confirm(administrator)
  const displayName = email.split('@')[0] ?? email
  const created = await administrator.browser.call(users.createUser, { body: { email, displayName, role } })
  const browser = server.browser()
  const authenticator = authenticatorFor(browser, device)
  await browser.call(signIn.acceptInvitation, { body: { token: created.invitation.token } })
  const { backupCodes = [] } = await register(browser, authenticator)
  return { browser, authenticator, id: created.user.id, email, backupCodes }
}
