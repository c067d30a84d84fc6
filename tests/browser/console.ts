import { expect, type Locator, type Page } from '@playwright/test'
import { button, invite, join, setUp, uma, type Invitation, type Named } from './journeys.ts'

export const hugo: Named = { name: 'Hugo Helpdesk', email: 'hugo@example.org' }
export const bea: Named = { name: 'Bea Boss', email: 'bea@example.org' }

export const builtIn = 'Synced passkey'

/** The dialog of an act that has consequences. */
export const actDialog = (page: Page): Locator => page.getByRole('alertdialog')

/** Adds somebody with a role under Users and answers their invitation. */
export async function addWithRole(page: Page, { name, email }: Named, role: string): Promise<Invitation> {
  await page.getByRole('navigation').getByRole('link', { name: 'Users' }).click()
  await button(page, 'Add user').click()
  const dialog = page.getByRole('dialog', { name: 'Add user' })
  await dialog.getByRole('textbox', { name: 'E-mail' }).fill(email)
  await dialog.getByRole('textbox', { name: 'Name' }).fill(name)
  await chooseOption(page, 'Role', role)
  await dialog.getByRole('button', { name: 'Add and invite' }).click()
  const told = page.getByRole('dialog', { name: `${name} is invited` })
  const link = (await told.getByRole('code').nth(0).textContent()) ?? ''
  const code = (await told.getByRole('code').nth(1).textContent()) ?? ''
  await told.getByRole('button', { name: 'Done' }).click()
  return { link, code }
}

/** Chooses in the box of this label. */
export async function chooseOption(page: Page, label: string, option: string): Promise<void> {
  await page.getByRole('dialog').or(actDialog(page)).getByRole('button', { name: label }).click()
  await page.getByRole('option', { name: option, exact: true }).click()
}

/** Chooses an act from the menu "More about …". */
export async function chooseAct(page: Page, about: string, act: string | RegExp): Promise<void> {
  await button(page, `More about ${about}`).click()
  await page.getByRole('menuitem', { name: act }).click()
}

interface Three {
  admin: Page
  helpdesk: Page
  user: Page
}

/** An administrator, a help-desk agent and a user, each signed in on a computer of their own. */
export async function setUpThree({ admin, helpdesk, user }: Three): Promise<void> {
  await setUp(admin)
  await join(helpdesk, await invite(admin, hugo, 'helpdesk'))
  await join(user, await invite(admin, uma))
}

/** Ticks or unticks in the dialog of an act. */
export async function tick(page: Page, name: string | RegExp): Promise<void> {
  await actDialog(page).getByRole('checkbox', { name }).press('Space')
}

/** Fills in why an act is done. */
export async function giveReason(page: Page, reason: string, ticket = ''): Promise<void> {
  const dialog = actDialog(page)
  await dialog.getByRole('textbox', { name: 'Reason' }).fill(reason)
  if (ticket !== '') await dialog.getByRole('textbox', { name: 'Ticket' }).fill(ticket)
}

/** Presses the button of the act in its dialog. */
export async function confirmAct(page: Page, act: string): Promise<void> {
  await actDialog(page).getByRole('button', { name: act }).click()
}

/** The number under this name in a result. */
export async function expectFigure(page: Page, name: string, value: number): Promise<void> {
  const term = actDialog(page).getByRole('term').filter({ hasText: name })
  await expect(term.locator('xpath=following-sibling::dd[1]')).toHaveText(String(value))
}
