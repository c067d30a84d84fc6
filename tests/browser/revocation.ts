import { expect, type Page } from '@playwright/test'
import { button, heading } from './journeys.ts'

export const revokedWords = 'You have been signed out: this passkey was revoked'

/** Opens the revoke dialog on a profile and fills in why; the act itself is left to the caller. */
export async function fillRevoke(page: Page, passkey: string, reason: string, ticket = ''): Promise<void> {
  await button(page, `Revoke ${passkey}`).click()
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
