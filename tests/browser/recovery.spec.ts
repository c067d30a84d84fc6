import type { Page } from '@playwright/test'
import { faultsOf, inEveryLook } from '../support/chromium-inspection.ts'
import { enterPassword, signedInUser, signedOutUser } from './fallback.ts'
import { expect, test } from './fixtures.ts'
import {
  button,
  heading,
  invite,
  join,
  loseFreshness,
  openMethods,
  openProfile,
  overview,
  registerHere,
  setUp,
  signOut,
  uma,
} from './journeys.ts'
import { fillRevoke } from './revocation.ts'

const refused = 'That did not work. Check what you entered and try again.'

/** Notes every fault of the page in each look; the test goes on and fails at its end. */
async function inspect(page: Page, name: string): Promise<void> {
  await inEveryLook(page, async (look) => {
    expect.soft(await faultsOf(page), `${name}, ${look}`).toEqual([])
  })
}

/** Opens "Use another way" and what it says; the e-mail is remembered or empty. */
async function useOtherWay(page: Page, way: string): Promise<void> {
  await button(page, 'Use another way').click()
  await button(page, new RegExp(`^${way}`)).click()
  await expect(heading(page, way)).toBeVisible()
}

async function fillSecret(page: Page, label: string, secret: string): Promise<void> {
  await page.getByRole('textbox', { name: 'E-mail' }).fill(uma.email)
  await page.getByRole('textbox', { name: label }).fill(secret)
  await button(page, 'Continue').click()
}

/** From the welcome to the passkey that was made, and what is asked afterwards. */
async function comeBack(page: Page): Promise<void> {
  await expect(
    page.getByText(`Welcome back, ${uma.name}. Register a passkey on this computer.`),
  ).toBeVisible()
  await page.reload()
  await expect(page.getByText(`Welcome back, ${uma.name}.`)).toBeVisible()
  await registerHere(page)
  await button(page, 'Done').click()
}

test.describe('Coming back without a passkey', () => {
  test.setTimeout(240_000)

  test('with a backup code, typed carelessly', async ({ computer }) => {
    const { codes, ...user } = await signedInUser(computer)
    await signOut(user.page)
    // The passkey is gone, with whatever kept it.
    await user.authenticator.clear()
    const { page } = user
    await useOtherWay(page, 'Use a backup code')
    await inspect(page, 'backup code')
    await fillSecret(page, 'Backup code', 'WRNG-WRNG-WRNG-WRNG')
    await expect(page.getByRole('alert')).toHaveText(refused)
    await inspect(page, 'backup code, refused')
    await fillSecret(page, 'Backup code', (codes[0] ?? '').toLowerCase().replaceAll('-', ' '))
    await comeBack(page)
    await expect(heading(page, 'Sign-in methods')).toBeVisible()
    await expect(page.getByText('Are all of these yours?')).toBeVisible()
    await expect(page.getByText('9 of 10 left')).toBeVisible()
    await inspect(page, 'sign-in methods after coming back')
    await button(page, 'Dismiss').first().click()
    await expect(page.getByText('Are all of these yours?')).toBeHidden()
    await page.getByRole('navigation').getByRole('link', { name: 'Activity' }).click()
    await expect(page.getByText('You came back with a backup code')).toBeVisible()
    await inspect(page, 'activity')
  })

  test('with the temporary pass that the help desk reads out', async ({ computer }) => {
    const admin = await computer()
    const user = await computer()
    await setUp(admin.page)
    await join(user.page, await invite(admin.page, uma))
    await openProfile(admin.page, uma)
    await fillRevoke(admin.page, 'Synced passkey', 'Laptop stolen')
    await expect(admin.page.getByText('After this they have: 10 backup codes')).toBeVisible()
    await button(admin.page, 'Revoke passkey').click()
    await expect(heading(user.page, /this passkey was revoked/)).toBeVisible()
    await expect(admin.page.getByText('Uma User has no passkey')).toBeVisible()
    await admin.page.getByText('History (1)').click()
    await inspect(admin.page, 'profile without a passkey')

    await button(admin.page, 'Issue a temporary pass').click()
    await button(admin.page, 'Issue pass').click()
    await expect(admin.page.getByText('Say why, for the record.')).toBeVisible()
    await inspect(admin.page, 'issuing a pass')
    await admin.page.getByRole('textbox', { name: 'Reason' }).fill('Laptop stolen')
    await button(admin.page, /Valid for/).click()
    await admin.page.getByRole('option', { name: '8 hours' }).click()
    await button(admin.page, 'Issue pass').click()
    const pass = (await admin.page.getByRole('code').textContent()) ?? ''
    expect(pass).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/)
    await inspect(admin.page, 'issued pass')
    await button(admin.page, 'Done').click()
    await expect(button(admin.page, 'Withdraw the temporary pass')).toBeVisible()
    await inspect(admin.page, 'profile with a pass')

    const { page } = user
    await page.getByRole('link', { name: 'Sign in' }).click()
    await useOtherWay(page, 'Use a temporary pass')
    await inspect(page, 'temporary pass')
    await fillSecret(page, 'Temporary pass', pass)
    await comeBack(page)
    await page.getByRole('link', { name: 'Later' }).click()
    await expect(page.getByText('Are all of these yours?')).toBeVisible()
    await expect(button(admin.page, 'Withdraw the temporary pass')).toBeHidden()
  })

  test('not with a backup code alone where the account has a password', async ({ computer }) => {
    const { page, authenticator, codes } = await signedOutUser(() => computer())
    await authenticator.clear()
    const [code = ''] = codes
    await useOtherWay(page, 'Use a backup code')
    await fillSecret(page, 'Backup code', code)
    await expect(page.getByRole('alert')).toHaveText(refused)
    await expect(page.getByText('A code alone works on accounts without a password')).toBeVisible()
    await button(page, 'Use your password').click()
    await enterPassword(page)
    await button(page, 'Use a backup code instead').click()
    await page.getByRole('textbox', { name: 'Backup code' }).fill(code)
    await button(page, 'Continue').click()
    await expect(overview(page)).toBeVisible()
  })

  test('not with a pass that was withdrawn', async ({ computer }) => {
    const { page } = await computer()
    const user = await computer()
    await setUp(page)
    await invite(page, uma)
    await openProfile(page, uma)
    await button(page, 'Issue a temporary pass').click()
    await page.getByRole('textbox', { name: 'Reason' }).fill('Cannot open the link')
    await button(page, 'Issue pass').click()
    const pass = (await page.getByRole('code').textContent()) ?? ''
    await button(page, 'Done').click()
    await button(page, 'Withdraw the temporary pass').click()
    await expect(page.getByText('The temporary pass is withdrawn.')).toBeVisible()
    await user.page.goto('/sign-in')
    await useOtherWay(user.page, 'Use a temporary pass')
    await fillSecret(user.page, 'Temporary pass', pass)
    await expect(user.page.getByRole('alert')).toHaveText(refused)
  })
})

