import {
  actDialog,
  addWithRole,
  bea,
  builtIn,
  chooseAct,
  chooseOption,
  confirmAct,
  giveReason,
  setUpThree,
} from './console.ts'
import { expect, test } from './fixtures.ts'
import { askToSignIn, button, heading, join, openProfile, overview, setUpTwo, uma } from './journeys.ts'
import { refusal } from './revocation.ts'

test.describe('An account', () => {
  test('is disabled, which ends all it had open and refuses it, and enabled again as it was', async ({
    computer,
  }) => {
    const { page: admin } = await computer()
    const { page: helpdesk } = await computer()
    const { page: user } = await computer()
    await setUpThree({ admin, helpdesk, user })
    await openProfile(helpdesk, uma)
    await openProfile(admin, uma)
    await chooseAct(admin, uma.name, 'Disable account')
    await expect(actDialog(admin).getByRole('textbox', { name: 'Reason' })).toBeFocused()
    await expect(actDialog(admin)).toContainText('Enabled again, they sign in as before.')
    await giveReason(admin, 'On long leave', 'HR-7')
    await confirmAct(admin, 'Disable account')
    await expect(heading(user, 'You have been signed out: your account is disabled')).toBeVisible()
    await expect(user.getByText(/tell your help desk at once/)).toBeVisible()
    await expect(admin.getByText(`The account of ${uma.name} is disabled, 1 session ended.`)).toBeVisible()

    await expect(helpdesk.getByText('This account is disabled', { exact: true })).toBeVisible()
    await expect(button(helpdesk, 'Enable account')).toBeHidden()
    await expect(helpdesk.getByText('On long leave, ticket HR-7')).toBeVisible()
    await user.getByRole('link', { name: 'Sign in' }).click()
    await askToSignIn(user, uma.email)
    await refusal(user)

    await button(admin, 'Enable account').click()
    const dialog = admin.getByRole('dialog', { name: `Enable the account of ${uma.name} again?` })
    await expect(dialog).toContainText('1 passkey')
    await dialog.getByRole('button', { name: 'Enable account' }).click()
    await expect(admin.getByText(`The account of ${uma.name} is enabled again.`)).toBeVisible()
    await expect(helpdesk.getByText('This account is disabled', { exact: true })).toBeHidden()
    await user.reload()
    await askToSignIn(user, uma.email)
    await expect(overview(user)).toBeVisible()
  })

  test('has another role with its very next request, without signing in again', async ({ computer }) => {
    const { page: admin } = await computer()
    const { page: user } = await computer()
    await setUpTwo(admin, user)
    const console = user.getByRole('navigation').getByRole('link', { name: 'Users' })
    await expect(console).toBeHidden()
    await openProfile(admin, uma)
    await chooseAct(admin, uma.name, 'Edit')
    await chooseOption(admin, 'Role', 'Help desk')
    const dialog = admin.getByRole('dialog', { name: `Edit ${uma.name}` })
    await expect(dialog).toContainText('The role counts with their very next request')
    await dialog.getByRole('button', { name: 'Save' }).click()
    await expect(admin.getByText(`${uma.name} is saved.`)).toBeVisible()
    await console.click()
    await expect(user.getByRole('row', { name: uma.name })).toContainText('Help desk')

    await chooseAct(admin, uma.name, 'Edit')
    await chooseOption(admin, 'Role', 'User')
    await dialog.getByRole('button', { name: 'Save' }).click()
    await expect(console).toBeHidden()
    await user.reload()
    await expect(user.getByRole('table')).toBeHidden()
  })

  test('has another name and e-mail, but none that is somebody else’s', async ({ computer }) => {
    const { page: admin } = await computer()
    const { page: user } = await computer()
    await setUpTwo(admin, user)
    await openProfile(admin, uma)
    await chooseAct(admin, uma.name, 'Edit')
    const dialog = admin.getByRole('dialog', { name: `Edit ${uma.name}` })
    await expect(dialog.getByRole('textbox', { name: 'Name' })).toBeFocused()
    await dialog.getByRole('textbox', { name: 'E-mail' }).fill('ada@example.org')
    await expect(dialog).toContainText(`${uma.email} is told`)
    await dialog.getByRole('button', { name: 'Save' }).click()
    await expect(dialog).toContainText(/already|in use/)
    await dialog.getByRole('textbox', { name: 'E-mail' }).fill('nothing')
    await dialog.getByRole('button', { name: 'Save' }).click()
    await expect(dialog).toContainText('Enter an e-mail address')
    await dialog.getByRole('textbox', { name: 'E-mail' }).fill('uma.vance@example.org')
    await dialog.getByRole('textbox', { name: 'Name' }).fill('Uma Vance')
    await dialog.getByRole('textbox', { name: 'Name' }).press('Enter')
    await expect(heading(admin, 'Uma Vance')).toBeVisible()
    await expect(admin.getByText('uma.vance@example.org').first()).toBeVisible()
    await expect(user.getByRole('banner').getByText('Uma Vance')).toBeVisible()
  })

  test('is seen by two administrators alike, each living through what the other does', async ({
    computer,
  }) => {
    const { page: admin } = await computer()
    const { page: other } = await computer()
    const { page: user } = await computer()
    await setUpTwo(admin, user)
    await join(other, await addWithRole(admin, bea, 'Administrator'))
    await admin.getByRole('navigation').getByRole('link', { name: 'Users' }).click()
    await openProfile(other, uma)
    await chooseAct(other, uma.name, 'Edit')
    await other.getByRole('dialog').getByRole('textbox', { name: 'Name' }).fill('Uma Vance')
    await other.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
    const row = admin.getByRole('row', { name: 'Uma Vance' })
    await expect(row).toContainText('1 passkey')
    await button(other, `Revoke ${builtIn}`).click()
    await giveReason(other, 'Lost')
    await confirmAct(other, 'Revoke passkey')
    await expect(row).toContainText('None')
    await row.click()
    await expect(heading(admin, 'Uma Vance')).toBeVisible()
    await chooseAct(other, 'Uma Vance', 'Disable account')
    await giveReason(other, 'Left the organisation')
    await confirmAct(other, 'Disable account')
    await expect(admin.getByText('This account is disabled', { exact: true })).toBeVisible()
    await expect(admin.getByText(`${bea.name} disabled Uma Vance’s account`)).toBeVisible()
  })
})
