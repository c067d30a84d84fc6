import { rm } from 'node:fs/promises'
import type { Locator, Page } from '@playwright/test'
import { startServerProcess } from '../support/chromium-server.ts'
import { seededFolder } from '../support/chromium-seed.ts'
import { expect, test as base } from './fixtures.ts'
import { button, heading } from './journeys.ts'

interface Options {
  /** Where the server keeps its database: of so many made-up people, once `people` is set. */
  folder: string
  people: number
}

/** With a server that made-up people use, as many as `test.use({ people })` says. */
export const test = base.extend<Options>({
  people: [0, { option: true }],
  folder: async ({ people }, use) => {
    const folder = await seededFolder(people)
    await use(folder)
    await rm(folder, { recursive: true, force: true })
  },
  server: async ({ folder }, use) => {
    const server = await startServerProcess({ WEFTID_DATA: folder })
    await use(server)
    await server.close()
  },
})

export { expect }

export async function openFleet(page: Page): Promise<void> {
  await page.getByRole('navigation').getByRole('link', { name: 'Fleet' }).click()
  await expect(heading(page, 'Fleet')).toBeVisible()
}

/** The row of a model under Fleet. */
export const modelRow = (page: Page, name: string | RegExp): Locator =>
  page.getByRole('grid', { name: 'Models' }).getByRole('row', { name })

export async function openModel(page: Page, name: string): Promise<void> {
  await openFleet(page)
  await modelRow(page, name).click()
  await expect(heading(page, name)).toBeVisible()
}

/** What stands under this name among the figures of a page. */
export const figure = (page: Page, name: string): Locator =>
  page
    .getByRole('term')
    .filter({ hasText: new RegExp(`^${name}$`) })
    .locator('xpath=following-sibling::dd[1]')

interface Order {
  model: string
  reason?: string
  ticket?: string
  lockedOut?: 'Skip them' | 'Revoke theirs too'
}

/** The first two steps of a bulk revocation, up to the one that confirms it. */
export async function prepare(page: Page, order: Order): Promise<void> {
  const { model, reason = 'Advisory 2026-03', ticket = '', lockedOut = 'Skip them' } = order
  await openModel(page, model)
  await page.getByRole('link', { name: 'Revoke this model…' }).click()
  await page.getByRole('textbox', { name: 'Reason' }).fill(reason)
  if (ticket !== '') await page.getByRole('textbox', { name: 'Ticket' }).fill(ticket)
  await page.getByText(lockedOut, { exact: true }).click()
  await button(page, 'Preview').click()
  await button(page, 'Continue').click()
}

/** Orders what was prepared and arrives at its page. */
export async function order(page: Page, act: string | RegExp): Promise<void> {
  await button(page, act).click()
  await expect(heading(page, /^Revocation of /)).toBeVisible()
}
