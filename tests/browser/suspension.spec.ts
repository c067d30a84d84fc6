import { actDialog, builtIn, chooseAct, chooseOption, confirmAct, giveReason, setUpThree } from './console.ts'
import { expect, test } from './fixtures.ts'
import {
  askToSignIn,
  button,
  heading,
  openMethods,
  openProfile,
  overview,
  setUp,
  setUpTwo,
  uma,
} from './journeys.ts'
import { addKey, refusal } from './revocation.ts'

const suspendedWords = 'You have been signed out: this passkey is suspended'

test.describe('“I may have left it at home”', () => {
  test('the help desk suspends a passkey, its user is refused, and signs in again once it is restored', async ({
    computer,
  }) => {
    const { page: admin } = await computer()
    const { page: helpdesk } = await computer()
    const { page: user } = await computer()
    await setUpThree({ admin, helpdesk, user })
    await openProfile(admin, uma)
    await openProfile(helpdesk, uma)
    await chooseAct(helpdesk, builtIn, 'Suspend')
    const dialog = actDialog(helpdesk)
    await expect(dialog.getByRole('textbox', { name: 'Reason' })).toBeFocused()
    await chooseOption(helpdesk, 'Suspended', 'For 3 days')
    await expect(dialog).toContainText('it becomes revoked by itself, for good')
    await giveReason(helpdesk, 'Perhaps left at home', 'HD-1')
    await confirmAct(helpdesk, 'Suspend passkey')
    await expect(heading(user, suspendedWords)).toBeVisible()
    await expect(helpdesk.getByText(`${builtIn} is suspended, 1 session ended.`)).toBeVisible()
    await expect(admin.getByRole('row', { name: builtIn })).toContainText('Suspended')
    await expect(admin.getByRole('row', { name: builtIn })).toContainText('then revoked')

    await user.getByRole('link', { name: 'Sign in' }).click()
    await askToSignIn(user, uma.email)
    await refusal(user)

    await button(helpdesk, `Restore ${builtIn}`).click()
    await giveReason(helpdesk, 'Found again')
    await confirmAct(helpdesk, 'Restore passkey')
    await expect(helpdesk.getByText(`${builtIn} is restored and can sign in again.`)).toBeVisible()
    await expect(button(admin, `Revoke ${builtIn}`)).toBeVisible()
    await user.reload()
    await askToSignIn(user, uma.email)
    await expect(overview(user)).toBeVisible()
  })

  test('one’s own other passkey, and back again', async ({ computer }) => {
    const { page } = await computer()
    await setUp(page)
    await addKey(page)
    await chooseAct(page, 'Security key', /^Suspend/)
    const dialog = actDialog(page)
    await expect(dialog.getByRole('button', { name: 'Cancel' })).toBeFocused()
    await expect(dialog).toContainText('No session is open with it.')
    await expect(dialog).not.toContainText('You are signed out here')
    await chooseOption(page, 'Suspended', 'Until tomorrow')
    await confirmAct(page, 'Suspend passkey')
    const card = page.getByRole('article', { name: 'Security key' })
    await expect(card).toContainText('then revoked')
    await expect(button(page, 'Test Security key')).toBeHidden()
    await button(page, 'Restore Security key').click()
    await expect(page.getByText('Security key is restored and can sign in again.')).toBeVisible()
    await expect(button(page, 'Test Security key')).toBeVisible()
  })

  test('the one in use says first that it signs out here', async ({ computer }) => {
    const { page: admin } = await computer()
    const { page } = await computer()
    await setUpTwo(admin, page)
    await openMethods(page)
    await chooseAct(page, builtIn, /^Suspend/)
    const dialog = actDialog(page)
    await expect(dialog).toContainText('You are signed out here at once')
    await expect(dialog).toContainText('ask the help desk to restore it')
    await page.keyboard.press('Escape')
    await expect(dialog).toBeHidden()
    await expect(button(page, `More about ${builtIn}`)).toBeFocused()
    await chooseAct(page, builtIn, /^Suspend/)
    await confirmAct(page, 'Suspend passkey')
    await expect(heading(page, suspendedWords)).toBeVisible()
  })

  test('is not for the last one who can administer this server', async ({ computer }) => {
    const { page } = await computer()
    await setUp(page)
    await openMethods(page)
    await chooseAct(page, builtIn, /^Suspend/)
    await confirmAct(page, 'Suspend passkey')
    await expect(actDialog(page)).toContainText('This would leave nobody who can administer this server.')
  })
})
