import { expect, type Page } from '@playwright/test'
import { Secret, TOTP } from 'otpauth'
import { beginTotp, finishTotp, setPassword } from '../../shared/contract/fallback.ts'
import type { Computer } from './computer.ts'
import { button, heading, invite, join, setUpUnseen, signOut, uma } from './journeys.ts'
import { callFrom } from './page-calls.ts'

export const password = 'four quiet herons wade'

/** An authenticator app with one account. No code is ever shown twice. */
export interface App {
  code: () => string
}

export function appWith(secret: string): App {
  const totp = new TOTP({ secret: Secret.fromBase32(secret) })
  let last = Math.floor(Date.now() / 30_000) - 1
  return {
    code: () => {
      // The server takes the code before and after the present one, each only once: the next after the last used.
      last = Math.max(last + 1, Math.floor(Date.now() / 30_000))
      return totp.generate({ timestamp: last * 30_000 })
    },
  }
}

/** Sets the password of whoever is signed in and has just proven who they are. */
export async function addPassword(page: Page): Promise<void> {
  await callFrom(page, setPassword, { body: { password } })
}

/** Adds an authenticator app to their account. */
export async function addApp(page: Page): Promise<App> {
  const { secret } = await callFrom(page, beginTotp, {})
  const app = appWith(secret)
  await callFrom(page, finishTotp, { body: { code: app.code() } })
  return app
}

interface Joined extends Computer {
  codes: string[]
}

/** A user with a passkey and ten backup codes, at the overview, whom an administrator has invited. */
export async function signedInUser(open: () => Promise<Computer>): Promise<Joined> {
  const admin = await open()
  const user = await open()
  await setUpUnseen(admin.page)
  const codes = await join(user.page, await invite(admin.page, uma))
  return { ...user, codes }
}

interface Prepared extends Joined {
  app: App
}

/** A user with a passkey, ten backup codes, a password and an authenticator app, on the sign-in page of their computer. */
export async function signedOutUser(
  open: () => Promise<Computer>,
  prepare: (page: Page) => Promise<unknown> = () => Promise.resolve(),
): Promise<Prepared> {
  const user = await signedInUser(open)
  await addPassword(user.page)
  const app = await addApp(user.page)
  await prepare(user.page)
  await signOut(user.page)
  return { ...user, app }
}

/** From the start of the sign-in page to the second step. */
export async function usePassword(page: Page, typed = password): Promise<void> {
  await button(page, 'Use password instead').click()
  await enterPassword(page, typed)
}

export async function enterPassword(page: Page, typed = password): Promise<void> {
  await expect(heading(page, 'Enter your password')).toBeVisible()
  await passwordField(page).fill(typed)
  await button(page, 'Continue').click()
}

/** Not the button that shows it. */
export const passwordField = (page: Page) => page.getByLabel('Password', { exact: true })
export const codeField = (page: Page) => page.getByRole('textbox', { name: 'Six-digit code' })
export const secondStep = (page: Page) => heading(page, 'Two-step verification')
