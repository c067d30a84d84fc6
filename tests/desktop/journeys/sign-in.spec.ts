import { addVirtualAuthenticator } from '../../support/virtual-authenticator.ts'
import { ada, askToSignIn, heading, overview, setUp, signOut } from '../../browser/journeys.ts'
import { expect, test } from '../fixtures.ts'

test('the first administrator sets up, signs out and signs in with the passkey', async ({ desktop }) => {
  const { page } = desktop
  await addVirtualAuthenticator(page)
  await setUp(page)
  await signOut(page)
  await askToSignIn(page, ada.email)
  await expect(overview(page)).toBeVisible()
})

test('a session lives through a restart of the app, and not through signing out', async ({ desktop }) => {
  await addVirtualAuthenticator(desktop.page)
  await setUp(desktop.page)
  const { origin } = desktop
  await desktop.restart()
  expect(desktop.origin).toBe(origin)
  await expect(overview(desktop.page)).toBeVisible()
  await signOut(desktop.page)
  await desktop.restart()
  await expect(heading(desktop.page, 'Sign in')).toBeVisible()
})

test('quitting takes the backend with it', async ({ desktop }) => {
  const { origin } = desktop
  expect((await fetch(`${origin}/healthz`)).ok).toBe(true)
  expect(await desktop.quit()).toBe(0)
  await expect(fetch(`${origin}/healthz`)).rejects.toThrow()
})
