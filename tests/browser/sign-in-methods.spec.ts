import { expect, test } from './fixtures.ts'
import {
  ada,
  askToSignIn,
  button,
  heading,
  loseFreshness,
  openMethods,
  overview,
  setUp,
  signOut,
} from './journeys.ts'
import { addKey } from './revocation.ts'

const firstName = 'Synced passkey'

test.describe('Sign-in methods', () => {
  test('shows each passkey with what it is and which one is in use', async ({ computer }) => {
    const { page } = await computer()
    await setUp(page)
    await addKey(page)
    const current = page.getByRole('article', { name: firstName })
    await expect(current).toContainText('You are using this one')
    await expect(current).toContainText('Synced')
    const key = page.getByRole('article', { name: 'Security key' })
    await expect(key).toContainText('This device only')
    await expect(key).toContainText('Not used yet')
    await expect(page.getByText('10 of 10 left')).toBeVisible()
  })

  test('renames a passkey in place: Enter saves, Escape leaves it', async ({ computer }) => {
    const { page } = await computer()
    await setUp(page)
    await openMethods(page)
    await button(page, `Rename ${firstName}`).click()
    const field = page.getByRole('textbox', { name: `New name of ${firstName}` })
    await expect(field).toBeFocused()
    await field.fill('Laptop at home')
    await field.press('Enter')
    await expect(page.getByRole('article', { name: 'Laptop at home' })).toBeVisible()
    await expect(button(page, 'Rename Laptop at home')).toBeFocused()
    await button(page, 'Rename Laptop at home').click()
    await page.keyboard.type('Something else')
    await page.keyboard.press('Escape')
    await page.reload()
    await expect(page.getByRole('article', { name: 'Laptop at home' })).toBeVisible()
  })

  test('revokes a second passkey: says what stays, ends it, tells the result', async ({ computer }) => {
    const { page } = await computer()
    await setUp(page)
    await addKey(page)
    await button(page, 'Revoke Security key').click()
    const dialog = page.getByRole('alertdialog', { name: 'Revoke Security key?' })
    await expect(dialog.getByRole('button', { name: 'Cancel' })).toBeFocused()
    await expect(dialog).toContainText('No session is open with it.')
    await expect(dialog).toContainText(`${firstName}. Your 10 backup codes are kept.`)
    await expect(dialog).toContainText('The copy on the device stays until you remove it there')
    await dialog.getByRole('button', { name: 'Revoke passkey' }).click()
    await expect(page.getByText('Security key is revoked, no sessions ended.')).toBeVisible()
    await expect(page.getByRole('article')).toHaveCount(1)
  })

  test('asks who is there before it revokes, where that was long ago', async ({ computer }) => {
    const { page } = await computer()
    await setUp(page)
    await addKey(page)
    await loseFreshness(page)
    await button(page, 'Revoke Security key').click()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Revoke passkey' }).click()
    const confirm = page.getByRole('dialog', { name: 'Confirm it’s you' })
    await confirm.getByRole('button', { name: 'Cancel' }).click()
    await expect(page.getByRole('article')).toHaveCount(2)
    await expect(page.getByRole('alertdialog').getByRole('alert')).toBeHidden()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Revoke passkey' }).click()
    await confirm.getByRole('button', { name: 'Continue with your passkey' }).click()
    await expect(page.getByText('Security key is revoked')).toBeVisible()
  })

  test('a confirmation that nobody answers can be cancelled and tried again', async ({ computer }) => {
    const { page, authenticator } = await computer()
    await setUp(page)
    const key = await addKey(page)
    await loseFreshness(page)
    for (const each of [authenticator, key]) await each.setAnswering(false)
    await button(page, 'Revoke Security key').click()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Revoke passkey' }).click()
    const confirm = page.getByRole('dialog', { name: 'Confirm it’s you' })
    await confirm.getByRole('button', { name: 'Continue with your passkey' }).click()
    await expect(confirm.getByRole('status')).toContainText('is asking')
    await confirm.getByRole('button', { name: 'Cancel' }).click()
    await authenticator.setAnswering(true)
    await confirm.getByRole('button', { name: /passkey/ }).click()
    await expect(page.getByText('Security key is revoked')).toBeVisible()
  })

  test('does not let go of the last way in, and says what to do instead', async ({ computer }) => {
    const { page } = await computer()
    await setUp(page)
    await openMethods(page)
    await button(page, `Revoke ${firstName}`).click()
    const dialog = page.getByRole('dialog', { name: `${firstName} is your last way in` })
    await expect(dialog).toContainText('you cannot revoke it yourself')
    await expect(dialog.getByRole('link', { name: 'Register another passkey first' })).toBeVisible()
    await dialog.getByRole('button', { name: 'Cancel' }).click()
    await expect(page.getByRole('article')).toHaveCount(1)
    await expect(button(page, `Revoke ${firstName}`)).toBeFocused()
  })

  test('revoking the passkey in use signs out here, and in every tab', async ({ computer }) => {
    const { page, openTab } = await computer()
    await setUp(page)
    await addKey(page)
    const other = await openTab()
    await expect(other.getByRole('article')).toHaveCount(2)
    await button(page, `Revoke ${firstName}`).click()
    const dialog = page.getByRole('alertdialog')
    await expect(dialog).toContainText('You are signed out here')
    await dialog.getByRole('button', { name: 'Revoke passkey' }).click()
    await expect(heading(page, 'You have been signed out: this passkey was revoked')).toBeVisible()
    await expect(heading(other, 'You have been signed out: this passkey was revoked')).toBeVisible()
  })

  test('forgetting this computer forgets that the advice was put off, too', async ({ computer }) => {
    const { page } = await computer({ backup: 'device' })
    await setUp(page)
    await openMethods(page)
    const advice = page.getByText('You have one passkey, and it stays on one device')
    await expect(advice).toBeVisible()
    await button(page, 'Dismiss').click()
    await page.reload()
    await expect(page.getByText('10 of 10 left')).toBeVisible()
    await expect(advice).toBeHidden()
    await signOut(page)
    await button(page, 'Forget this computer').click()
    expect(
      await page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes('put-off'))),
    ).toEqual([])
    await askToSignIn(page, ada.email)
    await expect(overview(page)).toBeVisible()
    await openMethods(page)
    await expect(advice).toBeVisible()
  })
})
