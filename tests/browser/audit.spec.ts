import { readFile } from 'node:fs/promises'
import { join as joinPath } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { Page } from '@playwright/test'
import { expect, test } from './fleet.ts'
import { inspect } from './inspect.ts'
import { ada, button, heading, invite, openProfile, setUp, setUpTwo, uma } from './journeys.ts'
import { fillRevoke, revokeAndTime } from './revocation.ts'

const entries = (page: Page) =>
  page
    .getByRole('main')
    .getByRole('listitem')
    .filter({ has: page.locator('summary') })
const entry = (page: Page, words: string | RegExp) => entries(page).filter({ hasText: words })

async function openAudit(page: Page): Promise<void> {
  await page.getByRole('navigation').getByRole('link', { name: 'Audit' }).click()
  await expect(heading(page, 'Audit')).toBeVisible()
  await expect(entries(page).first()).toBeVisible()
}

async function checkNow(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Check (now|again)$/ }).click()
}

/** What only somebody with the database in their hands can do. */
function withDatabase<T>(folder: string, work: (database: DatabaseSync) => T): T {
  const database = new DatabaseSync(joinPath(folder, 'weftid.sqlite'))
  try {
    database.exec('pragma busy_timeout = 5000')
    return work(database)
  } finally {
    database.close()
  }
}

const alter = (folder: string, change: string): void =>
  withDatabase(folder, (database) => {
    database.exec(`drop trigger audit_refuses_update; ${change}`)
  })

/** Until then an entry is as whoever has the database wants it. */
async function sealed(folder: string, seq: number): Promise<void> {
  const isSealed = () =>
    withDatabase(folder, (database) => database.prepare('select 1 from audit_seals where seq = ?').get(seq))
  await expect.poll(isSealed).toBeTruthy()
}

test.describe('The record', () => {
  test('tells who did what to whom, why and from where, and leads to both', async ({ computer }) => {
    const { page: admin } = await computer()
    const { page: user } = await computer()
    await setUpTwo(admin, user)
    await openProfile(admin, uma)
    await fillRevoke(admin, 'Synced passkey', 'Laptop stolen', 'HD-4711')
    await revokeAndTime(admin, [user])
    await openAudit(admin)
    const revoked = entry(admin, `You revoked ${uma.name}’s passkey “Synced passkey”`)
    await expect(revoked).toContainText('Laptop stolen, ticket HD-4711')
    await revoked.locator('summary').click()
    await expect(revoked).toContainText('administrator at that time')
    await expect(revoked).toContainText(/sealed as number \d+ of the record/)
    await revoked.getByRole('button', { name: 'All entries about them' }).click()
    await expect(admin).toHaveURL(/\/audit\?target=/)
    await expect(button(admin, `Remove filter About: ${uma.name}`)).toBeVisible()
    await expect(entry(admin, 'You set up this server')).toBeHidden()
    await admin.reload()
    await expect(button(admin, `Remove filter About: ${uma.name}`)).toBeVisible()
    await expect(entry(admin, `${uma.name} accepted the invitation`)).toBeVisible()
    await revoked.getByRole('link', { name: uma.name }).click()
    await expect(heading(admin, uma.name)).toBeVisible()
    await admin.getByRole('link', { name: 'All entries about them' }).click()
    await expect(button(admin, `Remove filter About: ${uma.name}`)).toBeVisible()
  })

  test('is narrowed by kind and day in its address, and taken away as it is narrowed', async ({
    computer,
  }) => {
    const { page } = await computer()
    await setUp(page)
    await invite(page, uma)
    await openAudit(page)
    await page.getByRole('button', { name: 'Filter', exact: true }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'What happened' }).click()
    await page.getByRole('option', { name: 'User added' }).click()
    await expect(entries(page)).toHaveCount(1)
    await expect(page).toHaveURL(/\?action=user\.created$/)
    await page.keyboard.press('Escape')
    const files: string[] = []
    for (const name of ['Export CSV', 'Export NDJSON']) {
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('link', { name }).click(),
      ])
      files.push(await readFile(await download.path(), 'utf8'))
    }
    for (const file of files) expect(file.match(/user\.created/g)).toHaveLength(1)
    await page.goto('/audit?action=user.created&to=2020-01-01')
    await expect(page.getByText('No entry matches')).toBeVisible()
    await button(page, 'Clear the filters').click()
    await expect(entry(page, `You added ${uma.name}`)).toBeVisible()
    await expect(page).toHaveURL(/\/audit$/)
  })

  test('is narrowed to what somebody did, and to whom, by their name', async ({ computer }) => {
    const { page } = await computer()
    const { page: user } = await computer()
    await setUpTwo(page, user)
    await openAudit(page)
    await page.getByRole('button', { name: 'Filter', exact: true }).click()
    await page.getByRole('combobox', { name: 'By' }).fill('ada@')
    await page.getByRole('option', { name: ada.name }).click()
    await expect(page).toHaveURL(/\/audit\?actor=/)
    await expect(entry(page, `${uma.name} accepted the invitation`)).toBeHidden()
    await page.getByRole('combobox', { name: 'About' }).fill('uma')
    await expect(page.getByRole('option', { name: uma.name })).toBeVisible()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Escape')
    await expect(button(page, `Remove filter By: ${ada.name}`)).toBeVisible()
    await expect(button(page, `Remove filter About: ${uma.name}`)).toBeVisible()
    await expect(entry(page, `You added ${uma.name}`)).toBeVisible()
    await expect(entry(page, 'You set up this server')).toBeHidden()
    await page.getByRole('button', { name: 'Filter', exact: true }).click()
    await page.getByRole('combobox', { name: 'By' }).fill('example')
    await expect(page.getByRole('option', { name: uma.name })).toBeVisible()
    await inspect(page, 'record, looking for a person')
  })

  test('says quietly what is new, and moves nothing by itself', async ({ computer }) => {
    const { page } = await computer()
    const { page: other } = await computer()
    await setUpTwo(page, other)
    await openAudit(page)
    const count = await entries(page).count()
    await button(other, 'Sign out').click()
    await expect(button(page, '1 new entry')).toBeVisible()
    await expect(entries(page)).toHaveCount(count)
    await button(page, '1 new entry').click()
    await expect(entries(page)).toHaveCount(count + 1)
    await expect(entries(page).first()).toContainText(`One of ${uma.name}’s sessions ended`)
    await expect(button(page, /new entr/)).toBeHidden()
  })
})

