import type { Page } from '@playwright/test'
import { addVirtualAuthenticator } from '../support/virtual-authenticator.ts'
import { expect, test } from './fixtures.ts'
import {
  ada,
  button,
  beginSetUp,
  heading,
  loseFreshness,
  openMethods,
  registerHere,
  setUp,
} from './journeys.ts'
import { addKey } from './revocation.ts'

const nothingMade = 'The prompt was closed or found nothing, so no passkey was made.'

async function openRegistration(page: Page): Promise<void> {
  await openMethods(page)
  await page.getByRole('link', { name: 'Register a new passkey' }).click()
  await expect(heading(page, 'Register a passkey')).toBeVisible()
}

test.describe('Registering a passkey', () => {
  test('a security key becomes the second passkey, under a name of its own', async ({ computer }) => {
    const { page } = await computer()
    await setUp(page)
    const key = await addVirtualAuthenticator(page, { transport: 'usb', backup: 'device' })
    await openRegistration(page)
    await button(page, 'Add a security key').click()
    await expect(heading(page, 'Your passkey is ready')).toBeVisible()
    await expect(page.getByText('This passkey stays on this security key.')).toBeVisible()
    await expect(page.getByText('Your backup codes')).toBeHidden()
    const name = page.getByRole('textbox', { name: 'Name of this passkey' })
    await expect(name).toHaveValue('Security key')
    await name.fill('Key in the drawer')
    await button(page, 'Done').click()
    await expect(heading(page, 'Sign-in methods')).toBeVisible()
    await expect(page.getByRole('article')).toHaveCount(2)
    await expect(page.getByRole('article', { name: 'Key in the drawer' })).toContainText('This device only')
    expect(await key.credentials()).toHaveLength(1)
  })

  test('where this computer holds one already, it says that nothing is missing', async ({ computer }) => {
    const { page, authenticator } = await computer()
    await setUp(page)
    await openRegistration(page)
    await button(page, 'Add a passkey on this computer').click()
    await expect(page.getByText('There is already a passkey for you')).toBeVisible()
    await expect(page.getByRole('alert')).toBeHidden()
    expect(await authenticator.credentials()).toHaveLength(1)
    await page.getByRole('link', { name: 'Back to sign-in methods' }).click()
    await expect(page.getByRole('article')).toHaveCount(1)
  })

  test('a prompt that ends without a passkey leaves a quiet line, the focus and another try', async ({
    computer,
  }) => {
    const { page, authenticator } = await computer()
    await beginSetUp(page, ada)
    await authenticator.setUserVerified(false)
    await button(page, 'Add a passkey on this computer').click()
    await expect(page.getByText(nothingMade)).toBeVisible()
    await expect(page.getByRole('alert')).toBeHidden()
    await expect(button(page, 'Add a passkey on this computer')).toBeFocused()
    await authenticator.setUserVerified(true)
    await registerHere(page)
  })

  test('a security key that is registered already says so, and nothing is made', async ({ computer }) => {
    const { page } = await computer()
    await setUp(page)
    const key = await addKey(page)
    await openRegistration(page)
    await button(page, 'Add a security key').click()
    await expect(page.getByText('There is already a passkey for you')).toBeVisible()
    await expect(button(page, 'Add a security key')).toBeFocused()
    await expect(page.getByRole('alert')).toHaveCount(0)
    expect(await key.credentials()).toHaveLength(1)
  })

  test('a key that cannot verify its user makes no passkey, and another place is offered', async ({
    computer,
  }) => {
    const { page, authenticator } = await computer()
    await beginSetUp(page, ada)
    await authenticator.remove()
    const key = await addVirtualAuthenticator(page, { transport: 'usb', verification: 'impossible' })
    await button(page, 'Add a security key').click()
    await expect(page.getByText(nothingMade)).toBeVisible()
    expect(await key.credentials()).toHaveLength(0)
    await addVirtualAuthenticator(page)
    await registerHere(page)
  })

  test('without any authenticator the prompt can be left, and the page is as it was', async ({
    computer,
  }) => {
    const { page, authenticator } = await computer()
    await beginSetUp(page, ada)
    await authenticator.remove()
    for (const place of ['Add a passkey on this computer', 'Add a security key', 'Another way']) {
      await button(page, place).click()
      await button(page, 'Cancel').or(page.getByText(nothingMade)).first().waitFor()
      if (await button(page, 'Cancel').isVisible()) await button(page, 'Cancel').click()
      await expect(button(page, place)).toBeFocused()
      await expect(page.getByRole('alert')).toHaveCount(0)
    }
  })

  test('a prompt nobody answers can be cancelled, and the next try works', async ({ computer }) => {
    const { page, authenticator } = await computer()
    await beginSetUp(page, ada)
    await authenticator.setAnswering(false)
    await button(page, 'Add a passkey on this computer').click()
    await expect(button(page, 'Cancel')).toBeFocused()
    await expect(button(page, 'Add a security key')).toBeDisabled()
    await button(page, 'Cancel').click()
    await expect(button(page, 'Add a passkey on this computer')).toBeFocused()
    await expect(page.getByText(nothingMade)).toBeHidden()
    await authenticator.setAnswering(true)
    await registerHere(page)
  })

  test('a passkey bound to one device asks firmly for a second one', async ({ computer }) => {
    const { page } = await computer({ backup: 'device' })
    await beginSetUp(page, ada)
    await registerHere(page)
    await expect(page.getByText('This passkey stays on this computer.')).toBeVisible()
    await page.getByText('I have saved these codes').click()
    await button(page, 'Done').click()
    await expect(heading(page, 'Add a second passkey now')).toBeVisible()
    await expect(page.getByText('Register a second one so a loss does not lock you out.')).toBeVisible()
    await page.getByRole('link', { name: 'Later' }).click()
    await expect(page.getByText('You have one passkey, bound to one device')).toBeVisible()
    await openMethods(page)
    await expect(page.getByRole('article')).toContainText('This device only')
    await page.getByRole('link', { name: 'Register a second passkey' }).click()
    await expect(heading(page, 'Register a passkey')).toBeVisible()
  })

  test('a synced one asks softly, and says so only where passkeys are looked after', async ({ computer }) => {
    const { page } = await computer({ backup: 'synced' })
    await beginSetUp(page, ada)
    await registerHere(page)
    await expect(page.getByText('so you can sign in on your other devices too')).toBeVisible()
    await page.getByText('I have saved these codes').click()
    await button(page, 'Done').click()
    await expect(heading(page, 'A second passkey is a good idea')).toBeVisible()
    await page.getByRole('link', { name: 'Later' }).click()
    await expect(page.getByText('bound to one device')).toBeHidden()
    await openMethods(page)
    await expect(page.getByText('A second passkey is a good idea')).toBeVisible()
    await page.getByRole('main').getByRole('button', { name: 'Dismiss' }).click()
    await page.reload()
    await expect(page.getByRole('article')).toContainText('Synced')
    await expect(page.getByText('A second passkey is a good idea')).toBeHidden()
  })

  test('advice that was put off comes back after a month', async ({ computer }) => {
    const { page } = await computer()
    await setUp(page)
    await openMethods(page)
    const advice = page.getByText('A second passkey is a good idea')
    await page.getByRole('main').getByRole('button', { name: 'Dismiss' }).click()
    const day = 24 * 60 * 60 * 1000
    await page.clock.setFixedTime(Date.now() + 29 * day)
    await page.reload()
    await expect(page.getByRole('article')).toBeVisible()
    await expect(advice).toBeHidden()
    await page.clock.setFixedTime(Date.now() + 31 * day)
    await page.reload()
    await expect(advice).toBeVisible()
  })

  test('one that could be synced but is not says exactly that', async ({ computer }) => {
    const { page } = await computer({ backup: 'can-sync' })
    await setUp(page)
    await openMethods(page)
    await expect(page.getByRole('article')).toContainText('Can be synced, not backed up yet')
  })

  test('after five minutes it asks first who is there, and then goes on by itself', async ({ computer }) => {
    const { page } = await computer()
    await setUp(page)
    await addVirtualAuthenticator(page, { transport: 'usb', backup: 'device' })
    await openRegistration(page)
    await loseFreshness(page)
    await button(page, 'Add a security key').click()
    const dialog = page.getByRole('dialog', { name: 'Confirm it’s you' })
    await dialog.getByRole('button', { name: 'Continue with your passkey' }).click()
    await expect(heading(page, 'Your passkey is ready')).toBeVisible()
  })

  test('after a reload in the middle of naming it nothing is lost: it was stored at once', async ({
    computer,
  }) => {
    const { page } = await computer()
    await setUp(page)
    await addVirtualAuthenticator(page, { transport: 'usb', backup: 'device' })
    await openRegistration(page)
    await button(page, 'Add a security key').click()
    await expect(heading(page, 'Your passkey is ready')).toBeVisible()
    await page.goto('/account/sign-in-methods')
    await expect(page.getByRole('article', { name: 'Security key' })).toBeVisible()
  })
})
