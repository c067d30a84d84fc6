import { readFile } from 'node:fs/promises'
import { hugo } from './console.ts'
import { expect, figure, openFleet, order, prepare, test } from './fleet.ts'
import { ada, button, heading, invite, join, loseFreshness, setUp, setUpTwo, uma } from './journeys.ts'
import { revokedWords } from './revocation.ts'

test.describe('Revoking a model in bulk', () => {
  test('tells first what it would do, spares its author and signs the others out', async ({ computer }) => {
    const { page: admin } = await computer()
    const { page: user } = await computer()
    await setUpTwo(admin, user)
    await prepare(admin, { model: 'Unknown model', ticket: 'SEC-118' })
    await expect(admin.getByText('1 passkey of 1 person, 1 session.')).toBeVisible()
    await button(admin, 'Look again').click()
    await expect(admin.getByText('Your own passkey of this model is left alone')).toBeVisible()
    await expect(figure(admin, 'Locked out')).toHaveText('0')
    await button(admin, 'Continue').click()
    await order(admin, 'Revoke 1 passkey')
    await expect(heading(user, revokedWords)).toBeVisible()
    await expect(admin.getByText(/^Finished /)).toBeVisible()
    await expect(figure(admin, 'Revoked')).toHaveText('1')
    await expect(figure(admin, 'Skipped')).toHaveText('1')
    await expect(figure(admin, 'Sessions ended')).toHaveText('1')
    await expect(admin.getByText('SEC-118')).toBeVisible()
    await expect(admin.getByRole('row', { name: ada.name })).toContainText('Skipped: of who ran it')
    await expect(admin.getByRole('row', { name: uma.name })).toContainText('1 session ended')
    await admin.reload()
    await expect(admin.getByText(/^Finished /)).toBeVisible()
    await openFleet(admin)
    const jobs = admin.getByRole('list', { name: 'Bulk revocations' })
    await expect(jobs).toContainText('1 revoked, 1 skipped, 1 session ended')
    await jobs.getByRole('link').click()
    await expect(heading(admin, 'Revocation of Unknown model')).toBeVisible()
  })

  test('wants a reason, keeps what was typed, and asks who is there', async ({ computer }) => {
    const { page: admin } = await computer()
    const { page: user } = await computer()
    await setUpTwo(admin, user)
    await openFleet(admin)
    await admin.getByRole('row', { name: 'Unknown model' }).click()
    await admin.getByRole('link', { name: 'Revoke this model…' }).click()
    const reason = admin.getByRole('textbox', { name: 'Reason' })
    await button(admin, 'Preview').click()
    await expect(admin.getByText('Say why, for the record.')).toBeVisible()
    await expect(reason).toBeFocused()
    await reason.fill('Keys can be cloned')
    await admin.getByLabel('Only those registered before').fill('2020-01-01')
    await loseFreshness(admin)
    await button(admin, 'Preview').click()
    await admin
      .getByRole('dialog', { name: 'Confirm it’s you' })
      .getByRole('button', { name: 'Continue' })
      .click()
    await expect(admin.getByRole('heading', { name: 'Step 2: What it would do' })).toBeFocused()
    await expect(admin.getByText('Nothing is left to be revoked with these choices.')).toBeVisible()
    await expect(button(admin, 'Continue')).toBeHidden()
    await admin.getByRole('link', { name: 'Unknown model' }).click()
    await admin.getByRole('link', { name: 'Revoke this model…' }).click()
    await expect(reason).toHaveValue('Keys can be cloned')
  })
})

test.describe('Revoking a model of many', () => {
  test.use({ people: 2500 })

  test('is paused, resumed and followed by others live; who would be locked out is skipped', async ({
    computer,
  }) => {
    const { page: admin } = await computer()
    const { page: helpdesk } = await computer()
    await setUp(admin)
    await join(helpdesk, await invite(admin, hugo, 'helpdesk'))
    await prepare(admin, { model: 'iCloud Keychain', reason: 'Advisory 2026-03' })
    await button(admin, 'Look again').click()
    const lockedOut = Number(await figure(admin, 'Locked out').textContent())
    expect(lockedOut).toBeGreaterThan(0)
    await expect(
      admin.getByText(`${lockedOut} people have no other way back in and will be skipped`),
    ).toBeVisible()
    const named = admin.getByRole('list', { name: 'People without another way in' }).getByRole('link')
    await expect(named).toHaveCount(Math.min(50, lockedOut))
    await button(admin, 'Continue').click()
    await order(admin, /^Revoke up to [\d,]+ passkeys$/)

    await helpdesk.goto(new URL(admin.url()).pathname)
    await expect(heading(helpdesk, 'Revocation of iCloud Keychain')).toBeVisible()
    await button(admin, 'Pause').click()
    await expect(admin.getByText(/^Paused\. The [\d,]+ not reached yet work as before/)).toBeVisible()
    await expect(helpdesk.getByText(/^Paused\./)).toBeVisible()
    await expect(button(helpdesk, 'Resume')).toBeHidden()
    await expect(button(admin, 'Resume')).toBeFocused()
    await button(admin, 'Resume').click()
    for (const page of [admin, helpdesk])
      await expect(page.getByText(/^Finished /)).toBeVisible({ timeout: 90_000 })
    await expect(figure(helpdesk, 'Skipped')).toHaveText(String(lockedOut))

    await admin.getByRole('radio', { name: /^Skipped/ }).click()
    const results = admin.getByRole('table', { name: 'Results' }).getByRole('row')
    await expect(results).toHaveCount(1 + Math.min(50, lockedOut))
    await expect(results.nth(1)).toContainText('Skipped: no other way in')
    const [download] = await Promise.all([
      helpdesk.waitForEvent('download'),
      helpdesk.getByRole('link', { name: 'Export CSV' }).click(),
    ])
    const rows = (await readFile(await download.path(), 'utf8')).trim().split('\r\n')
    const skipped = rows.filter((row) => row.includes('skipped-locked-out'))
    expect(skipped.length).toBe(lockedOut)
    expect(rows.length).toBeGreaterThan(lockedOut + 1)
  })

  test('is cancelled half-way: what is done stays done', async ({ computer }) => {
    const { page } = await computer()
    await setUp(page)
    await prepare(page, { model: 'Windows Hello', lockedOut: 'Revoke theirs too' })
    await expect(page.getByText('Issue those who are locked out a temporary pass each.')).toBeVisible()
    await order(page, /^Revoke [\d,]+ passkeys$/)
    await button(page, 'Pause').click()
    await expect(page.getByText(/^Paused\./)).toBeVisible()
    const revoked = await figure(page, 'Revoked').textContent()
    await button(page, 'Cancel the rest…').click()
    const dialog = page.getByRole('alertdialog')
    await expect(dialog.getByRole('button', { name: 'Keep it' })).toBeFocused()
    await expect(dialog).toContainText(`The ${revoked ?? ''} revoked so far stay revoked.`)
    await dialog.getByRole('button', { name: 'Cancel the rest' }).click()
    await expect(page.getByText('The rest is cancelled. What was revoked stays revoked.')).toBeVisible()
    await expect(button(page, 'Resume')).toBeHidden()
    await page.reload()
    await expect(page.getByText(/^Cancelled /)).toBeVisible()
    await expect(figure(page, 'Revoked')).toHaveText(revoked ?? '')
  })
})
