import { ada, button, fillSetUp } from '../../browser/journeys.ts'
import { addVirtualAuthenticator } from '../../support/virtual-authenticator.ts'
import { expect, test } from '../fixtures.ts'

test('a computer without an authenticator is not offered, and is once it has one', async ({
  desktop,
  shell,
}) => {
  test.skip(shell === 'electron', 'The computer it runs on may have one.')
  const { page } = desktop
  await fillSetUp(page, ada)
  await expect(page.getByText('This window cannot make passkeys on this computer')).toBeVisible()
  await expect(button(page, 'Add a passkey on this computer')).toBeHidden()
  await expect(page.getByText('A key with a PIN needs your browser on this system.')).toBeVisible()
  await addVirtualAuthenticator(page)
  await page.evaluate(() => window.dispatchEvent(new Event('focus')))
  await expect(button(page, 'Add a passkey on this computer')).toBeVisible()
})
