import { Secret, TOTP } from 'otpauth'
import * as fallback from '../../shared/contract/fallback.ts'
import * as signIn from '../../shared/contract/sign-in.ts'
import { confirm, type Person } from './people.ts'
import type { TestServer } from './server.ts'

/** A password that no list has and no name is part of. */
export const password = 'correct battery staple 7'

/** An authenticator app: the code it shows at the server's time, or so many steps of thirty seconds off it. */
export interface App {
  code: (stepsAway?: number) => string
}

export function appWith(secret: string, { clock }: TestServer): App {
  const totp = new TOTP({ secret: Secret.fromBase32(secret) })
  return {
    code: (stepsAway = 0) => totp.generate({ timestamp: clock.now().getTime() + stepsAway * 30_000 }),
  }
}

/** Gives somebody a password; answers the codes that came with it, if any. */
export async function givePassword(person: Person, value = password) {
  await confirm(person)
  return person.browser.call(fallback.setPassword, { body: { password: value } })
}

/** Gives somebody an authenticator app. Its first code is used up by that. */
export async function giveApp(person: Person, server: TestServer): Promise<App> {
  await confirm(person)
  const { secret } = await person.browser.call(fallback.beginTotp, {})
  const app = appWith(secret, server)
  await person.browser.call(fallback.finishTotp, { body: { code: app.code() } })
  return app
}

/** Types e-mail and password in a new browser: the session that waits for a second step. */
export async function typePassword(server: TestServer, email: string, value = password) {
  const browser = server.browser()
  const { next } = await browser.call(signIn.signInWithPassword, { body: { email, password: value } })
  return { browser, next }
}
