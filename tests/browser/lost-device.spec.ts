import { expect, test } from './fixtures.ts'
import {
  ada,
  askToSignIn,
  button,
  heading,
  loseFreshness,
  openMethods,
  openProfile,
  setUpTwo,
  signOut,
  uma,
} from './journeys.ts'
import { fillRevoke, refusal, revokeAndTime } from './revocation.ts'

const passkey = 'Synced passkey'

test.describe('A lost device', () => {
  test('an administrator revokes its passkey, and its user is signed out within a second in every tab', async ({
    computer,
  }) => {
    const admin = await computer()
    const user = await computer()
    await setUpTwo(admin.page, user.page)
    await openMethods(user.page)
    const tabs = [user.page, await user.openTab(), await user.openTab()]
    for (const tab of tabs) await expect(tab.getByRole('article')).toHaveCount(1)
    await expect.poll(user.openStreams, 'one stream for all tabs of a browser').toBe(1)

    await openProfile(admin.page, uma)
    await expect(heading(admin.page, uma.name)).toBeVisible()
    await expect(admin.page.getByText('Sessions and desktops (1, 1 online)')).toBeVisible()
    await fillRevoke(admin.page, passkey, 'Laptop stolen on the train', 'HD-4711')
    const dialog = admin.page.getByRole('alertdialog', { name: `Revoke ${passkey} of ${uma.name}?` })
    await expect(dialog).toContainText('After this they have: 10 backup codes')
    await expect(dialog).toContainText('1 session will end at once.')
    const took = await revokeAndTime(admin.page, tabs)
    test.info().annotations.push({ type: 'from the click to signed out, ms', description: took.join(', ') })
    process.stdout.write(`     signed out after ${took.join(', ')} ms from the click\n`)
    for (const each of took) expect(each).toBeLessThan(1000)

    await expect(admin.page.getByText(`${passkey} is revoked, 1 session ended.`)).toBeVisible()
    await expect(admin.page.getByText('None that could sign in.')).toBeVisible()
    await expect(admin.page.getByText('Not signed in anywhere.')).toBeVisible()
    await admin.page.getByText('History (1)').click()
    const history = admin.page.getByRole('row', { name: passkey })
    await expect(history).toContainText('Laptop stolen on the train')
    await expect(history).toContainText('HD-4711')
    await expect(history).toContainText(ada.name)
    await expect.poll(user.openStreams, 'nothing left to listen to').toBe(0)
  })

  test('signing in with the revoked passkey fails in the words of every other failure', async ({
    computer,
  }) => {
    const admin = await computer()
    const user = await computer()
    await setUpTwo(admin.page, user.page)
    await openProfile(admin.page, uma)
    await fillRevoke(admin.page, passkey, 'Lost')
    await revokeAndTime(admin.page, [user.page])

    await user.page.getByRole('link', { name: 'Sign in' }).click()
    await askToSignIn(user.page, uma.email)
    const revoked = await refusal(user.page)
    await user.page.reload()
    await askToSignIn(user.page, 'nobody@example.org')
    expect(await refusal(user.page)).toBe(revoked)
    await expect(user.page.getByRole('alert')).toBeHidden()
  })

  test('wants to know why, and asks first who is there where that was long ago', async ({ computer }) => {
    const { page: admin } = await computer()
    const { page: user } = await computer()
    await setUpTwo(admin, user)
    await openProfile(admin, uma)
    await button(admin, `Revoke ${passkey}`).click()
    const dialog = admin.getByRole('alertdialog')
    const reason = dialog.getByRole('textbox', { name: 'Reason' })
    await expect(reason).toBeFocused()
    await dialog.getByRole('button', { name: 'Revoke passkey' }).click()
    await expect(dialog).toContainText('Say why, for the record.')
    await expect(reason).toBeFocused()

    await loseFreshness(admin)
    await reason.fill('Left in a taxi')
    await dialog.getByRole('button', { name: 'Revoke passkey' }).click()
    const confirm = admin.getByRole('dialog', { name: 'Confirm it’s you' })
    await confirm.getByRole('button', { name: 'Cancel' }).click()
    await expect(confirm).toBeHidden()
    await expect(heading(user, /^Good /)).toBeVisible()
    await expect(reason).toHaveValue('Left in a taxi')
    await dialog.getByRole('button', { name: 'Revoke passkey' }).click()
    await confirm.getByRole('button', { name: 'Continue with your passkey' }).click()
    await expect(admin.getByText(`${passkey} is revoked, 1 session ended.`)).toBeVisible()
    await expect(heading(user, /this passkey was revoked/)).toBeVisible()
  })

  test('of a user who is not signed in is as good as revoked, too', async ({ computer }) => {
    const { page: admin } = await computer()
    const { page: user } = await computer()
    await setUpTwo(admin, user)
    await signOut(user)
    await openProfile(admin, uma)
    await fillRevoke(admin, passkey, 'Lost')
    await expect(admin.getByRole('alertdialog')).toContainText('No session is open with it.')
    await admin.getByRole('alertdialog').getByRole('button', { name: 'Revoke passkey' }).click()
    await expect(admin.getByText(`${passkey} is revoked, no sessions ended.`)).toBeVisible()
    await askToSignIn(user, uma.email)
    await refusal(user)
  })

  test('afterwards a new invitation lets the user back in with a new passkey', async ({ computer }) => {
    const { page: admin } = await computer()
    const { page: user, authenticator } = await computer()
    await setUpTwo(admin, user)
    await openProfile(admin, uma)
    await fillRevoke(admin, passkey, 'Lost')
    await revokeAndTime(admin, [user])
    await button(admin, 'Dismiss').first().click()
    await button(admin, 'Invite again').click()
    await admin.getByRole('dialog').getByRole('button', { name: 'Invite again' }).click()
    const told = admin.getByRole('dialog', { name: `${uma.name} is invited` })
    await user.goto((await told.getByRole('code').first().textContent()) ?? '')
    await button(user, 'Accept invitation').click()
    await button(user, 'Add a passkey on this computer').click()
    await expect(heading(user, 'Your passkey is ready')).toBeVisible()
    expect((await authenticator.credentials()).length).toBeGreaterThan(0)
  })

  test('nobody acts on their own account from the console', async ({ computer }) => {
    const { page: admin } = await computer()
    const { page: user } = await computer()
    await setUpTwo(admin, user)
    await openProfile(admin, ada)
    await expect(admin.getByText('This is your own account.')).toBeVisible()
    await expect(button(admin, /^Revoke/)).toBeHidden()
    await user.goto('/users')
    await expect(user.getByRole('table')).toBeHidden()
    await expect(button(user, 'Add user')).toBeHidden()
  })
})
