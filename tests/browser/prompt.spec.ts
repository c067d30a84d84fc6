import { expect, test } from './fixtures.ts'
import { ada, askToSignIn, button, overview, quietWords, setUp, signOut } from './journeys.ts'

test.describe('A prompt', () => {
  test('that nobody ever answers can be cancelled, and the focus comes back', async ({ computer }) => {
    const { page, authenticator } = await computer()
    await setUp(page)
    await signOut(page)
    await authenticator.setAnswering(false)
    await askToSignIn(page, ada.email)
    await expect(button(page, 'Cancel')).toBeFocused()
    await button(page, 'Cancel').click()
    await expect(button(page, 'Continue')).toBeFocused()
    await expect(page.getByText(quietWords)).toBeHidden()
    await authenticator.setAnswering(true)
    await button(page, 'Continue').click()
    await expect(overview(page)).toBeVisible()
  })

  test('that never ends is given up after five minutes', async ({ computer }) => {
    const { page } = await computer()
    await setUp(page)
    await signOut(page)
    await page.clock.install()
    await page.evaluate(() => {
      navigator.credentials.get = () => {
        document.documentElement.setAttribute('data-prompted', '')
        return new Promise(() => undefined)
      }
    })
    await button(page, 'Continue').click()
    await expect(button(page, 'Cancel')).toBeFocused()
    // The five minutes are the prompt's, not of the request before it.
    await expect(page.locator('html[data-prompted]')).toBeAttached()
    await page.clock.fastForward(299_000)
    await expect(button(page, 'Cancel')).toBeVisible()
    await page.clock.fastForward(2000)
    await expect(page.getByText(quietWords)).toBeVisible()
    await expect(button(page, 'Try the passkey again')).toBeFocused()
  })

  test('that answers with nothing is a prompt that was closed', async ({ computer }) => {
    const { page } = await computer()
    await setUp(page)
    await signOut(page)
    await page.evaluate(() => {
      navigator.credentials.get = () => Promise.resolve(null)
    })
    await button(page, 'Continue').click()
    await expect(page.getByText(quietWords)).toBeVisible()
    await expect(page.getByRole('alert')).toBeHidden()
  })

  test('at an address the passkeys are not for is nobody’s mistake but the installation’s', async ({
    computer,
  }) => {
    const { page } = await computer()
    await setUp(page)
    await signOut(page)
    await page.evaluate(() => {
      navigator.credentials.get = () => Promise.reject(new DOMException('', 'SecurityError'))
    })
    await button(page, 'Continue').click()
    await expect(page.getByText('Passkeys are not set up for this address')).toBeVisible()
    await expect(button(page, 'Use password instead')).toBeVisible()
  })
})
