import {
  actDialog,
  builtIn,
  chooseAct,
  chooseOption,
  confirmAct,
  expectFigure,
  giveReason,
  setUpThree,
  tick,
} from './console.ts'
import { expect, test } from './fixtures.ts'
import { inspect } from './inspect.ts'
import { button, heading, openMethods, openProfile, setUpTwo, uma } from './journeys.ts'
import { addKey } from './revocation.ts'

test.describe('The console is accessible, light and dark, large and small', () => {
  test.setTimeout(300_000)

  test('the list, narrowed, with some selected, and with nobody', async ({ computer }) => {
    const { page } = await computer()
    const { page: user } = await computer()
    await setUpTwo(page, user)
    await page.goto('/users?role=user&passkeys=one')
    await page.getByRole('row', { name: uma.name }).focus()
    await page.keyboard.press('Space')
    await expect(page.getByText('1 selected')).toBeVisible()
    await inspect(page, 'users, selected')
    await button(page, 'Remind by mail').click()
    await expect(page.getByText('1 mail is on the way')).toBeVisible()
    await inspect(page, 'users, reminded')
    await page.goto('/users?search=nobody&status=disabled')
    await expect(page.getByText('Nobody matches')).toBeVisible()
    await inspect(page, 'users, nobody')
  })

  test('a lost device from its question to its result, as the help desk sees it', async ({ computer }) => {
    const { page: admin } = await computer()
    const { page } = await computer()
    const { page: user } = await computer({ backup: 'device' })
    await setUpThree({ admin, helpdesk: page, user })
    await addKey(user)
    await openProfile(page, uma)
    await expect(page.getByText('Passkeys (2)')).toBeVisible()
    await inspect(page, 'profile, help desk')
    await button(page, 'Lost device').click()
    await tick(page, /Security key/)
    await tick(page, 'Void backup codes')
    await expect(actDialog(page)).toContainText('a temporary pass for 1 hour')
    await confirmAct(page, 'Revoke and sign out')
    await inspect(page, 'lost device')
    await tick(page, 'Issue a temporary pass')
    await inspect(page, 'lost device, no way in')
    await tick(page, 'Issue a temporary pass')
    await giveReason(page, 'Stolen')
    await confirmAct(page, 'Revoke and sign out')
    await expectFigure(page, 'Passkeys revoked', 2)
    await inspect(page, 'lost device, result')
  })

  test('each act on an account', async ({ computer }) => {
    const { page } = await computer()
    const { page: user } = await computer()
    await setUpTwo(page, user)
    await openProfile(page, uma)
    await chooseAct(page, builtIn, 'Suspend')
    await chooseOption(page, 'Suspended', 'For a week')
    await inspect(page, 'suspending')
    await page.keyboard.press('Escape')
    await button(page, 'End all sessions').click()
    await inspect(page, 'ending all sessions')
    await page.keyboard.press('Escape')
    await chooseAct(page, uma.name, 'Edit')
    await chooseOption(page, 'Role', 'Administrator')
    await inspect(page, 'editing')
    await page.keyboard.press('Escape')
    await chooseAct(page, uma.name, 'Disable account')
    await inspect(page, 'disabling')
    await giveReason(page, 'On long leave')
    await confirmAct(page, 'Disable account')
    await expect(page.getByText('This account is disabled', { exact: true })).toBeVisible()
    await inspect(page, 'profile, disabled')
    await button(page, 'Enable account').click()
    await inspect(page, 'enabling')
    await expect(heading(user, /your account is disabled/)).toBeVisible()
    await inspect(user, 'signed out, disabled')
  })

  test('a name without a place to break, and pages that are not for everybody', async ({ computer }) => {
    const { page } = await computer()
    const { page: user } = await computer()
    const long = { name: 'W'.repeat(100), email: `${'w'.repeat(60)}@${'d'.repeat(60)}.example.org` }
    await setUpTwo(page, user, long)
    await page.goto('/users?search=www')
    await page.getByRole('row', { name: long.name }).click()
    await expect(heading(page, long.name)).toBeVisible()
    await inspect(page, 'profile, long name')
    await button(page, 'Lost device').click()
    await inspect(page, 'lost device, long name')
    await user.goto('/users')
    await expect(user.getByText('This page is for the help desk and administrators')).toBeVisible()
    await inspect(user, 'not for this account')
  })

  test('a passkey of one’s own, suspended', async ({ computer }) => {
    const { page: admin } = await computer()
    const { page } = await computer()
    await setUpTwo(admin, page)
    await openMethods(page)
    await chooseAct(page, builtIn, /^Suspend/)
    await inspect(page, 'suspending the one in use')
    await page.keyboard.press('Escape')
    await addKey(page)
    await chooseAct(page, 'Security key', /^Suspend/)
    await chooseOption(page, 'Suspended', 'Until tomorrow')
    await confirmAct(page, 'Suspend passkey')
    await expect(button(page, 'Restore Security key')).toBeVisible()
    await inspect(page, 'sign-in methods, one suspended')
    await openProfile(admin, uma)
    await expect(admin.getByText('then revoked')).toBeVisible()
    await inspect(admin, 'profile, one suspended')
  })
})
