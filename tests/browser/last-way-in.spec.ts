import type { Computer } from './computer.ts'
import { setUpApp } from './confirming.ts'
import { expect, test } from './fixtures.ts'
import { addPassword, codeField, usePassword } from './fallback.ts'
import {
  button,
  heading,
  invite,
  join,
  openMethods,
  openProfile,
  registerHere,
  setUp,
  signOut,
  uma,
} from './journeys.ts'
import { fillRevoke } from './revocation.ts'

async function userAtMethods(open: () => Promise<Computer>) {
  const admin = await open()
  const user = await open()
  await setUp(admin.page)
  await join(user.page, await invite(admin.page, uma))
  await openMethods(user.page)
  return { ...user, admin }
}

test.describe('The last way in', () => {
  test('without a passkey the password stays, and so does what completes it', async ({ computer }) => {
    const { page, admin } = await userAtMethods(computer)
    await addPassword(page)
    const { app, dialog } = await setUpApp(page, 'Set up an authenticator app')
    await codeField(page).fill(app.code())
    await dialog.getByRole('button', { name: 'Set up' }).click()
    await expect(page.getByText('Your authenticator app is set up.')).toBeVisible()

    await openProfile(admin.page, uma)
    const ways = admin.page.getByRole('region', { name: 'Other ways in' })
    await expect(ways).toContainText('PasswordSet')
    await expect(ways).toContainText('Authenticator appSet up')
    await fillRevoke(admin.page, 'Synced passkey', 'Laptop stolen')
    await expect(admin.page.getByText('After this they have: password and 10 backup codes')).toBeVisible()
    await button(admin.page, 'Revoke passkey').click()
    await expect(heading(page, /this passkey was revoked/)).toBeVisible()
    await expect(
      admin.page.getByText('They can sign in with their password and authenticator app.'),
    ).toBeVisible()

    await page.getByRole('link', { name: 'Sign in' }).click()
    await usePassword(page)
    await codeField(page).fill(app.code())
    await expect(page.getByText('No passkey yet')).toBeVisible()
    await button(page, 'Remove password').click()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Remove password' }).click()
    const last = page.getByRole('dialog', { name: 'Your password is your last way in' })
    await expect(last).toContainText('Add another one first, or ask the help desk.')
    await expect(last.getByRole('alert')).toHaveCount(0)
    await last.getByRole('button', { name: 'Cancel' }).click()
    await expect(button(page, 'Remove password')).toBeFocused()
    await expect(page.getByRole('group', { name: 'Password' })).toContainText('Last changed')
  })
})

test('whoever comes back is asked about everything that was there', async ({ computer }) => {
  const { page, admin, authenticator } = await userAtMethods(computer)
  await addPassword(page)
  await openProfile(admin.page, uma)
  await button(admin.page, 'Issue a temporary pass').click()
  await admin.page.getByRole('textbox', { name: 'Reason' }).fill('Forgot the laptop')
  await button(admin.page, 'Issue pass').click()
  const pass = (await admin.page.getByRole('code').textContent()) ?? ''
  await signOut(page)
  await authenticator.clear()
  await button(page, 'Use another way').click()
  await button(page, /^Use a temporary pass/).click()
  await page.getByRole('textbox', { name: 'Temporary pass' }).fill(pass)
  await page.getByRole('textbox', { name: 'E-mail' }).fill(uma.email)
  await button(page, 'Continue').click()
  await registerHere(page)
  await button(page, 'Done').click()
  const notice = page.getByRole('status').filter({ hasText: 'Are all of these yours?' })
  await expect(notice).toContainText('2 passkeys, listed below')
  await expect(notice).toContainText('A password, last changed just now')
  // Whoever had the account may have made codes of their own.
  await expect(notice).toContainText('10 backup codes left, made just now')
})
