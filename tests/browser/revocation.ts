import { expect, type Page } from '@playwright/test'
import { addVirtualAuthenticator, type VirtualAuthenticator } from '../support/virtual-authenticator.ts'
import { button, heading, openMethods } from './journeys.ts'

export const revokedWords = 'You have been signed out: this passkey was revoked'

/** Opens the revoke dialog on a profile and fills in why; the act itself is left to the caller. */
export async function fillRevoke(
  page: Page,
  passkey: string | RegExp,
  reason: string,
  ticket = '',
): Promise<void> {
  await button(page, typeof passkey === 'string' ? `Revoke ${passkey}` : passkey).click()
  const dialog = page.getByRole('alertdialog')
  await dialog.getByRole('textbox', { name: 'Reason' }).fill(reason)
  if (ticket !== '') await dialog.getByRole('textbox', { name: 'Ticket' }).fill(ticket)
}

/** Presses "Revoke passkey" and answers how long each of `pages` took from that click to show its end. */
export async function revokeAndTime(page: Page, pages: readonly Page[]): Promise<number[]> {
  const seen = pages.map(async (each) => {
    await heading(each, revokedWords).waitFor({ state: 'visible', timeout: 15_000 })
    return Date.now()
  })
  const clicked = Date.now()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Revoke passkey' }).click()
  return (await Promise.all(seen)).map((at) => at - clicked)
}

/** What the sign-in page says once a passkey was refused. */
export async function refusal(page: Page): Promise<string> {
  const notice = page.getByRole('status').filter({ hasText: 'This passkey was not accepted' })
  await expect(notice).toBeVisible()
  return (await notice.textContent()) ?? ''
}

/** Adds a security key to the account and ends on the sign-in methods. */
export async function addKey(page: Page): Promise<VirtualAuthenticator> {
  const key = await addVirtualAuthenticator(page, { transport: 'usb', backup: 'device' })
  await openMethods(page)
  await page.getByRole('link', { name: 'Register a new passkey' }).click()
  await button(page, 'Add a security key').click()
  await expect(heading(page, 'Your passkey is ready')).toBeVisible()
  await button(page, 'Done').click()
  await expect(page.getByRole('article')).toHaveCount(2)
  return key
}
