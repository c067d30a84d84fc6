import type { Page } from '@playwright/test'
import { openComputer, type Computer } from '../../browser/computer.ts'
import { ada, askToSignIn, button, heading, overview, setUp } from '../../browser/journeys.ts'
import { addKey, revokedWords } from '../../browser/revocation.ts'
import type { Desktop } from '../../support/desktop.ts'
import { addVirtualAuthenticator } from '../../support/virtual-authenticator.ts'
import { expect, test } from '../fixtures.ts'

const digits = (page: Page) => page.locator('output').filter({ hasText: /^\d\d$/ })

/** Presses "Use my browser" in the app; answers the page that the system opens for it. */
async function useBrowser({ page, controls }: Desktop): Promise<string> {
  const before = (await controls.openedOutside()).length
  await button(page, 'Use my browser').click()
  await expect(digits(page)).toBeVisible()
  const opened = await controls.openedOutside()
  expect(opened).toHaveLength(before + 1)
  return opened.at(-1) ?? ''
}

/** Goes where the app has sent the browser, and sees the same number there. */
async function follow(address: string, { page }: Computer, desktop: Desktop): Promise<void> {
  await page.goto(address)
  await expect(heading(page, 'Sign in WeftID on this computer?')).toBeVisible()
  await expect(digits(page)).toHaveText((await digits(desktop.page).textContent()) ?? '')
}

test('a passkey that only the browser knows signs the app in, and nothing of it stays behind', async ({
  browser,
  desktop,
}) => {
  const system = await openComputer(browser, desktop.origin)
  await setUp(system.page)
  await desktop.page.reload()
  await expect(heading(desktop.page, 'Sign in')).toBeVisible()

  // A try in the window comes to nothing; the browser is suggested.
  const builtIn = await addVirtualAuthenticator(desktop.page)
  await askToSignIn(desktop.page, ada.email)
  await expect(desktop.page.getByText('Your browser may know this passkey')).toBeVisible()
  await follow(await useBrowser(desktop), system, desktop)
  await button(system.page, 'Deny').click()
  await expect(heading(system.page, 'Not signed in')).toBeVisible()
  await expect(desktop.page.getByText('The sign-in was denied in the browser')).toBeVisible()

  // An address is good once: whoever waits for nothing any more does not answer.
  await button(desktop.page, 'Back to signing in').click()
  const cancelled = await useBrowser(desktop)
  await button(desktop.page, 'Cancel').click()
  await expect(heading(desktop.page, 'Sign in')).toBeVisible()
  const listener = new URL(cancelled).searchParams.get('redirectUri') ?? ''
  await expect(fetch(listener)).rejects.toThrow()

  await follow(await useBrowser(desktop), system, desktop)
  await button(system.page, 'Allow').click()
  await expect(heading(system.page, 'Back to WeftID')).toBeVisible()
  await expect(overview(desktop.page)).toBeVisible()
  const code = new URL(system.page.url()).searchParams.get('code') ?? ''
  expect(code).toHaveLength(43)
  const kept = await desktop.page.evaluate(() =>
    JSON.stringify([location.href, Object.entries(localStorage), Object.entries(sessionStorage)]),
  )
  expect(kept).not.toContain(code)
  expect(desktop.said()).not.toContain(code)
  await builtIn.remove()
  await system.context.close()
})

test('registering goes through the browser too, and what is revoked there ends here', async ({
  browser,
  desktop,
}) => {
  const system = await openComputer(browser, desktop.origin)
  await setUp(system.page)
  await desktop.page.reload()
  await follow(await useBrowser(desktop), system, desktop)
  await button(system.page, 'Allow').click()
  await expect(overview(desktop.page)).toBeVisible()

  await desktop.page.goto(`${desktop.origin}/register`)
  await button(desktop.page, /^Use my browser/).click()
  await expect(desktop.page.getByText('Your browser is open')).toBeVisible()
  const address = (await desktop.controls.openedOutside()).at(-1) ?? ''
  expect(address).toBe(`${desktop.origin}/account/sign-in-methods`)
  await desktop.page.getByRole('link', { name: 'Back to sign-in methods' }).click()
  await expect(desktop.page.getByRole('article')).toHaveCount(1)

  await system.page.goto(address)
  await addKey(system.page)
  await expect(desktop.page.getByRole('article')).toHaveCount(2)

  await button(system.page, 'Revoke Synced passkey').click()
  await system.page.getByRole('alertdialog').getByRole('button', { name: 'Revoke passkey' }).click()
  await expect(heading(desktop.page, revokedWords)).toBeVisible()
  await system.context.close()
})
