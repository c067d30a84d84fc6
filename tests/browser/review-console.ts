import type { Page } from '@playwright/test'
import { actDialog, chooseAct, chooseOption, confirmAct, giveReason, tick } from './console.ts'
import { button, openProfile } from './journeys.ts'
import type { Shoot } from './shooting.ts'

/** The list of users, narrowed and with some selected. */
export async function reviewList(page: Page, shoot: Shoot): Promise<void> {
  await page.goto('/users?role=user&passkeys=one')
  await page.getByRole('row', { name: 'Priya Raman' }).focus()
  await page.keyboard.press('Space')
  await page.getByText('1 selected').waitFor()
  await shoot('users-selected')
}

/** Suspending the passkey one is signed in with, up to the question. */
export async function reviewOwnSuspension(page: Page, shoot: Shoot): Promise<void> {
  await chooseAct(page, 'Windows Hello on DESK-17', /^Suspend/)
  await shoot('methods-suspend')
  await button(page, 'Cancel').click()
}

/** Each act on the profile that is open, up to its question; then a lost device of somebody else, to its result. */
export async function reviewActs(page: Page, shoot: Shoot): Promise<void> {
  await button(page, 'Lost device').click()
  await page.getByText(/After this they have/).waitFor()
  await shoot('profile-lost')
  await page.keyboard.press('Escape')
  await chooseAct(page, 'Windows Hello on DESK-42', 'Suspend')
  await chooseOption(page, 'Suspended', 'For 3 days')
  await page.getByText(/After this they have/).waitFor()
  await shoot('profile-suspend')
  await page.keyboard.press('Escape')
  await button(page, 'End all sessions').click()
  await shoot('profile-end-sessions')
  await page.keyboard.press('Escape')
  await chooseAct(page, 'Jonas Berg', 'Edit')
  await chooseOption(page, 'Role', 'Help desk')
  await shoot('profile-edit')
  await page.keyboard.press('Escape')
  await chooseAct(page, 'Jonas Berg', 'Disable account')
  await shoot('profile-disable')
  await page.keyboard.press('Escape')
  await openProfile(page, { name: 'Daniel Weiss', email: '' })
  await page.getByText('This account is disabled', { exact: true }).waitFor()
  await shoot('profile-disabled', true)
  await button(page, 'Enable account').click()
  await shoot('profile-enable')
  await page.keyboard.press('Escape')
  await openProfile(page, { name: 'Sofia Lindgren', email: '' })
  await page.getByText(/then revoked/).waitFor()
  await shoot('profile-suspended', true)
  await button(page, 'Restore iCloud Keychain').click()
  await shoot('profile-restore')
  await page.keyboard.press('Escape')
  await button(page, 'Lost device').click()
  await tick(page, /iCloud Keychain/)
  await tick(page, 'Void backup codes')
  await page.getByText(/a temporary pass for 1 hour/).waitFor()
  await confirmAct(page, 'Revoke and sign out')
  await shoot('profile-lost-errors')
  await giveReason(page, 'Bag stolen at the station', 'HD-2304')
  await confirmAct(page, 'Revoke and sign out')
  await actDialog(page).getByText('Passkeys revoked').waitFor()
  await shoot('profile-lost-result')
  await button(page, 'Done').click()
  await shoot('profile-lost-after', true)
}
