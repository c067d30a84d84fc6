import { confirmBackupCode, confirmPassword } from '../../shared/contract/session.ts'
import { addPassword, codeField, password, signedInUser, usePassword } from './fallback.ts'
import { confirmDialog, setPasswordByHand, setUpApp } from './confirming.ts'
import type { Computer } from './computer.ts'
import { callFrom } from './page-calls.ts'
import { expect, test } from './fixtures.ts'
import { button, loseFreshness, openMethods, overview, setUp, signOut } from './journeys.ts'

const other = 'seven lazy otters swim'

/** A user at their sign-in methods. */
async function userAtMethods(open: () => Promise<Computer>) {
  const user = await signedInUser(open)
  await openMethods(user.page)
  return user
}

test.describe('A password of one’s own', () => {
  test('is set, changed and removed, and says each time what that did', async ({ computer }) => {
    const { page } = await userAtMethods(computer)
    const card = page.getByRole('group', { name: 'Password' })
    await expect(card).toContainText('A password alone never signs you in')
    await setPasswordByHand(page, 'short')
    const field = page.getByRole('dialog').getByRole('textbox', { name: 'New password' })
    await expect(field).toHaveAccessibleDescription(/Use at least 8 characters/)
    await expect(field).toBeFocused()
    await field.fill('password1')
    await field.press('Enter')
    await expect(field).toHaveAccessibleDescription(/one of the passwords that are tried first/)
    await field.fill(password)
    await button(page, 'Show password').click()
    await expect(field).toHaveAttribute('type', 'text')
    await field.press('Enter')
    await expect(page.getByText('Your password is set.')).toBeVisible()
    await expect(card).toContainText('Last changed just now')
    await expect(card).toContainText('Then a backup code')

    await button(page, 'Change password').click()
    await page.getByRole('textbox', { name: 'New password' }).fill(other)
    await page.getByRole('dialog').getByRole('button', { name: 'Change password' }).click()
    await expect(page.getByText('Your password is changed, no sessions ended.')).toBeVisible()

    await button(page, 'Remove password').click()
    const dialog = page.getByRole('alertdialog', { name: 'Remove your password?' })
    await expect(dialog.getByRole('button', { name: 'Cancel' })).toBeFocused()
    await expect(dialog).toContainText('Synced passkey. Your 10 backup codes are kept.')
    await dialog.getByRole('button', { name: 'Remove password' }).click()
    await expect(page.getByText('Your password is removed, no sessions ended.')).toBeVisible()
    await expect(button(page, 'Set a password')).toBeVisible()
    await page.getByRole('navigation').getByRole('link', { name: 'Activity' }).click()
    for (const words of ['You set a password', 'You changed your password', 'You removed your password'])
      await expect(page.getByText(words)).toBeVisible()
  })

  test('signs in after it was set, and the list of sessions says so; changing it ends that one', async ({
    computer,
  }) => {
    const { page, authenticator, context, codes } = await userAtMethods(computer)
    await setPasswordByHand(page, password)
    await expect(page.getByText('Your password is set.')).toBeVisible()
    await signOut(page)
    await authenticator.setAnswering(false)
    await usePassword(page)
    await page.getByRole('textbox', { name: 'Backup code' }).fill(codes[0] ?? '')
    await button(page, 'Continue').click()
    await expect(overview(page)).toBeVisible()
    await openMethods(page)
    await expect(page.getByText(/with a password and a backup code/)).toBeVisible()
    await context.clearCookies()
    await authenticator.setAnswering(true)
    await page.goto('/sign-in')
    await button(page, 'Use a passkey instead').click()
    await expect(overview(page)).toBeVisible()
    await openMethods(page)
    await button(page, 'Change password').click()
    await page.getByRole('textbox', { name: 'New password' }).fill(other)
    await page.getByRole('dialog').getByRole('button', { name: 'Change password' }).click()
    await expect(page.getByText('Your password is changed, 1 session ended.')).toBeVisible()
  })

  test('comes with backup codes where none are left, shown until they are saved', async ({ computer }) => {
    const { page, codes } = await userAtMethods(computer)
    await addPassword(page)
    for (const code of codes) {
      await callFrom(page, confirmPassword, { body: { password } })
      await callFrom(page, confirmBackupCode, { body: { code } })
    }
    await page.reload()
    await expect(page.getByRole('group', { name: 'Password' })).toContainText('No second step left')
    await expect(page.getByText('You have no backup code left')).toBeVisible()
    await button(page, 'Remove password').click()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Remove password' }).click()
    await expect(page.getByText('Your password is removed')).toBeVisible()
    await setPasswordByHand(page, password)
    const dialog = page.getByRole('alertdialog', { name: 'Your backup codes' })
    await expect(dialog.getByRole('listitem')).toHaveCount(10)
    await page.keyboard.press('Escape')
    await expect(dialog.getByRole('button', { name: 'Done' })).toBeDisabled()
    await dialog.getByText('I have saved these codes').click()
    await dialog.getByRole('button', { name: 'Done' }).click()
    await expect(page.getByText('Your password is set, with 10 backup codes.')).toBeVisible()
    await expect(page.getByText('10 of 10 left')).toBeVisible()
  })

  test('is nothing for administrators, who are told so', async ({ computer }) => {
    const { page } = await computer()
    await setUp(page)
    await openMethods(page)
    await expect(page.getByText('Your role signs in with passkeys only')).toBeVisible()
    await expect(page.getByRole('group', { name: 'Password' })).toHaveCount(0)
    await expect(button(page, 'Set up an authenticator app')).toHaveCount(0)
  })
})

