import type { Page } from '@playwright/test'
import { confirmDialog, confirmWithPassword, setPasswordByHand, setUpApp } from './confirming.ts'
import { addPassword, codeField } from './fallback.ts'
import { button, loseFreshness } from './journeys.ts'
import { shooting } from './shooting.ts'

/** Sign-in methods with all their dialogs, of a user who has just joined. */
export async function reviewMethods(page: Page, folder: string): Promise<void> {
  const shoot = await shooting(page, folder)
  await page.goto('/account/sign-in-methods')
  await setPasswordByHand(page, 'password1')
  await page.getByText('tried first').waitFor()
  await shoot('methods-password-refused')
  await button(page, 'Cancel').click()
  await addPassword(page)
  await setUpApp(page, 'Set up an authenticator app')
  await shoot('methods-app')
  await codeField(page).fill('000000')
  await codeField(page).press('Enter')
  await page.getByText('not the code').waitFor()
  await shoot('methods-app-refused')
  await button(page, 'Cancel').click()
  await button(page, 'Remove password').click()
  await shoot('methods-password-remove')
  await button(page, 'Cancel').click()
  await button(page, /^Test /).click()
  await page.getByText('It works', { exact: true }).waitFor()
  await shoot('methods-of-a-user', true)
  await loseFreshness(page)
  await button(page, 'Make new codes').click()
  await page.getByRole('dialog').getByRole('button', { name: 'Make new codes' }).click()
  await confirmDialog(page).getByRole('button', { name: 'Use password instead' }).waitFor()
  await shoot('confirm-passkey')
  await confirmWithPassword(page)
  await shoot('confirm-backup-code')
}
