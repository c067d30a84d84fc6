import { expect, test } from './fixtures.ts'
import { ada, button, heading, setUp, setUpTwo, signOut, uma } from './journeys.ts'
import { faultsOf, inEveryLook } from '../support/chromium-inspection.ts'
import type { Page } from '@playwright/test'

const openOutbox = async (page: Page) => {
  await page.getByRole('navigation').getByRole('link', { name: 'Outbox' }).click()
  await expect(heading(page, 'Outbox')).toBeVisible()
}

const mails = (page: Page) => page.getByRole('list', { name: 'Mail' }).getByRole('listitem')

test.describe('The outbox', () => {
  test('shows what would have been sent, as it is written', async ({ computer }) => {
    const { page } = await computer()
    const { page: user } = await computer()
    await setUpTwo(page, user)
    await openOutbox(page)
    await expect(mails(page)).toHaveCount(2)
    await expect(mails(page).first()).toContainText(uma.email)
    const first = mails(page).last()
    await expect(first).toContainText(ada.email)
    await first.locator('summary').press('Enter')
    await expect(first.getByText('Was this not you?')).toBeVisible()
    // Written while it is being read.
    await user.getByRole('link', { name: 'Sign-in methods' }).first().click()
    await button(user, /^Rename/).click()
    await user.getByRole('textbox', { name: 'Name' }).fill('Key of Uma')
    await user.keyboard.press('Enter')
    await expect(mails(page)).toHaveCount(3)
    await expect(mails(page).first()).toContainText('One of your passkeys was renamed')
    await expect(first.getByText('Was this not you?')).toBeVisible()
    await inEveryLook(page, async (look) => {
      expect.soft(await faultsOf(page), look).toEqual([])
    })
    await expect(user.getByRole('link', { name: 'Outbox' })).toBeHidden()
    await user.goto('/outbox')
    await expect(user.getByText('This page is for administrators')).toBeVisible()
    await signOut(page)
  })

  test('says that there is nothing, and that it cannot be read', async ({ computer }) => {
    const { page } = await computer()
    await setUp(page)
    await page.route('**/api/outbox?*', (route) => route.fulfill({ json: { items: [], next: null } }))
    await openOutbox(page)
    await expect(page.getByText('No mail yet')).toBeVisible()
    await page.route('**/api/outbox?*', (route) => route.abort())
    await page.reload()
    await expect(button(page, 'Try again')).toBeVisible()
    await page.unroute('**/api/outbox?*')
    await button(page, 'Try again').click()
    await expect(mails(page)).toHaveCount(1)
  })
})
