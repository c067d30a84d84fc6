import {
  actDialog,
  builtIn,
  confirmAct,
  expectFigure,
  giveReason,
  hugo,
  setUpThree,
  tick,
} from './console.ts'
import { expect, test } from './fixtures.ts'
import { ada, button, heading, openProfile, overview, registerHere, uma } from './journeys.ts'
import { tabTo } from './keyboard.ts'
import { addKey, revokedWords } from './revocation.ts'

const act = 'Revoke and sign out'

test.describe('A lost device, with the caller on the line', () => {
  test('the help desk takes all of it in one act, and the pass that comes with it lets the caller back in', async ({
    computer,
  }) => {
    const { page: admin } = await computer()
    const { page: helpdesk } = await computer()
    const { page: user } = await computer()
    await setUpThree({ admin, helpdesk, user })
    await openProfile(admin, uma)
    await openProfile(helpdesk, uma)
    await button(helpdesk, 'Lost device').click()
    const dialog = actDialog(helpdesk)
    await expect(dialog.getByRole('textbox', { name: 'Reason' })).toBeFocused()
    await expect(dialog.getByRole('checkbox', { name: builtIn })).toBeChecked()
    await expect(dialog).toContainText('After this they have: 10 backup codes')
    await expect(dialog.getByRole('checkbox', { name: 'Issue a temporary pass' })).not.toBeChecked()

    await tick(helpdesk, 'Void backup codes')
    await expect(dialog).toContainText('After this they have: a temporary pass for 1 hour')
    await expect(dialog.getByRole('checkbox', { name: 'Issue a temporary pass' })).toBeChecked()
    await tick(helpdesk, 'Issue a temporary pass')
    await expect(dialog).toContainText('No way in: issue a temporary pass')
    await tick(helpdesk, 'Issue a temporary pass')

    await confirmAct(helpdesk, act)
    await expect(dialog).toContainText('Say why, for the record.')
    await dialog.getByRole('button', { name: 'Stolen' }).click()
    await dialog.getByRole('textbox', { name: 'Ticket' }).fill('HD-4711')
    const gone = heading(user, revokedWords).waitFor({ timeout: 15_000 })
    const clicked = Date.now()
    await confirmAct(helpdesk, act)
    await gone
    expect(Date.now() - clicked).toBeLessThan(1000)

    await expectFigure(helpdesk, 'Passkeys revoked', 1)
    await expectFigure(helpdesk, 'Sessions ended', 1)
    await expectFigure(helpdesk, 'Desktops signed out', 1)
    await helpdesk.keyboard.press('Escape')
    const pass = (await dialog.getByRole('code').textContent()) ?? ''
    expect(pass).toMatch(/^[0-9A-Z]{4}(-[0-9A-Z]{4}){2}$/)
    await dialog.getByRole('button', { name: 'Done' }).click()
    await expect(helpdesk.getByText('None that could sign in.')).toBeVisible()

    // The administrator watches without touching anything.
    await expect(admin.getByText('None that could sign in.')).toBeVisible()
    await admin.getByText('History (1)').click()
    const history = admin.getByRole('row', { name: builtIn })
    await expect(history).toContainText(hugo.name)
    await expect(history).toContainText('Ticket HD-4711')
    await expect(admin.getByText(`${hugo.name} reported ${uma.name}’s device as lost`)).toBeVisible()

    await user.getByRole('link', { name: 'Sign in' }).click()
    await button(user, 'Use another way').click()
    await button(user, /Use a temporary pass/).click()
    await user.getByRole('textbox', { name: 'E-mail' }).fill(uma.email)
    await user.getByRole('textbox', { name: /pass/i }).fill(pass.toLowerCase())
    await button(user, 'Continue').click()
    await registerHere(user)
    await expect(admin.getByText('Passkeys (1)')).toBeVisible()
  })

  test('only what was on it goes: the key in the pocket stays, and so does what it opened', async ({
    computer,
  }) => {
    const { page: admin } = await computer()
    const { page: helpdesk } = await computer()
    const { page: user } = await computer({ backup: 'device' })
    await setUpThree({ admin, helpdesk, user })
    await addKey(user)
    await openProfile(helpdesk, uma)
    await button(helpdesk, 'Lost device').click()
    const dialog = actDialog(helpdesk)
    const laptop = /^(?!Security key).*This device only/
    const key = /Security key/
    await expect(dialog.getByRole('checkbox', { name: laptop })).toBeChecked()
    await expect(dialog.getByRole('checkbox', { name: key })).not.toBeChecked()
    await tick(helpdesk, laptop)
    await expect(dialog).toContainText('Choose what was on the lost device.')
    await tick(helpdesk, key)
    await expect(dialog).toContainText('No session ends, 1 stays open.')
    await giveReason(helpdesk, 'Key lost on the train')
    await confirmAct(helpdesk, act)
    await expectFigure(helpdesk, 'Passkeys revoked', 1)
    await expectFigure(helpdesk, 'Sessions ended', 0)
    await dialog.getByRole('button', { name: 'Done' }).click()
    await expect(button(helpdesk, 'Lost device')).toBeFocused()
    await expect(helpdesk.getByText('Passkeys (1)')).toBeVisible()
    await expect(user.getByRole('article')).toHaveCount(1)
  })

  test('with the keyboard alone', async ({ computer }) => {
    const { page: admin } = await computer()
    const { page: helpdesk } = await computer()
    const { page: user } = await computer()
    await setUpThree({ admin, helpdesk, user })
    await helpdesk.goto('/users')
    const search = helpdesk.getByRole('searchbox')
    await expect(search).toBeVisible()
    await tabTo(helpdesk, search)
    await helpdesk.keyboard.type('uma')
    await expect(helpdesk.getByText('1 person')).toBeVisible()
    await tabTo(helpdesk, helpdesk.getByRole('row', { name: uma.name }))
    await helpdesk.keyboard.press('Enter')
    await expect(heading(helpdesk, uma.name)).toBeVisible()
    await tabTo(helpdesk, button(helpdesk, 'Lost device'))
    await helpdesk.keyboard.press('Enter')
    const dialog = actDialog(helpdesk)
    await expect(dialog.getByRole('textbox', { name: 'Reason' })).toBeFocused()
    await helpdesk.keyboard.press('Escape')
    await expect(dialog).toBeHidden()
    await expect(button(helpdesk, 'Lost device')).toBeFocused()
    await helpdesk.keyboard.press('Enter')
    await expect(dialog.getByRole('textbox', { name: 'Reason' })).toBeFocused()
    await helpdesk.keyboard.type('Stolen')
    await tabTo(helpdesk, dialog.getByRole('checkbox', { name: 'End all sessions' }))
    await helpdesk.keyboard.press('Space')
    await expect(dialog.getByRole('checkbox', { name: 'End all sessions' })).toBeChecked()
    await tabTo(helpdesk, dialog.getByRole('button', { name: act }))
    await helpdesk.keyboard.press('Enter')
    await expect(heading(user, revokedWords)).toBeFocused()
    await expectFigure(helpdesk, 'Passkeys revoked', 1)
    await tabTo(helpdesk, dialog.getByRole('button', { name: 'Done' }))
    await helpdesk.keyboard.press('Enter')
    await expect(dialog).toBeHidden()
    await expect(helpdesk.getByText('None that could sign in.')).toBeVisible()
    // The button that opened the dialog is gone with the passkeys.
    await expect(helpdesk.getByRole('main')).toBeFocused()
  })

  test('two who take the same call do not get into each other’s way', async ({ computer }) => {
    const { page: admin } = await computer()
    const { page: helpdesk, context } = await computer()
    const { page: user } = await computer({ backup: 'device' })
    await setUpThree({ admin, helpdesk, user })
    await addKey(user)
    await openProfile(admin, uma)
    await openProfile(helpdesk, uma)
    await context.route('**/forecast', (route) => route.abort())
    await button(helpdesk, 'Lost device').click()
    const dialog = actDialog(helpdesk)
    await expect(dialog).toContainText('What they would be left with is not known')
    await context.unroute('**/forecast')
    await expect(dialog).toContainText('After this they have: 1 passkey (Security key)')

    await button(admin, 'Revoke Security key').click()
    await giveReason(admin, 'Broken')
    await confirmAct(admin, 'Revoke passkey')
    await expect(dialog.getByRole('checkbox', { name: /Security key/ })).toBeHidden()
    await expect(dialog).toContainText('After this they have: 10 backup codes')
    await button(admin, 'Lost device').click()
    await giveReason(admin, 'Stolen')
    await confirmAct(admin, act)
    await expectFigure(admin, 'Passkeys revoked', 1)
    await expect(dialog).toContainText('There is nothing left to revoke')
    await expect(dialog.getByRole('button', { name: act })).toBeHidden()
    await dialog.getByRole('button', { name: 'Close' }).click()
    await expect(helpdesk.getByText('None that could sign in.')).toBeVisible()
  })

  test('whoever is above or oneself is out of reach, and the page says so', async ({ computer }) => {
    const { page: admin } = await computer()
    const { page: helpdesk } = await computer()
    const { page: user } = await computer()
    await setUpThree({ admin, helpdesk, user })
    await openProfile(helpdesk, ada)
    await expect(helpdesk.getByText('Only an administrator can change this account.')).toBeVisible()
    for (const name of [
      'Lost device',
      'Issue a temporary pass',
      'End all sessions',
      /^Revoke/,
      /^More about/,
    ])
      await expect(button(helpdesk, name)).toBeHidden()
    await openProfile(helpdesk, hugo)
    await expect(helpdesk.getByText('This is your own account.')).toBeVisible()
    await expect(button(helpdesk, 'Lost device')).toBeHidden()
    await openProfile(helpdesk, uma)
    await expect(button(helpdesk, 'Lost device')).toBeVisible()
    await expect(button(helpdesk, `More about ${uma.name}`)).toBeHidden()
    await expect(helpdesk.getByText('Editing and disabling accounts is for administrators.')).toBeVisible()
    await helpdesk.goto('/users')
    await expect(helpdesk.getByRole('row', { name: uma.name })).toBeVisible()
    await expect(helpdesk.getByRole('checkbox')).toHaveCount(0)
    await expect(button(helpdesk, 'Add user')).toBeHidden()
    await expect(overview(user)).toBeVisible()
  })

  test('every session goes where that is asked for', async ({ computer }) => {
    const { page: admin } = await computer()
    const { page: helpdesk } = await computer()
    const user = await computer()
    await setUpThree({ admin, helpdesk, user: user.page })
    await openProfile(helpdesk, uma)
    await button(helpdesk, 'End all sessions').click()
    await expect(actDialog(helpdesk)).toContainText('The one open session ends at once.')
    await giveReason(helpdesk, 'Caller left it open in a hotel')
    await confirmAct(helpdesk, 'End all sessions')
    await expect(helpdesk.getByText('1 session ended.')).toBeVisible()
    await expect(heading(user.page, /this session was ended/)).toBeVisible()
    await user.page.getByRole('link', { name: 'Sign in' }).click()
    await button(user.page, 'Continue').click()
    await expect(overview(user.page)).toBeVisible()
  })
})
