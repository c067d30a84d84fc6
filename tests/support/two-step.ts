import { Secret, TOTP } from 'otpauth'
import type { SecondStep } from '../../shared/contract/next-step.ts'
import * as fallback from '../../shared/contract/fallback.ts'
import * as session from '../../shared/contract/session.ts'
import * as signIn from '../../shared/contract/sign-in.ts'
import type { AuthenticationOverrides } from './authenticator/ceremony.ts'
import type { SoftAuthenticator } from './authenticator/soft-authenticator.ts'
import type { Browser } from './browser.ts'
import { authenticatorFor, confirm, register, type Person } from './people.ts'
import type { TestServer } from './server.ts'

/** A password that no list has and no name is part of. */
export const password = 'correct battery staple 7'

/** An authenticator app: the code it shows at the server's time, or so many steps of thirty seconds off it. */
export interface App {
  code: (stepsAway?: number) => string
}

export function appWith(secret: string, { clock }: Pick<TestServer, 'clock'>): App {
  const totp = new TOTP({ secret: Secret.fromBase32(secret) })
  return {
    code: (stepsAway = 0) => totp.generate({ timestamp: clock.now().getTime() + stepsAway * 30_000 }),
  }
}

/** Goes on to the next time step, so that the app shows a code it has not shown before. */
export const nextCode = ({ clock }: Pick<TestServer, 'clock'>) => {
  clock.forward(30_000)
}

/** Gives somebody a password; answers the codes that came with it, if any. */
export async function givePassword(person: Person, value = password) {
  await confirm(person)
  return person.browser.call(fallback.setPassword, { body: { password: value } })
}

/** Gives somebody an authenticator app. Its first code is used up by that. */
export async function giveApp(person: Person, server: Pick<TestServer, 'clock'>): Promise<App> {
  await confirm(person)
  const { secret } = await person.browser.call(fallback.beginTotp, {})
  const app = appWith(secret, server)
  await person.browser.call(fallback.finishTotp, { body: { code: app.code() } })
  return app
}

/** Gives somebody a security key, which counts its uses. */
export async function giveKey(person: Person): Promise<SoftAuthenticator & { id: string }> {
  await confirm(person)
  const key = authenticatorFor(person.browser, { attachment: 'cross-platform', backup: 'device' })
  const { passkey } = await register(person.browser, key)
  return { ...key, id: passkey.id }
}

/** Types e-mail and password: the session that waits for a second step, in a new browser unless told. */
export async function typePassword(
  server: { browser: () => Browser },
  email: string,
  value = password,
  browser = server.browser(),
) {
  const { next } = await browser.call(signIn.signInWithPassword, { body: { email, password: value } })
  return { browser, next }
}

/** A tap as a security key makes it where nobody asks for more: no PIN, no finger. */
export const aTap: AuthenticationOverrides = { data: { flags: { uv: false } } }

/** Where a second step goes: into a sign-in under way, or into a running session that is to be fresh. */
export const stepsOf = {
  'sign-in': {
    totp: signIn.signInWithTotp,
    'backup-code': signIn.signInWithBackupCode,
    beginKey: signIn.beginSecurityKeySignIn,
    finishKey: signIn.finishSecurityKeySignIn,
  },
  fresh: {
    totp: session.confirmTotp,
    'backup-code': session.confirmBackupCode,
    beginKey: session.beginFreshSecurityKey,
    finishKey: session.finishFreshSecurityKey,
  },
} as const

/** Completes a sign-in, or a confirmation, by tapping a security key. */
export async function tap(
  browser: Browser,
  key: SoftAuthenticator,
  { into = 'sign-in', ...overrides }: AuthenticationOverrides & { into?: keyof typeof stepsOf } = {},
) {
  const { beginKey, finishKey } = stepsOf[into]
  const { challengeId, options } = await browser.call(beginKey, {})
  const response = key.get(options, { ...aTap, ...overrides })
  return browser.call(finishKey, { body: { challengeId, response } })
}

/** Everything that could be somebody's second step. */
export interface Steps {
  app: App
  key: SoftAuthenticator
  codes: string[]
}

/** Does a second step of whatever kind; a backup code is used up by it. */
export function doStep(
  browser: Browser,
  step: SecondStep,
  { app, key, codes }: Steps,
  into: keyof typeof stepsOf = 'sign-in',
) {
  if (step === 'security-key') return tap(browser, key, { into })
  const code = step === 'totp' ? app.code() : (codes.pop() ?? '')
  return browser.call(stepsOf[into][step], { body: { code } })
}
