import { expect, test } from './fixtures.ts'
import { confirmDialog, confirmWithPassword, enterConfirmPassword } from './confirming.ts'
import { addApp, addPassword, codeField, password, signedInUser } from './fallback.ts'
import { button, loseFreshness, setUp } from './journeys.ts'
import type { Computer } from './computer.ts'
import { addKey } from './revocation.ts'

/** A user with a passkey, a password, an app and codes, whose last proof is long ago, at their sign-in methods. */
async function stale(open: () => Promise<Computer>, withKey = false) {
  const user = await signedInUser(open)
  const { page } = user
  await addPassword(page)
  const app = await addApp(page)
  const key = withKey ? await addKey(page) : null
  await loseFreshness(page)
  await page.goto('/account/sign-in-methods')
  await expect(button(page, 'Show my sessions')).toBeVisible()
  return { ...user, app, key }
}

test.describe('Confirming without a passkey', () => {
  test('a password and the app are enough to end a session, and it ends by itself', async ({ computer }) => {
    const { page, app } = await stale(computer)
    await button(page, 'Show my sessions').click()
    await confirmDialog(page).getByRole('button', { name: 'Use password instead' }).click()
    await enterConfirmPassword(page, 'not my password')
    const field = confirmDialog(page).getByRole('textbox', { name: 'Password' })
    await expect(field).toHaveAccessibleDescription(/This is not your password/)
    await expect(field).toBeFocused()
    await enterConfirmPassword(page, password)
    await expect(codeField(page)).toBeFocused()
    await codeField(page).fill('000000')
    await expect(codeField(page)).toHaveAccessibleDescription(/This code is not right/)
    await codeField(page).fill(app.code())
    await button(page, 'Confirm').click()
    await expect(confirmDialog(page)).toBeHidden()
    await expect(page.getByText('This session')).toBeVisible()
    await page.getByRole('navigation').getByRole('link', { name: 'Activity' }).click()
    await expect(page.getByText('You confirmed with a password and an authenticator app')).toBeVisible()
  })

  test('a way in is added only with a backup code after the password, where there is a passkey', async ({
    computer,
  }) => {
    const { page, codes } = await stale(computer)
    await button(page, 'Change password').click()
    const change = page.getByRole('dialog', { name: 'Change your password' })
    await change.getByRole('textbox', { name: 'New password' }).fill('seven lazy otters swim')
    await change.getByRole('button', { name: 'Change password' }).click()
    await confirmWithPassword(page)
    const dialog = confirmDialog(page)
    await expect(dialog.getByRole('button', { name: 'Use your authenticator app' })).toHaveCount(0)
    const field = dialog.getByRole('textbox', { name: 'Backup code' })
    await expect(field).toBeFocused()
    await field.fill('WRNG-WRNG-WRNG-WRNG')
    await field.press('Enter')
    await expect(field).toHaveAccessibleDescription('This is not one of your unused backup codes.')
    await field.fill((codes[0] ?? '').toLowerCase())
    await field.press('Enter')
    await expect(page.getByText('Your password is changed, no sessions ended.')).toBeVisible()
    await expect(page.getByText('9 of 10 left')).toBeVisible()
  })

  test('a tap on a security key follows the password', async ({ computer }) => {
    const { page, authenticator } = await stale(computer, true)
    // The key alone is at hand.
    await authenticator.remove()
    await button(page, 'Show my sessions').click()
    await confirmWithPassword(page)
    await button(page, 'Use a security key').click()
    await button(page, 'Continue with the key').click()
    await expect(page.getByText('This session')).toBeVisible()
  })

  test('five wrong codes lead back to the password', async ({ computer }) => {
    const { page, app } = await stale(computer)
    await button(page, 'Show my sessions').click()
    await confirmWithPassword(page)
    const confirm = confirmDialog(page).getByRole('button', { name: 'Confirm' })
    for (const wrong of ['000001', '000002', '000003', '000004', '000005', '000006']) {
      const answer = page.waitForResponse((response) => response.url().endsWith('/api/session/fresh/totp'))
      await codeField(page).fill(wrong)
      // The sixth digit sends the first of them.
      if (wrong !== '000001') await confirm.click()
      await answer
    }
    await expect(confirmDialog(page)).toContainText('Start again with your password.')
    await enterConfirmPassword(page, password)
    await codeField(page).fill(app.code())
    await expect(page.getByText('This session')).toBeVisible()
  })

  test('a prompt that is closed leaves a quiet line and the password beside it', async ({ computer }) => {
    const { page, authenticator } = await stale(computer)
    await authenticator.setUserVerified(false)
    await button(page, 'Show my sessions').click()
    const dialog = confirmDialog(page)
    await expect(button(page, 'Continue with your passkey')).toBeFocused()
    await button(page, 'Continue with your passkey').click()
    await expect(dialog.getByRole('status')).toContainText('The passkey prompt was closed or found nothing.')
    await expect(dialog.getByRole('alert')).toHaveCount(0)
    await expect(button(page, 'Try the passkey again')).toBeFocused()
    await authenticator.setAnswering(false)
    await button(page, 'Try the passkey again').click()
    await button(page, 'Use password instead').click()
    await expect(dialog.getByRole('textbox', { name: 'Password' })).toBeFocused()
    await button(page, 'Use your passkey instead').click()
    await authenticator.setAnswering(true)
    await authenticator.setUserVerified(true)
    await button(page, 'Continue with your passkey').click()
    await expect(page.getByText('This session')).toBeVisible()
  })

  test('Escape leaves everything as it was, and gives the focus back', async ({ computer }) => {
    const { page } = await stale(computer)
    await button(page, 'Show my sessions').focus()
    await page.keyboard.press('Enter')
    await button(page, 'Use password instead').focus()
    await page.keyboard.press('Enter')
    await page.keyboard.type('half a passw')
    await page.keyboard.press('Escape')
    await expect(confirmDialog(page)).toBeHidden()
    await expect(button(page, 'Show my sessions')).toBeFocused()
    await expect(page.getByRole('alert')).toHaveCount(0)
  })

  test('somebody who has a passkey only is asked for nothing else', async ({ computer }) => {
    const { page } = await computer()
    await setUp(page)
    await loseFreshness(page)
    await page.goto('/account/sign-in-methods')
    await button(page, 'Show my sessions').click()
    await expect(button(page, 'Continue with your passkey')).toBeVisible()
    await expect(page.getByText('10 of 10 left')).toBeVisible()
    await expect(button(page, 'Use password instead')).toHaveCount(0)
  })
})
