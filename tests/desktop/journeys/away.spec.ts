import { addVirtualAuthenticator } from '../../support/virtual-authenticator.ts'
import { heading, overview, setUp } from '../../browser/journeys.ts'
import { expect, test } from '../fixtures.ts'

const freshUntil = async () => {
  const answer = await fetch('/api/session')
  const session: unknown = await answer.json()
  const until: unknown =
    typeof session === 'object' && session !== null ? Reflect.get(session, 'freshUntil') : 0
  return until
}

test('a locked computer covers the page and forgets what was proven; its owner comes back to it', async ({
  desktop,
}) => {
  const { page, controls } = desktop
  await addVirtualAuthenticator(page)
  await setUp(page)
  expect(await page.evaluate(freshUntil)).toEqual(expect.any(String))
  await controls.lockScreen()
  await expect(page.getByRole('dialog', { name: 'WeftID is covered' })).toBeVisible()
  await expect(overview(page)).toBeHidden()
  await expect.poll(() => page.evaluate(freshUntil)).toBeNull()
  await controls.unlockScreen()
  await expect(overview(page)).toBeVisible()
  await expect(page.getByRole('dialog', { name: 'WeftID is covered' })).toBeHidden()
})

test('whose session ended while the computer slept is told so on waking', async ({ desktop }) => {
  const { page, controls } = desktop
  await addVirtualAuthenticator(page)
  await setUp(page)
  await page.context().route('**/api/**', (route) => route.abort())
  await controls.suspend()
  await expect(page.getByRole('dialog', { name: 'WeftID is covered' })).toBeVisible()
  await desktop.page.context().unroute('**/api/**')
  await page.evaluate(() => fetch('/api/sign-out', { method: 'POST' }))
  await controls.resume()
  await expect(heading(page, /^(You have (been )?signed out|Sign in)/)).toBeVisible()
})

test('a person who is back sooner than the system says goes on by hand', async ({ desktop }) => {
  const { page, controls } = desktop
  await expect(heading(page, 'Set up WeftID')).toBeVisible()
  await controls.suspend()
  await page
    .getByRole('dialog', { name: 'WeftID is covered' })
    .getByRole('button', { name: 'Continue' })
    .click()
  await expect(heading(page, 'Set up WeftID')).toBeVisible()
})
