import {
  codeField,
  enterPassword,
  password,
  passwordField,
  secondStep,
  signedOutUser,
  usePassword,
} from './fallback.ts'
import { expect, test } from './fixtures.ts'
import { askToSignIn, button, heading, overview, setUp, signOut, uma } from './journeys.ts'

test.describe('What comes first on this computer', () => {
  test('is what was last used here: the password after a password, the passkey after a passkey', async ({
    computer,
  }) => {
    const { page, app } = await signedOutUser(() => computer())
    await expect(heading(page, 'Sign in')).toBeVisible()
    await usePassword(page)
    await codeField(page).fill(app.code())
    await expect(overview(page)).toBeVisible()
    await button(page, 'Sign out').click()
    await page.getByRole('link', { name: 'Sign in' }).click()
    await expect(heading(page, 'Enter your password')).toBeVisible()
    await expect(page.getByText(uma.email)).toBeVisible()
    await expect(passwordField(page)).toBeFocused()
    await page.reload()
    await expect(heading(page, 'Enter your password')).toBeVisible()
    await button(page, 'Use a passkey instead').click()
    await expect(overview(page)).toBeVisible()
    await signOut(page)
  })

  test('is the passkey again once this computer has forgotten everybody', async ({ computer }) => {
    const { page, app } = await signedOutUser(() => computer())
    await usePassword(page)
    await codeField(page).fill(app.code())
    await expect(overview(page)).toBeVisible()
    const kept = await page.evaluate(() => localStorage.getItem('weftid.accounts') ?? '')
    const [account] = JSON.parse(kept) as Record<string, unknown>[]
    expect(Object.keys(account ?? {}).toSorted()).toEqual(['email', 'passkey', 'way'])
    await button(page, 'Sign out').click()
    await page.getByRole('link', { name: 'Sign in' }).click()
    await button(page, 'Forget this computer').click()
    await expect(heading(page, 'Sign in')).toBeVisible()
    await expect(page.getByRole('textbox', { name: 'E-mail' })).toHaveValue('')
    expect(await page.evaluate(() => localStorage.getItem('weftid.accounts'))).toBe('[]')
    await askToSignIn(page, uma.email)
    await expect(overview(page)).toBeVisible()
  })

  test('is the password where no passkey can be used at all', async ({ computer }) => {
    const { app } = await signedOutUser(() => computer())
    const { page } = await computer()
    await page.addInitScript(() => {
      Reflect.deleteProperty(window, 'PublicKeyCredential')
    })
    await page.goto('/sign-in')
    await expect(page.getByText('Passkeys cannot be used in this browser.')).toBeVisible()
    await button(page, 'Continue').click()
    await expect(page.getByRole('textbox', { name: 'E-mail' })).toBeFocused()
    await expect(page.getByText('Enter an e-mail address')).toBeVisible()
    await askToSignIn(page, uma.email)
    await enterPassword(page)
    await expect(secondStep(page)).toBeVisible()
    await expect(button(page, /passkey/)).toHaveCount(0)
    await codeField(page).fill(app.code())
    await expect(overview(page)).toBeVisible()
  })

  test('asks for a password whoever it is, and says the same to all', async ({ computer }) => {
    const { page } = await computer()
    await setUp(page)
    await signOut(page)
    await button(page, 'Forget this computer').click()
    const told = async (email: string) => {
      await page.getByRole('textbox', { name: 'E-mail' }).fill(email)
      await usePassword(page, 'whatever it may be')
      const words = page.getByText('That did not work.')
      await expect(words).toBeVisible()
      const text = await page.getByRole('main').textContent()
      await button(page, 'Change e-mail').click()
      await expect(page.getByRole('textbox', { name: 'E-mail' })).toBeFocused()
      return text?.replace(email, '')
    }
    // Nobody, and somebody who has no password.
    expect(await told('nobody@example.org')).toBe(await told('ada@example.org'))
  })

  test('never makes a passkey wait, however often the password was wrong', async ({ computer }) => {
    const { page } = await signedOutUser(() => computer())
    await page.evaluate(async (email) => {
      const body = JSON.stringify({ email, password: 'a guess' })
      const headers = { 'content-type': 'application/json' }
      for (let tries = 0; tries < 10; tries++)
        await fetch('/api/sign-in/password', { method: 'POST', headers, body })
    }, uma.email)
    await usePassword(page)
    await expect(
      page.getByText(/^Too many attempts\. Try again in \d+ minutes\. A passkey still works\.$/),
    ).toBeVisible()
    await expect(page.getByRole('alert')).toBeHidden()
    await expect(passwordField(page)).toHaveValue(password)
    await button(page, 'Use a passkey instead').click()
    await expect(overview(page)).toBeVisible()
  })

  test('with the keyboard alone, from the prompt that failed to the overview', async ({ computer }) => {
    const { page, authenticator, app } = await signedOutUser(() => computer())
    await authenticator.setUserVerified(false)
    await page.keyboard.press('Enter')
    await expect(button(page, 'Try the passkey again')).toBeFocused()
    await page.keyboard.press('Tab')
    await expect(button(page, 'Use password instead')).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(passwordField(page)).toBeFocused()
    await page.keyboard.type(password)
    await page.keyboard.press('Tab')
    await expect(button(page, 'Show password')).toBeFocused()
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await expect(codeField(page)).toBeFocused()
    await page.keyboard.type(app.code())
    await expect(overview(page)).toBeVisible()
  })

  test('a passkey that looks as if it existed twice needs a second step', async ({ computer }) => {
    const { page, authenticator, app } = await signedOutUser(() => computer({ backup: 'device' }))
    await button(page, 'Continue').click()
    await expect(overview(page)).toBeVisible()
    await signOut(page)
    await authenticator.rewind()
    await button(page, 'Continue').click()
    await expect(secondStep(page)).toBeVisible()
    await expect(page.getByText('This passkey looks as if it existed twice')).toBeVisible()
    await expect(page.getByText('The help desk has been told.')).toBeVisible()
    await codeField(page).fill(app.code())
    await expect(overview(page)).toBeVisible()
  })
})
