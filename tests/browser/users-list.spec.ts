import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { ada, button, heading, setUp, setUpTwo, uma } from './journeys.ts'

const row = (page: Page, name: string) => page.getByRole('row', { name })
const searchBox = (page: Page) => page.getByRole('searchbox', { name: 'Search by name or e-mail' })

/** Invites this many more, as the page itself would. */
async function inviteMany(page: Page, howMany: number): Promise<void> {
  await page.evaluate(async (count) => {
    for (let number = 100; number < 100 + count; number++)
      await fetch('/api/users', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ email: `new${number}@example.org`, displayName: `New ${number}` }),
      })
  }, howMany)
}

async function setFilter(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'Filter', exact: true }).click()
  await page.getByRole('menuitemradio', { name }).or(page.getByRole('menuitemcheckbox', { name })).click()
  await page.keyboard.press('Escape')
}

test.describe('The list of users', () => {
  test('is searched as one types, and its address finds the same again', async ({ computer }) => {
    const { page } = await computer()
    const { page: user } = await computer()
    await setUpTwo(page, user)
    await page.goto('/users')
    await expect(page.getByText('2 people')).toBeVisible()
    await searchBox(page).fill('er@ex')
    await expect(page.getByText('Nobody matches “er@ex”')).toBeVisible()
    await searchBox(page).fill('xy')
    await expect(page.getByText('Type a third to search within.')).toBeVisible()
    await searchBox(page).fill('use')
    await expect(page.getByText('1 person')).toBeVisible()
    await expect(row(page, uma.name)).toBeVisible()
    await expect(page).toHaveURL(/\/users\?search=use$/)
    await page.reload()
    await expect(searchBox(page)).toHaveValue('use')
    await expect(row(page, uma.name)).toBeVisible()
    await expect(row(page, ada.name)).toBeHidden()
    await searchBox(page).press('Escape')
    await expect(page.getByText('2 people')).toBeVisible()
    await expect(page).toHaveURL(/\/users$/)
  })

  test('is narrowed by filters that stand in its address and come off one by one', async ({ computer }) => {
    const { page } = await computer()
    const { page: user } = await computer()
    await setUpTwo(page, user)
    await page.goto('/users')
    await inviteMany(page, 1)
    await setFilter(page, 'Pending invitation')
    await expect(page.getByText('1 person')).toBeVisible()
    await expect(row(page, 'New 100')).toBeVisible()
    await setFilter(page, 'Invited')
    await expect(page).toHaveURL(/invitation=pending&status=invited|status=invited&invitation=pending/)
    await button(page, 'Remove filter Pending invitation').click()
    await setFilter(page, 'Active')
    await expect(page.getByText('2 people')).toBeVisible()
    await setFilter(page, 'Administrator')
    await expect(page.getByText('1 person')).toBeVisible()
    await button(page, 'Clear all').click()
    await expect(page.getByText('3 people')).toBeVisible()
    await setFilter(page, 'None')
    await expect(row(page, 'New 100')).toBeVisible()
    await setFilter(page, 'None')
    await expect(page.getByText('3 people')).toBeVisible()
    await page.goto('/users?unusedDays=30&role=nonsense&atRisk=one-device-bound-no-codes')
    await expect(page.getByText('Nobody matches')).toBeVisible()
    await expect(button(page, 'Remove filter Unused for 30 days')).toBeVisible()
    await expect(button(page, 'Remove filter One device-bound passkey and no codes')).toBeVisible()
    await button(page, 'Clear search and filters').click()
    await expect(page.getByText('3 people')).toBeVisible()
  })

  test('goes by pages that are links, and a person leads back to theirs', async ({ computer }) => {
    const { page } = await computer()
    await setUp(page)
    await page.goto('/users')
    await inviteMany(page, 105)
    await page.goto('/users?status=invited')
    await expect(page.getByText('105 people')).toBeVisible()
    await expect(page.getByRole('row')).toHaveCount(51)
    await page.getByRole('link', { name: 'Next' }).click()
    await expect(row(page, 'New 150')).toBeVisible()
    await expect(row(page, 'New 149')).toBeHidden()
    await expect(page.getByText('105 people')).toBeVisible()
    const second = page.url()
    await row(page, 'New 160').click()
    await expect(heading(page, 'New 160')).toBeVisible()
    await page.getByRole('main').getByRole('link', { name: 'Users' }).click()
    await expect(row(page, 'New 150')).toBeVisible()
    await page.getByRole('link', { name: 'Next' }).click()
    await expect(page.getByRole('row')).toHaveCount(6)
    await page.getByRole('link', { name: 'Previous' }).click()
    await expect(row(page, 'New 150')).toBeVisible()

    const { page: colleague } = { page: await page.context().newPage() }
    await colleague.goto(second)
    await expect(row(colleague, 'New 150')).toBeVisible()
    await colleague.getByRole('link', { name: 'First page' }).click()
    await expect(row(colleague, 'New 100')).toBeVisible()
  })

  test('writes to those who are selected, and says to how many', async ({ computer }) => {
    const { page } = await computer()
    const { page: user } = await computer()
    await setUpTwo(page, user)
    await page.goto('/users')
    await inviteMany(page, 1)
    await expect(row(page, 'New 100')).toBeVisible()
    await row(page, ada.name).focus()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Space')
    await expect(page.getByText('1 selected')).toBeVisible()
    await button(page, 'Deselect').click()
    await page.locator('thead .checkbox').click()
    await expect(page.getByText('3 selected')).toBeVisible()
    await button(page, 'Remind by mail').click()
    await expect(page.getByText('2 mails are on the way')).toBeVisible()
    await expect(page.getByText('Of the 3 selected')).toBeVisible()
    await expect(page.getByText('3 people')).toBeVisible()
    await row(page, uma.name).click()
    await expect(page.getByText(`You asked ${uma.name} to register a second passkey`)).toBeVisible()
  })

  test('opens whoever is pressed, also while others are selected, and by Enter', async ({ computer }) => {
    const { page } = await computer()
    const { page: user } = await computer()
    await setUpTwo(page, user)
    await page.goto('/users')
    await row(page, ada.name).getByRole('checkbox').press('Space')
    await row(page, uma.name).getByRole('link', { name: uma.name }).click()
    await expect(heading(page, uma.name)).toBeVisible()
    await page.goBack()
    await row(page, uma.name).focus()
    await page.keyboard.press('Enter')
    await expect(heading(page, uma.name)).toBeVisible()
  })

  test('is taken away as CSV, as it is filtered', async ({ computer }) => {
    const { page } = await computer()
    const { page: user } = await computer()
    await setUpTwo(page, user)
    await page.goto('/users?role=user')
    await expect(page.getByText('1 person')).toBeVisible()
    const coming = page.waitForEvent('download')
    await page.getByRole('link', { name: 'Export CSV' }).click()
    const download = await coming
    expect(download.suggestedFilename()).toMatch(/\.csv$/)
    const text = await readFile(await download.path(), 'utf8')
    expect(text).toContain(uma.email)
    expect(text).not.toContain(ada.email)
  })

  test('says what went wrong, and tries again', async ({ computer }) => {
    const { page } = await computer()
    await setUp(page)
    const list = /\/api\/users$/
    await page.route(list, (route) => route.abort())
    await page.getByRole('navigation').getByRole('link', { name: 'Users' }).click()
    await expect(page.getByText('The server cannot be reached.')).toBeVisible()
    await page.unroute(list)
    await button(page, 'Try again').click()
    await expect(row(page, ada.name)).toBeVisible()
  })
})
