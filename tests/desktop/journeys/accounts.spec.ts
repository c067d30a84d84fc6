import { heading } from '../../browser/journeys.ts'
import { expect, test } from '../fixtures.ts'

const accounts = [
  { credentialId: 'b25l', name: 'ada@example.org', displayName: 'Ada Admin' },
  { credentialId: 'dHdv', name: 'ada.private@example.org', displayName: 'Ada at home' },
]

test('a key with two accounts has the app ask which, in a window that is not the server’s', async ({
  desktop,
}) => {
  const server = desktop.page
  await expect(heading(server, 'Set up WeftID')).toBeVisible()

  const chosen = desktop.controls.findAccounts(accounts)
  await expect(() => expect(desktop.page === server).toBe(false)).toPass()
  await expect(heading(desktop.page, 'Which account?')).toBeVisible()
  await expect(server.getByText('Which account?')).toBeHidden()
  await desktop.page.getByRole('button', { name: 'Ada at home' }).click()
  expect(await chosen).toEqual(['dHdv'])

  await expect(() => expect(desktop.page === server).toBe(true)).toPass()
  const cancelled = desktop.controls.findAccounts(accounts)
  await expect(() => expect(desktop.page === server).toBe(false)).toPass()
  await expect(heading(desktop.page, 'Which account?')).toBeVisible()
  // The window is gone before the key is let go.
  await desktop.page.keyboard.press('Escape').catch(() => undefined)
  expect(await cancelled).toEqual([null])
})
