import { rm } from 'node:fs/promises'
import type { Browser, Page } from '@playwright/test'
import { startServerProcess } from '../support/chromium-server.ts'
import { seededFolder } from '../support/chromium-seed.ts'
import { addVirtualAuthenticator } from '../support/virtual-authenticator.ts'
import { openFleet, openModel, order, prepare } from './fleet.ts'
import { button, heading, setUp } from './journeys.ts'
import { shooting, type Shoot } from './shooting.ts'

const model = 'YubiKey 5 Series with NFC'

async function reviewModels(page: Page, shoot: Shoot): Promise<void> {
  await openFleet(page)
  await page.getByText('Counting…').first().waitFor({ state: 'hidden' })
  await shoot('fleet', true)
  await openModel(page, model)
  await page.getByRole('grid', { name: 'People' }).waitFor()
  await page.getByText('Details', { exact: true }).click()
  await shoot('fleet-model')
  await button(page, 'Rename').click()
  await shoot('fleet-model-rename')
  await page.keyboard.press('Escape')
}

async function reviewRevocation(page: Page, shoot: Shoot): Promise<void> {
  await page.getByRole('link', { name: 'Revoke this model…' }).click()
  await button(page, 'Preview').click()
  await page.getByText('Say why, for the record.').waitFor()
  await shoot('fleet-revoke-what')
  await prepare(page, { model, reason: 'Advisory 2026-03: keys can be cloned', ticket: 'SEC-118' })
  await shoot('fleet-revoke-confirm')
  await button(page, 'Look again').click()
  await shoot('fleet-revoke-preview', true)
  await button(page, 'Continue').click()
  await order(page, /^Revoke (up to )?[\d,]+ passkeys$/)
  await button(page, 'Pause').click()
  await page.getByText(/^Paused\./).waitFor()
  await shoot('fleet-job-paused')
  await button(page, 'Cancel the rest…').click()
  await shoot('fleet-job-cancel')
  await page.keyboard.press('Escape')
  await button(page, 'Resume').click()
  await shoot('fleet-job-running')
  await page.getByText(/^Finished /).waitFor({ timeout: 120_000 })
  await shoot('fleet-job-done', true)
  await openFleet(page)
  await page.getByRole('list', { name: 'Bulk revocations' }).waitFor()
  await shoot('fleet-jobs', true)
}

async function reviewRecord(page: Page, shoot: Shoot): Promise<void> {
  await page.getByRole('navigation').getByRole('link', { name: 'Audit' }).click()
  await page.getByText('is finished').waitFor()
  await shoot('audit')
  await page.locator('summary').nth(1).click()
  await shoot('audit-entry')
  await button(page, 'All entries by them').click()
  await page.getByRole('button', { name: 'Filter', exact: true }).click()
  await shoot('audit-filter')
  await page.keyboard.press('Escape')
  await button(page, 'Check the record').click()
  await button(page, 'Check now').click()
  await page.getByText('are in place').waitFor()
  await shoot('audit-checked')
  await page.goto('/audit?to=2020-01-01')
  await page.getByText('No entry matches').waitFor()
  await shoot('audit-nothing')
}

/** Fleet and record of an organisation of three thousand, a model revoked in bulk among them. */
export async function reviewFleet(browser: Browser, folder: string): Promise<void> {
  const data = await seededFolder(3000)
  const server = await startServerProcess({ WEFTID_DATA: data })
  const context = await browser.newContext({ baseURL: server.url, locale: 'en-GB', reducedMotion: 'reduce' })
  const page = await context.newPage()
  await addVirtualAuthenticator(page, { backup: 'device' })
  const shoot = await shooting(page, folder)
  await page.goto('/')
  await setUp(page)
  await reviewModels(page, shoot)
  await reviewRevocation(page, shoot)
  await reviewRecord(page, shoot)
  await page.goto('/fleet/models/11111111-1111-4111-8111-111111111111')
  await heading(page, 'Model not in use').waitFor()
  await shoot('fleet-model-none')
  await context.close()
  await server.close()
  await rm(data, { recursive: true, force: true })
}
