import { hugo } from './console.ts'
import { expect, figure, modelRow, openFleet, openModel, test } from './fleet.ts'
import { button, heading, invite, join, setUp, setUpTwo, uma } from './journeys.ts'

// What a virtual authenticator tells is in no list.
const model = 'Unknown model'

test.describe('The fleet', () => {
  test('shows each model with its people, and changes by others without a reload', async ({ computer }) => {
    const { page: admin } = await computer()
    const { page: user } = await computer({ backup: 'device' })
    await setUp(admin)
    const invitation = await invite(admin, uma)
    await openFleet(admin)
    await expect(modelRow(admin, model)).toContainText('Synced')
    await expect(admin.getByText('1 passkey of 1 model: 1 synced, 0 bound to one device.')).toBeVisible()
    await join(user, invitation)
    await expect(admin.getByText('2 passkeys of 1 model: 1 synced, 1 bound to one device.')).toBeVisible()
    await expect(modelRow(admin, model)).toContainText('50% synced, 50% one device')
    await modelRow(admin, model).click()
    await expect(heading(admin, model)).toBeVisible()
    await expect(figure(admin, 'People')).toHaveText('2')
    await expect(figure(admin, 'With nothing else')).toHaveText('2')
    await expect(admin.getByText('AAGUID')).toBeHidden()
    await admin.getByText('Details', { exact: true }).click()
    await expect(admin.getByText('AAGUID')).toBeVisible()
    await admin.getByRole('link', { name: 'List those with nothing else' }).click()
    await expect(button(admin, 'Remove filter Nothing but Unknown model')).toBeVisible()
    await expect(admin.getByText('2 people')).toBeVisible()
    await admin.goBack()
    const row = admin.getByRole('row', { name: uma.name })
    await expect(row).toContainText('Nothing else')
    await row.click()
    await expect(heading(admin, uma.name)).toBeVisible()
  })

  test('lets an administrator name a model, which others see at once', async ({ computer }) => {
    const { page: admin } = await computer()
    const { page: other } = await computer()
    await setUp(admin)
    await join(other, await invite(admin, hugo, 'helpdesk'))
    await openFleet(other)
    await openModel(admin, model)
    await button(admin, 'Rename').click()
    const name = admin.getByRole('textbox', { name: 'Name of this model' })
    await expect(name).toBeFocused()
    await name.fill(' ')
    await name.press('Enter')
    await expect(admin.getByText('Enter something here.')).toBeVisible()
    await name.fill('Keys of the sales team')
    await name.press('Enter')
    await expect(heading(admin, 'Keys of the sales team')).toBeVisible()
    await expect(modelRow(other, 'Keys of the sales team')).toBeVisible()
    await button(admin, 'Rename').click()
    await button(admin, 'Use its common name').click()
    await expect(modelRow(other, model)).toBeVisible()
  })

  test('leads to the people somebody should look after, each kind with its number', async ({ computer }) => {
    const { page: admin } = await computer()
    const { page: user } = await computer()
    await setUpTwo(admin, user)
    await openFleet(admin)
    const none = admin.getByRole('link', { name: /^No passkey/ })
    await expect(none).toContainText('Nobody')
    await expect(admin.getByRole('link', { name: /^Unused for 90 days/ })).toContainText('Nobody')
    await admin.getByRole('link', { name: /^One device and no codes/ }).click()
    await expect(heading(admin, 'Users')).toBeVisible()
    await expect(button(admin, /^Remove filter One device-bound passkey/)).toBeVisible()
  })

  test('is for the help desk to read: no naming, no revoking, no record', async ({ computer }) => {
    const { page: admin } = await computer()
    const { page: helpdesk } = await computer()
    await setUp(admin)
    await join(helpdesk, await invite(admin, hugo, 'helpdesk'))
    const pages = helpdesk.getByRole('navigation', { name: 'Pages' })
    await expect(pages.getByRole('link', { name: 'Fleet' })).toBeVisible()
    await expect(pages.getByRole('link', { name: 'Audit' })).toBeHidden()
    await openModel(helpdesk, model)
    await expect(figure(helpdesk, 'People')).toHaveText('2')
    await expect(button(helpdesk, 'Rename')).toBeHidden()
    await expect(helpdesk.getByRole('link', { name: 'Revoke this model…' })).toBeHidden()
    await helpdesk.goto(`${helpdesk.url()}/revoke`)
    await expect(helpdesk.getByText('Only an administrator can revoke a whole model.')).toBeVisible()
    await helpdesk.goto('/audit')
    await expect(helpdesk.getByText('This page is for administrators')).toBeVisible()
    await expect(helpdesk.getByRole('link', { name: 'Export CSV' })).toBeHidden()
  })
})

test.describe('Without an answer', () => {
  test('fleet and record say so and try again', async ({ computer }) => {
    const { page, context } = await computer()
    await setUp(page)
    for (const [path, wanted] of [
      ['fleet', '1 passkey of 1 model'],
      ['audit', 'You set up this server'],
    ] as const) {
      await context.route(`**/api/${path}*`, (route) => route.abort())
      await context.route(`**/api/${path}/**`, (route) => route.abort())
      await page.goto(`/${path}`)
      await expect(page.getByText('The server cannot be reached').first()).toBeVisible()
      await context.unroute(`**/api/${path}*`)
      await context.unroute(`**/api/${path}/**`)
      await button(page, 'Try again').first().click()
      await expect(page.getByText(wanted)).toBeVisible()
      await expect(page.getByText('The server cannot be reached')).toBeHidden()
    }
  })
})

test.describe('A large fleet', () => {
  test.use({ people: 400 })

  test('is sorted by any column, and a model lists its people a page at a time', async ({ computer }) => {
    const { page } = await computer()
    await setUp(page)
    await openFleet(page)
    const names = page.getByRole('grid', { name: 'Models' }).getByRole('rowheader')
    await expect(names.first()).toContainText('Windows Hello')
    await page.getByRole('columnheader', { name: 'Model' }).click()
    await expect(names.first()).toContainText('1Password')
    await page.getByRole('columnheader', { name: 'Model' }).press('Enter')
    await expect(names.last()).toContainText('1Password')
    await modelRow(page, 'Windows Hello').click()
    const people = page.getByRole('grid', { name: 'People' }).getByRole('row')
    await expect(people).toHaveCount(51)
    await button(page, 'Load more').click()
    await expect(people).toHaveCount(101)
  })

  test('says what there is not', async ({ computer }) => {
    const { page } = await computer()
    await setUp(page)
    await page.goto('/fleet/models/11111111-1111-4111-8111-111111111111')
    await expect(page.getByText('No passkey of this model is in use')).toBeVisible()
    await page.goto('/fleet/revocations/nothing')
    await expect(page.getByText('There is no such bulk revocation')).toBeVisible()
    await page.goto('/fleet')
    await expect(page.getByText('Nothing was revoked in bulk yet')).toBeVisible()
  })
})
