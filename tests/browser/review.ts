import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { inEveryLook } from '../support/chromium-inspection.ts'
import { addVirtualAuthenticator } from '../support/virtual-authenticator.ts'
import {
  ada,
  addUser,
  askToSignIn,
  button,
  fillSetUp,
  finishFirst,
  heading,
  loseFreshness,
  openMethods,
  openProfile,
  registerHere,
  uma,
} from './journeys.ts'

export type Shoot = (name: string, whole?: boolean) => Promise<void>

/** Takes a picture of the page in every look, into the folder. */
export async function shooting(page: Page, folder: string): Promise<Shoot> {
  await mkdir(folder, { recursive: true })
  return (name, whole = false) =>
    inEveryLook(page, async (look) => {
      await page.screenshot({ path: join(folder, `${name}-${look}.png`), fullPage: whole })
    })
}

/** Every page before the frame, on a server that nobody has used yet. */
export async function reviewEntry(page: Page, folder: string): Promise<void> {
  const shoot = await shooting(page, folder)
  const authenticator = await addVirtualAuthenticator(page, { backup: 'device' })
  await heading(page, 'Set up WeftID').waitFor()
  await shoot('set-up')
  await button(page, 'Continue').click()
  await shoot('set-up-errors')
  await fillSetUp(page, ada)
  await shoot('register')
  await authenticator.setAnswering(false)
  await button(page, 'Add a passkey on this computer').click()
  await button(page, 'Cancel').waitFor()
  await shoot('register-waiting')
  await button(page, 'Cancel').click()
  await authenticator.setAnswering(true)
  await registerHere(page)
  await shoot('register-saved', true)
  await page.getByText('I have saved these codes').click()
  await button(page, 'Done').click()
  await heading(page, 'Add a second passkey now').waitFor()
  await shoot('register-second')
  await page.getByRole('link', { name: 'Later' }).click()
  await heading(page, /^Good/).waitFor()
  await shoot('overview-new')
  await openMethods(page)
  await button(page, /^Revoke/).click()
  await shoot('methods-last-way-in')
  await button(page, 'Cancel').click()
  const { link } = await addUser(page, uma)
  await page.getByRole('row', { name: uma.name }).click()
  await heading(page, uma.name).waitFor()
  await shoot('profile-invited')
  await button(page, 'Sign out').click()
  await heading(page, 'You have signed out').waitFor()
  await shoot('signed-out')
  await page.getByRole('link', { name: 'Sign in' }).click()
  await heading(page, 'Sign in').waitFor()
  await shoot('sign-in')
  await button(page, 'Use another way').click()
  await shoot('sign-in-other-ways')
  await button(page, 'Use another way').click()
  await authenticator.setAnswering(false)
  await button(page, 'Continue').click()
  await button(page, 'Cancel').waitFor()
  await shoot('sign-in-waiting')
  await button(page, 'Cancel').click()
  await authenticator.setAnswering(true)
  await authenticator.setUserVerified(false)
  await button(page, 'Continue').click()
  await button(page, 'Try the passkey again').waitFor()
  await shoot('sign-in-dismissed')
  await authenticator.setUserVerified(true)
  await page.reload()
  await askToSignIn(page, 'nobody@example.org')
  await page.getByText('This passkey was not accepted').waitFor()
  await shoot('sign-in-refused')
  await page.goto(link)
  await heading(page, 'You are invited').waitFor()
  await shoot('invitation')
  await button(page, 'Accept invitation').click()
  await registerHere(page)
  await finishFirst(page)
  await page.goto(link.replace(/.$/, 'x'))
  await button(page, 'Accept invitation').click()
  await page.getByText('This invitation does not work').waitFor()
  await shoot('invitation-refused')
}

/** Every page of the frame, as an administrator of a living organisation; revokes what `user` is signed in with. */
export async function reviewFrame(page: Page, user: Page, folder: string): Promise<void> {
  const shoot = await shooting(page, folder)
  await page.getByText('History (1)').click()
  await shoot('profile', true)
  await page.goto('/')
  await heading(page, /^Good/).waitFor()
  await shoot('overview', true)
  await openMethods(page)
  await page.getByRole('article').first().waitFor()
  await shoot('methods', true)
  await button(page, /^Rename/)
    .first()
    .click()
  await shoot('methods-rename')
  await page.keyboard.press('Escape')
  await button(page, /^Revoke/)
    .first()
    .click()
  await shoot('methods-revoke')
  await button(page, 'Cancel').click()
  await page.goto('/nowhere')
  await heading(page, 'Page not found').waitFor()
  await shoot('not-found')
  await page.getByRole('navigation').getByRole('link', { name: 'Users' }).click()
  await page.getByRole('row', { name: 'Priya Raman' }).waitFor()
  await shoot('users', true)
  await button(page, 'Filter').click()
  await shoot('users-filter')
  await page.keyboard.press('Escape')
  await page.getByRole('navigation').getByRole('link', { name: 'Outbox' }).click()
  await page.getByText('One of your passkeys was revoked for you').first().click()
  await shoot('outbox')
  await page.goto('/users?search=nobody&role=helpdesk')
  await page.getByText('Nobody matches').waitFor()
  await shoot('users-nobody')
  await page.goto('/users')
  await button(page, 'Add user').click()
  await shoot('users-add')
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: 'E-mail' }).fill(uma.email)
  await dialog.getByRole('textbox', { name: 'Name' }).fill(uma.name)
  await dialog.getByRole('button', { name: 'Add and invite' }).click()
  await page.getByRole('dialog', { name: `${uma.name} is invited` }).waitFor()
  await shoot('users-invited')
  await button(page, 'Done').click()
  await openProfile(page, { name: 'Jonas Berg', email: '' })
  await button(page, 'Revoke Windows Hello on DESK-42').click()
  await page.getByText(/After this they have/).waitFor()
  await shoot('profile-revoke')
  await page.getByRole('textbox', { name: 'Reason' }).fill('Laptop stolen on the train')
  await button(page, 'Revoke passkey').click()
  await page.getByText('is revoked').waitFor()
  await shoot('profile-revoked')
  await heading(user, /this passkey was revoked/).waitFor()
  await (
    await shooting(user, folder)
  )('signed-out-revoked')
  await loseFreshness(page)
  await button(page, 'Revoke YubiKey 5').click()
  await page.getByRole('textbox', { name: 'Reason' }).fill('Lost with it')
  await button(page, 'Revoke passkey').click()
  await page.getByRole('dialog', { name: 'Confirm it’s you' }).waitFor()
  await shoot('confirm')
}