test.describe('Checking the record', () => {
  test('finds everything in place, also against a head that was kept', async ({ computer }) => {
    const { page, context } = await computer()
    await context.grantPermissions(['clipboard-read', 'clipboard-write'])
    await setUp(page)
    await openAudit(page)
    await button(page, 'Check the record').click()
    // Entries are sealed within a second of being written, not before.
    await expect(async () => {
      await checkNow(page)
      await expect(page.getByText(/^All \d+ entries are in place$/)).toBeVisible({ timeout: 2000 })
    }).toPass()
    await button(page, 'Copy head').click()
    const head = await page.evaluate(() => navigator.clipboard.readText())
    expect(head).toMatch(/^\d+:[\w-]{43}$/)
    const field = page.getByRole('textbox', { name: 'An earlier head' })
    await field.fill('not a head')
    await checkNow(page)
    await expect(page.getByText('A head looks like 1042:')).toBeVisible()
    await field.fill(head)
    await checkNow(page)
    await expect(page.getByText('what the earlier head saw is still there')).toBeVisible()
    await field.fill(`900${head}`)
    await checkNow(page)
    await expect(page.getByText('The end of the record was cut off')).toBeVisible()
  })

  test('names the entry that somebody altered, and shows what was hidden in it', async ({
    computer,
    folder,
  }) => {
    const { page } = await computer()
    await setUp(page)
    await openAudit(page)
    const forged = `Eve\u202eada\u200b\nYou set up this server`
    await sealed(folder, 2)
    alter(folder, `update audit set actor_name = '${forged}', actor_id = 'eve' where seq = 2`)
    await page.reload()
    const shown = entry(page, String.raw`Eve\u202eada\u200b\u000aYou set up this server`)
    await expect(shown).toHaveCount(1)
    await expect(entry(page, 'You set up this server')).toHaveCount(2)
    await button(page, 'Check the record').click()
    await checkNow(page)
    const fault = page.getByRole('alert').filter({ hasText: 'An entry was altered' })
    await expect(fault).toContainText('What stands as number 2 (entry 2) is not what was sealed there.')
    await expect(fault).toContainText('1 entry before it is in place.')
  })
})
