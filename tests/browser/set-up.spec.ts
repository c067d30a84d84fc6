import { ada, button, beginSetUp, heading, overview, registerHere } from './journeys.ts'
import { expect, test } from './fixtures.ts'

test.describe('Setting up the first administrator', () => {
  test('goes from e-mail and name over a passkey and backup codes to the overview', async ({ computer }) => {
    const { page, context, authenticator } = await computer()
    await context.grantPermissions(['clipboard-read', 'clipboard-write'])
    await beginSetUp(page, ada)
    await registerHere(page)

    const name = page.getByRole('textbox', { name: 'Name of this passkey' })
    await expect(name).toHaveValue('Synced passkey')
    await name.fill('Work laptop')
    const codes = await page
      .getByRole('list', { name: 'Backup codes' })
      .getByRole('listitem')
      .allTextContents()
    expect(codes).toHaveLength(10)
    expect(new Set(codes).size).toBe(10)
    for (const code of codes) expect(code).toMatch(/^[0-9A-Z]{4}(-[0-9A-Z]{4}){3}$/)

    await expect(button(page, 'Done')).toBeDisabled()
    await button(page, 'Copy').click()
    await expect(button(page, 'Copied')).toBeVisible()
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(codes.join('\n'))
    await page.getByText('I have saved these codes').click()
    await button(page, 'Done').click()

    await expect(heading(page, 'A second passkey is a good idea')).toBeVisible()
    await page.getByRole('link', { name: 'Later' }).click()
    await expect(overview(page)).toHaveText(/Ada$/)
    await expect(page.getByRole('main')).toContainText('Work laptop')
    await expect(page.getByRole('main')).not.toContainText(codes[0] ?? '')
    expect(await authenticator.credentials()).toMatchObject([{ isResidentCredential: true }])
  })

  test('is shown to whoever comes first, wherever they point the browser', async ({ computer }) => {
    const { page } = await computer()
    for (const path of ['/', '/sign-in', '/users', '/register']) {
      await page.goto(path)
      await expect(heading(page, 'Set up WeftID')).toBeVisible()
    }
  })

  test('says at the field what is missing or wrong, and puts the cursor there', async ({ computer }) => {
    const { page } = await computer()
    await page.goto('/')
    await page.getByRole('textbox', { name: 'E-mail' }).fill('not an address')
    await button(page, 'Continue').click()
    const email = page.getByRole('textbox', { name: 'E-mail' })
    await expect(email).toHaveAttribute('aria-invalid', 'true')
    await expect(email).toBeFocused()
    await expect(page.getByRole('textbox', { name: 'Your name' })).toHaveAttribute('aria-invalid', 'true')
  })

  test('goes on with the passkey after the page was loaded again in the middle', async ({ computer }) => {
    const { page } = await computer()
    await beginSetUp(page, ada)
    await page.reload()
    await expect(heading(page, 'Register a passkey')).toBeVisible()
    await registerHere(page)
  })

  test('is over once there is an administrator: a second browser is asked to sign in', async ({
    computer,
  }) => {
    const first = await computer()
    await beginSetUp(first.page, ada)
    await registerHere(first.page)
    const { page } = await computer()
    await page.goto('/')
    await expect(heading(page, 'Sign in')).toBeVisible()
    await page.goto('/setup')
    await expect(heading(page, 'Sign in')).toBeVisible()
  })
})
