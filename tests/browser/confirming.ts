import { expect, type Locator, type Page } from '@playwright/test'
import { appWith, codeField, password } from './fallback.ts'
import { button } from './journeys.ts'

/** The dialog over the page that asks who is there. */
export const confirmDialog = (page: Page): Locator => page.getByRole('dialog', { name: 'Confirm it’s you' })

/** From the dialog's first question to its second step. */
export async function confirmWithPassword(page: Page): Promise<void> {
  const dialog = confirmDialog(page)
  await dialog.getByRole('button', { name: 'Use password instead' }).click()
  await enterConfirmPassword(page, password)
  await expect(dialog).toContainText('Your password is right.')
}

export async function enterConfirmPassword(page: Page, typed: string): Promise<void> {
  const dialog = confirmDialog(page)
  const field = dialog.getByRole('textbox', { name: 'Password' })
  await expect(field).toBeFocused()
  await field.fill(typed)
  await dialog.getByRole('button', { name: 'Continue' }).click()
}

/** Sets the password on Account › Sign-in methods. */
export async function setPasswordByHand(page: Page, typed: string): Promise<void> {
  await button(page, 'Set a password').click()
  const dialog = page.getByRole('dialog', { name: 'Set a password' })
  await dialog.getByRole('textbox', { name: 'New password' }).fill(typed)
  await dialog.getByRole('button', { name: 'Set password' }).click()
}

/** Sets up an app by the key that is shown to those who cannot scan. */
export async function setUpApp(page: Page, opener: string) {
  await button(page, opener).click()
  const dialog = page.getByRole('dialog', { name: /authenticator app/ })
  await expect(dialog.getByRole('img', { name: 'QR code for your authenticator app' })).toBeVisible()
  await expect(codeField(page)).toBeFocused()
  const shown = (await dialog.getByRole('code').textContent()) ?? ''
  expect(shown).toMatch(/^([A-Z2-7]{4} ){7}[A-Z2-7]{4}$/)
  return { app: appWith(shown.replaceAll(' ', '')), dialog }
}
