import { request } from 'node:http'
import type { Page } from '@playwright/test'
import { actDialog } from './console.ts'
import { expect, test } from './fixtures.ts'
import { inspect } from './inspect.ts'
import { button, heading, loseFreshness, setUp, setUpTwo } from './journeys.ts'
import { tabTo } from './keyboard.ts'

const open = async (page: Page) => {
  await page.getByRole('navigation').getByRole('link', { name: 'API tokens' }).click()
  await expect(heading(page, 'API tokens')).toBeVisible()
}

/** Answers the secret. */
async function create(page: Page, name: string): Promise<string> {
  await button(page, 'Create token').click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: 'Name' }).fill(name)
  await dialog.getByRole('checkbox', { name: /^See users/ }).press('Space')
  await dialog.getByRole('button', { name: 'Create token' }).click()
  await expect(page.getByRole('alertdialog', { name: `${name} is created` })).toBeVisible()
  const secret = (await page.getByLabel('API token', { exact: true }).textContent()) ?? ''
  await button(page, 'Done').click()
  return secret
}

const ask = (url: string, secret: string): Promise<number> =>
  new Promise((resolve, reject) => {
    const headers = { authorization: `Bearer ${secret}`, host: new URL(url).host }
    const target = `${url.replace('localhost', '127.0.0.1')}/api/users`
    request(target, { headers }, (answer) => {
      answer.resume()
      resolve(answer.statusCode ?? 0)
    })
      .on('error', reject)
      .end()
  })

test('a token is created, works, is used up by revoking it', async ({ computer, server }) => {
  const { page } = await computer()
  await setUp(page)
  await open(page)
  await expect(page.getByText('No program has access')).toBeVisible()
  const secret = await create(page, 'Offboarding')
  const line = page.getByRole('list', { name: 'API tokens', exact: true }).getByRole('listitem').first()
  await expect(line).toContainText('Never used')
  expect(await ask(server.url, secret)).toBe(200)
  await page.reload()
  await expect(line).toContainText('Last used')
  expect(await page.content()).not.toContain(secret)
  await button(page, 'Revoke Offboarding').click()
  await actDialog(page).getByRole('button', { name: 'Revoke token' }).click()
  await expect(page.getByText('Offboarding is revoked.')).toBeVisible()
  await expect(page.getByText('Ended (1)')).toBeVisible()
  expect(await ask(server.url, secret)).toBe(401)
  await page.getByRole('navigation').getByRole('link', { name: 'Audit' }).click()
  await expect(page.getByText('You revoked the API token “Offboarding”')).toBeVisible()
})

test('creating one asks for the passkey again, and goes on by itself', async ({ computer }) => {
  const { page } = await computer()
  await setUp(page)
  await open(page)
  await loseFreshness(page)
  await button(page, 'Create token').click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Report')
  await dialog.getByRole('button', { name: 'Create token' }).click()
  await expect(page.getByText('Choose at least one permission.')).toBeVisible()
  await dialog.getByRole('checkbox', { name: /^Read and export/ }).press('Space')
  await dialog.getByRole('button', { name: 'Create token' }).click()
  await button(page, 'Continue with your passkey').click()
  await expect(page.getByRole('alertdialog', { name: 'Report is created' })).toBeVisible()
  // The secret is not lost to a key pressed too early.
  await page.keyboard.press('Escape')
  await expect(page.getByRole('alertdialog', { name: 'Report is created' })).toBeVisible()
})

test('by keyboard alone, and back where it began', async ({ computer }) => {
  const { page } = await computer()
  await setUp(page)
  await open(page)
  await tabTo(page, button(page, 'Create token'))
  await page.keyboard.press('Enter')
  await page.keyboard.type('Script')
  await tabTo(page, page.getByRole('checkbox', { name: /^End sessions/ }))
  await page.keyboard.press('Space')
  await page.getByRole('textbox', { name: 'Name' }).focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('alertdialog', { name: 'Script is created' })).toBeVisible()
  await tabTo(page, button(page, 'Done'))
  await page.keyboard.press('Enter')
  await expect(button(page, 'Create token')).toBeFocused()
})

test('nobody else sees the page in the rail, or anything on it', async ({ computer }) => {
  const { page: admin } = await computer()
  const { page } = await computer()
  await setUpTwo(admin, page)
  await expect(page.getByRole('link', { name: 'API tokens' })).toHaveCount(0)
  await page.goto('/api-tokens')
  await expect(page.getByText('This page is for administrators')).toBeVisible()
})

test('it is accessible, light and dark, large and small', async ({ computer }) => {
  test.setTimeout(180_000)
  const { page } = await computer()
  await setUp(page)
  await open(page)
  await inspect(page, 'api tokens, none')
  await create(page, 'Offboarding')
  await create(page, 'Nightly report of everything that changed')
  await button(page, 'Revoke Offboarding').click()
  await inspect(page, 'api tokens, revoking')
  await actDialog(page).getByRole('button', { name: 'Revoke token' }).click()
  await expect(page.getByText('Ended (1)')).toBeVisible()
  await inspect(page, 'api tokens')
  await button(page, 'Create token').click()
  await page.getByRole('dialog').getByRole('button', { name: 'Create token' }).click()
  await inspect(page, 'api tokens, creating')
})