test.describe('An authenticator app', () => {
  test('is set up by its key, replaced and removed; a wrong code says so and stays', async ({ computer }) => {
    const { page } = await userAtMethods(computer)
    await addPassword(page)
    const { app, dialog } = await setUpApp(page, 'Set up an authenticator app')
    await dialog.getByRole('button', { name: 'Set up' }).click()
    await expect(codeField(page)).toHaveAccessibleDescription(/Enter the six digits/)
    await codeField(page).fill('000 000')
    await codeField(page).press('Enter')
    await expect(codeField(page)).toHaveAccessibleDescription(/not the code your app should show/)
    await expect(codeField(page)).toBeFocused()
    await codeField(page).fill(app.code())
    await codeField(page).press('Enter')
    await expect(page.getByText('Your authenticator app is set up.')).toBeVisible()
    const card = page.getByRole('group', { name: 'Authenticator app' })
    await expect(card).toContainText('Set up just now')
    await expect(page.getByRole('group', { name: 'Password' })).toContainText(
      'Then your authenticator app or a backup code',
    )

    const next = await setUpApp(page, 'Replace authenticator app')
    await expect(next.dialog).toContainText('The app so far works until then.')
    await codeField(page).fill(next.app.code())
    await next.dialog.getByRole('button', { name: 'Replace' }).click()
    await expect(page.getByText('Your authenticator app is replaced.')).toBeVisible()

    await button(page, 'Remove authenticator app').click()
    const removal = page.getByRole('alertdialog', { name: 'Remove your authenticator app?' })
    await expect(removal).toContainText('Synced passkey. Your password with a backup code.')
    await removal.getByRole('button', { name: 'Remove app' }).click()
    await expect(page.getByText('Your authenticator app is removed.')).toBeVisible()
    await expect(button(page, 'Set up an authenticator app')).toBeVisible()
  })

  test('is set up after a confirmation, and not at all where that is cancelled', async ({ computer }) => {
    const { page } = await userAtMethods(computer)
    await loseFreshness(page)
    await button(page, 'Set up an authenticator app').click()
    await confirmDialog(page).getByRole('button', { name: 'Cancel' }).click()
    await expect(page.getByRole('dialog')).toHaveCount(0)
    await expect(button(page, 'Set up an authenticator app')).toBeFocused()
    await button(page, 'Set up an authenticator app').click()
    await button(page, 'Continue with your passkey').click()
    await expect(codeField(page)).toBeFocused()
    await page.keyboard.press('Escape')
    await expect(button(page, 'Set up an authenticator app')).toBeFocused()
  })
})
