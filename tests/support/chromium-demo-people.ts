import * as methods from '../../shared/contract/methods.ts'
import type { Role } from '../../shared/contract/roles.ts'
import * as signIn from '../../shared/contract/sign-in.ts'
import * as users from '../../shared/contract/users.ts'
import type { SoftAuthenticator } from './authenticator/soft-authenticator.ts'
import type { Browser } from './browser.ts'
import type { DemoServer, Desk } from './chromium-demo-server.ts'
import { authenticatorFor, confirm } from './people.ts'

const windows = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/146.0.0.0 Safari/537.36'
export const agents = {
  app: `${windows} WeftID/0.1.0`,
  edge: `${windows} Edg/146.0.0.0`,
  safari: 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Version/26.0 Safari/605.1.15',
  chrome: 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/146.0.0.0 Safari/537.36',
}

/** Models people have, by the AAGUID each really tells. */
const models = {
  hello: { aaguid: '08987058-cadc-4b81-b6e1-30de50dcbe96', backup: 'device', attachment: 'platform' },
  yubiKey: { aaguid: '2fc0579f-8113-47ea-b116-bb5a8db9202a', backup: 'device', attachment: 'cross-platform' },
  apple: { aaguid: 'fbfc3007-154e-4ecc-8c0b-6e020557d7bd', backup: 'synced', attachment: 'platform' },
  google: { aaguid: 'ea9b8d66-4d01-1d21-3ce4-b6b48cb575d4', backup: 'synced', attachment: 'platform' },
  onePassword: { aaguid: 'bada5566-a7aa-401f-bd96-45619a55120d', backup: 'synced', attachment: 'platform' },
  bitwarden: { aaguid: 'd548826e-79b4-db40-a3d8-11116f7e8349', backup: 'synced', attachment: 'platform' },
} as const
export type Model = keyof typeof models

interface Device {
  model: Model
  computer?: string
}

/** Somebody of the organisation, and the browser they used last. */
export interface Colleague {
  id: string
  email: string
  browser: Browser
  passkeys: SoftAuthenticator[]
}

const labelled = (computer?: string) => (computer === undefined ? {} : { computer })

/** Registers one more passkey in the session of this browser. */
export async function enrol(browser: Browser, { model, computer }: Device): Promise<SoftAuthenticator> {
  const authenticator = authenticatorFor(browser, models[model])
  const { challengeId, options } = await browser.call(methods.beginRegistration, { body: {} })
  const response = authenticator.create(options)
  await browser.call(methods.finishRegistration, {
    body: { challengeId, response, ...labelled(computer) },
  })
  return authenticator
}

/** Signs in with a passkey, at a desk, and stays signed in there. */
export async function enter(
  server: DemoServer,
  { passkey, desk, computer }: { passkey: SoftAuthenticator; desk: Desk; computer?: string },
): Promise<Browser> {
  const browser = server.sitDown(desk)
  const { challengeId, options } = await browser.call(signIn.beginPasskeySignIn, { body: {} })
  const response = passkey.get(options)
  await browser.call(signIn.finishPasskeySignIn, { body: { challengeId, response, ...labelled(computer) } })
  return browser
}

/** The first administrator, with the first passkey. */
export async function found(
  server: DemoServer,
  who: { name: string; email: string; desk: Desk; device: Device },
): Promise<Colleague> {
  const browser = server.sitDown(who.desk)
  const { user } = await browser.call(signIn.setUp, { body: { email: who.email, displayName: who.name } })
  return { id: user.id, email: who.email, browser, passkeys: [await enrol(browser, who.device)] }
}

interface Newcomer {
  name: string
  email: string
  role?: Role
  desk: Desk
  /** None: the invitation is still open. */
  devices: Device[]
}

/** Adds somebody, who joins at once with each of their devices. */
export async function hire(
  server: DemoServer,
  { browser: admin, passkeys }: Colleague,
  { name, email, role = 'user', desk, devices }: Newcomer,
): Promise<Colleague> {
  const [authenticator] = passkeys
  if (!authenticator) throw new Error('An administrator without a passkey adds nobody.')
  await confirm({ browser: admin, authenticator })
  const body = { email, displayName: name, role }
  const { user, invitation } = await admin.call(users.createUser, { body })
  const browser = server.sitDown(desk)
  const made: SoftAuthenticator[] = []
  if (devices.length > 0) await browser.call(signIn.acceptInvitation, { body: { token: invitation.token } })
  for (const device of devices) made.push(await enrol(browser, device))
  return { id: user.id, email, browser, passkeys: made }
}
