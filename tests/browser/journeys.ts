import { expect, type Page } from '@playwright/test'
import type { Role } from '../../shared/contract/roles.ts'
import * as signIn from '../../shared/contract/sign-in.ts'
import { createUser } from '../../shared/contract/users.ts'
import { callFrom, registerFrom } from './page-calls.ts'

export interface Named {
  name: string
  email: string
}

export const ada: Named = { name: 'Ada Admin', email: 'ada@example.org' }
export const uma: Named = { name: 'Uma User', email: 'uma@example.org' }

export interface Invitation {
  link: string
  code: string
}

export const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name })
export const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name })

/** What the sign-in page says where no passkey came. */
export const quietWords = 'The passkey prompt was closed or found nothing. Try again, or use another way.'

/** The first page after signing in. */
export const overview = (page: Page) => heading(page, /^Good (morning|afternoon|evening), /)

/** Fills the set-up page and arrives at registering the administrator's passkey. */
export async function fillSetUp(page: Page, { name, email }: Named): Promise<void> {
  await expect(heading(page, 'Set up WeftID')).toBeVisible()
  await page.getByRole('textbox', { name: 'E-mail' }).fill(email)
  await page.getByRole('textbox', { name: 'Your name' }).fill(name)
  await button(page, 'Continue').click()
  await expect(heading(page, 'Register a passkey')).toBeVisible()
}

/** Opens a new server's first page and fills it. */
export async function beginSetUp(page: Page, who: Named): Promise<void> {
  await page.goto('/')
  await fillSetUp(page, who)
}

/** Answers the prompt of "Add a passkey on this computer". */
export async function registerHere(page: Page): Promise<void> {
  await button(page, 'Add a passkey on this computer').click()
  await expect(heading(page, 'Your passkey is ready')).toBeVisible()
}

/** Names the first passkey, keeps the codes, puts the second passkey off and arrives at the overview. */
export async function finishFirst(page: Page): Promise<string[]> {
  const codes = await page.getByRole('list', { name: 'Backup codes' }).getByRole('listitem').allTextContents()
  // The tick's own box is hidden behind its picture: people press the words.
  await page.getByText('I have saved these codes').click()
  await button(page, 'Done').click()
  await page.getByRole('link', { name: 'Later' }).click()
  await expect(overview(page)).toBeVisible()
  return codes
}

/** Where journey 1 leads, without its pages: the first administrator of a new server, signed in. Answers the backup codes. */
export async function setUp(page: Page, who: Named = ada): Promise<string[]> {
  return goOn(page, await setUpUnseen(page, who))
}

/** The same, for whose page is of no interest: it opens none. */
export async function setUpUnseen(page: Page, { name, email }: Named = ada): Promise<string[]> {
  await callFrom(page, signIn.setUp, { body: { email, displayName: name } })
  return registerFrom(page)
}

/** Whoever has registered a first passkey comes to the overview. */
async function goOn(page: Page, codes: string[]): Promise<string[]> {
  await page.goto(new URL('/', page.url()).href)
  await expect(overview(page)).toBeVisible()
  return codes
}

/** Adds somebody under Users and answers their invitation. */
export async function addUser(page: Page, { name, email }: Named): Promise<Invitation> {
  await page.getByRole('link', { name: 'Users', exact: true }).first().click()
  await button(page, 'Add user').click()
  const dialog = page.getByRole('dialog', { name: 'Add user' })
  await dialog.getByRole('textbox', { name: 'E-mail' }).fill(email)
  await dialog.getByRole('textbox', { name: 'Name' }).fill(name)
  await dialog.getByRole('button', { name: 'Add and invite' }).click()
  const told = page.getByRole('dialog', { name: `${name} is invited` })
  const link = (await told.getByRole('code').nth(0).textContent()) ?? ''
  const code = (await told.getByRole('code').nth(1).textContent()) ?? ''
  await told.getByRole('button', { name: 'Done' }).click()
  return { link, code }
}

/** Adds somebody from the page of an administrator, without its dialog. */
export async function invite(page: Page, { name, email }: Named, role: Role = 'user'): Promise<Invitation> {
  const { invitation } = await callFrom(page, createUser, { body: { email, displayName: name, role } })
  return { link: invitation.url, code: invitation.token }
}

/** Where journey 2 leads, without its pages: somebody invited, signed in. Answers the backup codes. */
export async function join(page: Page, { code }: Pick<Invitation, 'code'>): Promise<string[]> {
  await callFrom(page, signIn.acceptInvitation, { body: { token: code } })
  return goOn(page, await registerFrom(page))
}

/** Both ends of the main job: an administrator and a user, each signed in on a computer of their own. */
export async function setUpTwo(
  admin: Page,
  user: Page,
  who: Named = uma,
): Promise<{ invitation: Invitation }> {
  await setUp(admin)
  const invitation = await invite(admin, who)
  await join(user, invitation)
  return { invitation }
}

/** Asks to sign in: what comes then is the caller's to expect. */
export async function askToSignIn(page: Page, email: string): Promise<void> {
  await page.getByRole('textbox', { name: 'E-mail' }).fill(email)
  await button(page, 'Continue').click()
}

/** Signs out by the button and goes on to the sign-in page. */
export async function signOut(page: Page): Promise<void> {
  await button(page, 'Sign out').click()
  await expect(heading(page, 'You have signed out')).toBeVisible()
  await page.getByRole('link', { name: 'Sign in' }).click()
  await expect(heading(page, 'Sign in')).toBeVisible()
}

/** Opens Account › Sign-in methods. */
export async function openMethods(page: Page): Promise<void> {
  await page.getByRole('navigation').getByRole('link', { name: 'Sign-in methods' }).click()
  await expect(heading(page, 'Sign-in methods')).toBeVisible()
}

/** Opens Users › (user) › Profile. */
export async function openProfile(page: Page, { name }: Named): Promise<void> {
  await page.getByRole('navigation').getByRole('link', { name: 'Users' }).click()
  await page.getByRole('row', { name }).click()
  await expect(heading(page, name)).toBeVisible()
}

/** The screen was locked, or five minutes went by: sensitive acts want a new proof. */
export async function loseFreshness(page: Page): Promise<void> {
  await page.evaluate(() => fetch('/api/session/fresh', { method: 'DELETE' }))
}
