import {
  ada,
  addUser,
  button,
  finishFirst,
  heading,
  join,
  overview,
  registerHere,
  setUp,
  uma,
} from './journeys.ts'
import { expect, test } from './fixtures.ts'

test.describe('Joining by invitation', () => {
  test('the link brings a user to a passkey, and the address bar forgets its secret', async ({
    computer,
  }) => {
    const { page: admin } = await computer()
    await setUp(admin)
    const { link } = await addUser(admin, uma)
    expect(new URL(link).hash.length).toBeGreaterThan(20)
    await expect(admin.getByRole('row', { name: uma.name })).toContainText('Invited')

    const { page } = await computer()
    await page.goto(link)
    await expect(heading(page, 'You are invited')).toBeVisible()
    expect(page.url()).not.toContain('#')
    await button(page, 'Accept invitation').click()
    await expect(page.getByText(`Welcome, ${uma.name}.`)).toBeVisible()
    expect(await page.evaluate(() => history.length)).toBeLessThanOrEqual(4)
    await registerHere(page)
    await finishFirst(page)
    await expect(page.getByRole('navigation').getByRole('link', { name: 'Users' })).toBeHidden()
    // The list follows by itself.
    const row = admin.getByRole('row', { name: uma.name })
    await expect(row).toContainText('Active')
    await expect(row).toContainText('1 passkey')
  })

  test('the code can be typed instead, with or without its dashes and in small letters', async ({
    computer,
  }) => {
    const { page: admin } = await computer()
    await setUp(admin)
    const { code } = await addUser(admin, uma)
    const { page } = await computer()
    await page.goto('/invite')
    await page.getByRole('textbox', { name: 'Invitation code' }).fill(` ${code.toLowerCase()} `)
    await button(page, 'Accept invitation').click()
    await registerHere(page)
    await finishFirst(page)
  })

  test('a link that was used already says so and what to do', async ({ computer }) => {
    const { page: admin } = await computer()
    await setUp(admin)
    const invitation = await addUser(admin, uma)
    await join((await computer()).page, invitation)
    const { page } = await computer()
    await page.goto(invitation.link)
    await button(page, 'Accept invitation').click()
    await expect(page.getByRole('alert')).toContainText('This invitation does not work')
    await expect(page.getByRole('alert')).toContainText('used already')
    await expect(page.getByRole('textbox', { name: 'Invitation code' })).toBeVisible()
  })

  test('withdrawn, it opens nothing any more; invited again, the new one does', async ({ computer }) => {
    const { page: admin } = await computer()
    await setUp(admin)
    const first = await addUser(admin, uma)
    await admin.getByRole('row', { name: uma.name }).click()
    await button(admin, 'Withdraw invitation').click()
    const dialog = admin.getByRole('alertdialog')
    await expect(dialog.getByRole('button', { name: 'Cancel' })).toBeFocused()
    await dialog.getByRole('button', { name: 'Withdraw invitation' }).click()
    await expect(admin.getByText('The invitation is withdrawn.')).toBeVisible()

    const { page } = await computer()
    await page.goto(first.link)
    await button(page, 'Accept invitation').click()
    await expect(page.getByRole('alert')).toContainText('This invitation does not work')

    await button(admin, 'Invite again').click()
    await admin.getByRole('dialog').getByRole('button', { name: 'Invite again' }).click()
    const told = admin.getByRole('dialog', { name: `${uma.name} is invited` })
    await page.goto((await told.getByRole('code').first().textContent()) ?? '')
    await button(page, 'Accept invitation').click()
    await registerHere(page)
  })

  test('opened by somebody who is signed in, it says who is signed out by accepting', async ({
    computer,
  }) => {
    const { page: admin } = await computer()
    await setUp(admin)
    const { link } = await addUser(admin, uma)
    await admin.goto(link)
    await expect(admin.getByText(`You are signed in as ${ada.name}.`)).toBeVisible()
    await admin.goto('/')
    await expect(overview(admin)).toBeVisible()
  })
})
