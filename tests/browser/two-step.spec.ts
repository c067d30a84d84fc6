import type { Page } from '@playwright/test'
import { faultsOf, inEveryLook, settled } from '../support/chromium-inspection.ts'
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
import { button, heading, openMethods, overview, quietWords, signOut } from './journeys.ts'
import { addKey } from './revocation.ts'

const refused = 'That did not work. Check what you entered and try again.'

/** Notes every fault of the page in each look, and on the narrowest window. */
async function inspect(page: Page, name: string): Promise<void> {
  await inEveryLook(page, async (look) => {
    expect.soft(await faultsOf(page), `${name}, ${look}`).toEqual([])
  })
  const before = page.viewportSize()
  await page.setViewportSize({ width: 360, height: 740 })
  await settled(page)
  expect.soft(await faultsOf(page), `${name}, narrow`).toEqual([])
  if (before) await page.setViewportSize(before)
}

test.describe('A password and a second step', () => {
  test.setTimeout(240_000)

  test('open the account where the passkey prompt was cancelled', async ({ computer }) => {
    const { page, authenticator, app } = await signedOutUser(() => computer())
    await authenticator.setAnswering(false)
    await button(page, 'Continue').click()
    await expect(button(page, 'Use password instead')).toBeVisible()
    await button(page, 'Cancel').click()
    await expect(button(page, 'Continue')).toBeFocused()
    await expect(page.getByRole('alert')).toBeHidden()
    await button(page, 'Use password instead').click()
    await expect(passwordField(page)).toBeFocused()
    await inspect(page, 'password')
    await enterPassword(page)
    await expect(codeField(page)).toBeFocused()
    await inspect(page, 'code')
    // As the app shows it, and sent by itself.
    const code = app.code()
    await codeField(page).fill(`${code.slice(0, 3)} ${code.slice(3)}`)
    await expect(overview(page)).toBeVisible()
    const kept = await page.evaluate(() => JSON.stringify([localStorage, sessionStorage, location.href]))
    expect(kept).not.toContain(password)
    expect(kept).not.toContain(code)
    await page.getByRole('navigation').getByRole('link', { name: 'Activity' }).click()
    await expect(page.getByRole('main')).not.toContainText(/failed|did not work/i)
  })

  test('open it while the prompt is up, which is closed', async ({ computer }) => {
    const { page, authenticator, app } = await signedOutUser(() => computer())
    await authenticator.setAnswering(false)
    await button(page, 'Continue').click()
    await usePassword(page)
    await expect(button(page, 'Cancel')).toBeHidden()
    await authenticator.setAnswering(true)
    await codeField(page).fill(app.code())
    await expect(overview(page)).toBeVisible()
  })

  test('wrong ones are said at the field, which keeps what was typed and the focus', async ({ computer }) => {
    const { page, app } = await signedOutUser(() => computer())
    await button(page, 'Use password instead').click()
    await button(page, 'Continue').click()
    await expect(page.getByText('Enter your password.')).toBeVisible()
    await enterPassword(page, 'not this one')
    await expect(page.getByText(refused)).toBeVisible()
    await expect(passwordField(page)).toBeFocused()
    await expect(passwordField(page)).toHaveValue('not this one')
    await inspect(page, 'wrong password')
    await expect(passwordField(page)).toHaveAttribute('type', 'password')
    await button(page, 'Show password').click()
    await expect(passwordField(page)).toHaveAttribute('type', 'text')
    await inspect(page, 'shown password')
    await button(page, 'Hide password').click()
    await enterPassword(page)
    await expect(secondStep(page)).toBeVisible()
    await button(page, 'Continue').click()
    await expect(page.getByText('Enter the six digits your app shows.')).toBeVisible()
    await codeField(page).fill('000000')
    await expect(page.getByText(refused)).toBeVisible()
    await expect(codeField(page)).toBeFocused()
    await expect(codeField(page)).toHaveValue('000000')
    await inspect(page, 'wrong code')
    // Corrected by hand, it is sent by hand.
    await codeField(page).fill(app.code())
    await expect(secondStep(page)).toBeVisible()
    await page.keyboard.press('Enter')
    await expect(overview(page)).toBeVisible()
  })

  test('five wrong codes end it, and one starts again', async ({ computer }) => {
    const { page, app } = await signedOutUser(() => computer())
    await usePassword(page)
    await codeField(page).fill('000000')
    for (let tries = 1; tries < 5; tries++) {
      await expect(page.getByText(refused)).toBeVisible()
      await codeField(page).fill(`00000${tries}`)
      await button(page, 'Continue').click()
    }
    await expect(page.getByText('Too many wrong codes. Start again.')).toBeVisible()
    await expect(passwordField(page)).toBeFocused()
    await expect(passwordField(page)).toHaveValue('')
    await expect(page.getByRole('alert')).toBeHidden()
    await inspect(page, 'too many wrong codes')
    await enterPassword(page)
    await expect(page.getByText('Too many wrong codes')).toBeHidden()
    await codeField(page).fill(app.code())
    await expect(overview(page)).toBeVisible()
  })

  test('halfway through, reloading starts over, and so does “Start over”', async ({ computer }) => {
    const { page } = await signedOutUser(() => computer())
    await usePassword(page)
    await expect(secondStep(page)).toBeVisible()
    await page.reload()
    await expect(heading(page, 'Sign in')).toBeVisible()
    await usePassword(page)
    await button(page, 'Start over').click()
    await expect(heading(page, 'Sign in')).toBeVisible()
    await expect(page.getByRole('textbox', { name: 'E-mail' })).toBeFocused()
    await page.goto('/account/activity')
    await expect(heading(page, 'Sign in')).toBeVisible()
  })

  test('a backup code is a second step, typed carelessly', async ({ computer }) => {
    const { page, codes } = await signedOutUser(() => computer())
    await usePassword(page)
    await button(page, 'Use a backup code instead').click()
    const field = page.getByRole('textbox', { name: 'Backup code' })
    await expect(field).toBeFocused()
    await inspect(page, 'backup code')
    await field.fill('WRNG-WRNG-WRNG-WRNG')
    await field.press('Enter')
    await expect(page.getByText(refused)).toBeVisible()
    await expect(field).toBeFocused()
    await field.fill((codes[0] ?? '').toLowerCase().replaceAll('-', ' '))
    await field.press('Enter')
    await expect(overview(page)).toBeVisible()
    await openMethods(page)
    await expect(page.getByText('9 of 10 left')).toBeVisible()
  })

  test('a tap on a security key is a second step, without its PIN', async ({ computer }) => {
    let key: Awaited<ReturnType<typeof addKey>> | undefined
    const { page, authenticator } = await signedOutUser(
      () => computer(),
      async (signedIn) => {
        key = await addKey(signedIn)
      },
    )
    // The finger is wrong, and so is the PIN: no passkey verifies its user.
    await authenticator.setUserVerified(false)
    await key?.setUserVerified(false)
    await button(page, 'Continue').click()
    await expect(page.getByText(quietWords)).toBeVisible()
    await usePassword(page)
    await button(page, 'Use a security key').click()
    await expect(page.getByText('Insert your security key and touch it when it blinks.')).toBeVisible()
    await inspect(page, 'security key')
    await key?.setAnswering(false)
    await button(page, 'Use the security key').click()
    await expect(button(page, 'Cancel')).toBeFocused()
    await inspect(page, 'security key, waiting')
    await button(page, 'Cancel').click()
    await expect(button(page, 'Use the security key')).toBeFocused()
    await key?.setAnswering(true)
    await button(page, 'Use the security key').click()
    await expect(overview(page)).toBeVisible()
  })

  test('the passkey can be tried again beside each step, and what was typed stays', async ({ computer }) => {
    const { page, authenticator } = await signedOutUser(() => computer())
    await authenticator.setUserVerified(false)
    await button(page, 'Continue').click()
    await expect(page.getByText(quietWords)).toBeVisible()
    await button(page, 'Use password instead').click()
    await expect(page.getByText(quietWords)).toBeHidden()
    await passwordField(page).fill(password)
    await button(page, 'Try the passkey again').click()
    await expect(page.getByText(quietWords)).toBeVisible()
    await expect(button(page, 'Try the passkey again')).toBeFocused()
    await expect(passwordField(page)).toHaveValue(password)
    await button(page, 'Continue').click()
    await expect(secondStep(page)).toBeVisible()
    await authenticator.setUserVerified(true)
    await button(page, 'Try the passkey again').click()
    await expect(overview(page)).toBeVisible()
    await signOut(page)
    await expect(heading(page, 'Sign in')).toBeVisible()
  })
})