test.describe('Looking after it', () => {
  test('new backup codes make those before void', async ({ computer }) => {
    const { page } = await computer()
    const before = await setUp(page)
    await openMethods(page)
    await button(page, 'Make new codes').click()
    await inspect(page, 'new codes, asking')
    await page.getByRole('dialog').getByRole('button', { name: 'Make new codes' }).click()
    const list = page.getByRole('list', { name: 'Backup codes' }).getByRole('listitem')
    await expect(list).toHaveCount(10)
    expect(await list.allTextContents()).not.toContain(before[0])
    await page.keyboard.press('Escape')
    await expect(button(page, 'Done')).toBeDisabled()
    await inspect(page, 'new codes')
    await page.getByText('I have saved these codes').click()
    await button(page, 'Done').click()
    await expect(page.getByText('You have 10 new backup codes.')).toBeVisible()
  })

  test('own sessions are shown after a confirmation and ended', async ({ computer }) => {
    const { page, context } = await computer()
    await setUp(page)
    await loseFreshness(page)
    await page.reload()
    await openMethods(page)
    await expect(button(page, 'Show my sessions')).toBeVisible()
    await expect(page.getByRole('dialog')).toHaveCount(0)
    await button(page, 'Show my sessions').click()
    await button(page, 'Continue with your passkey').click()
    await expect(page.getByText('This session')).toBeVisible()
    await inspect(page, 'own sessions')
    await page.reload()
    await expect(page.getByText('This session')).toBeVisible()

    // The same person once more, in a session of its own.
    const cookies = await context.cookies()
    await context.clearCookies()
    await page.goto('/sign-in')
    await button(page, 'Continue').click()
    await openMethods(page)
    await button(page, 'End all others').click()
    await expect(page.getByText('1 session ended.')).toBeVisible()
    expect(cookies).not.toEqual(await context.cookies())
    await button(page, /^End this session/).click()
    await inspect(page, 'ending this session')
    await button(page, 'End and sign out').click()
    await expect(heading(page, 'You have signed out')).toBeVisible()
  })
})
