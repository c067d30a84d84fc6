import { expect, test } from './fixtures.ts'
import { ada, button, beginSetUp, openMethods, registerHere, setUp } from './journeys.ts'
import { addKey } from './revocation.ts'

test.describe('Testing a passkey', () => {
  test('right after it was registered, it says what was checked', async ({ computer }) => {
    const { page } = await computer()
    await beginSetUp(page, ada)
    await registerHere(page)
    await button(page, 'Test this passkey').click()
    const result = page.getByRole('status').filter({ hasText: 'It works' })
    await expect(result).toContainText('Your fingerprint, face or PIN was checked')
    // What is shown only once is still there.
    await expect(page.getByRole('list', { name: 'Backup codes' }).getByRole('listitem')).toHaveCount(10)
    await page.getByText('I have saved these codes').click()
    await button(page, 'Done').click()
    await page.getByRole('link', { name: 'Later' }).click()
    await openMethods(page)
    await expect(page.getByRole('article')).toContainText('Last used just now')
  })

  test('asks for that one only, and for no other', async ({ computer }) => {
    const { page, authenticator } = await computer()
    await setUp(page)
    const key = await addKey(page)
    const article = page.getByRole('article', { name: 'Security key' })
    await expect(article).toContainText('Not used yet')
    await button(page, 'Test Security key').click()
    await expect(article).toContainText('It works')
    await expect(article).toContainText('Last used just now')
    await expect(page.getByRole('article').first()).toHaveAccessibleName('Security key')
    await article.getByRole('button', { name: 'Dismiss' }).click()
    await expect(button(page, 'Test Security key')).toBeFocused()
    // The key has forgotten it; the computer's own passkey must not answer for it.
    await key.clear()
    await button(page, 'Test Security key').click()
    await expect(article).toContainText('Nothing answered')
    await expect(article).toContainText('Insert the key')
    await expect(page.getByRole('alert')).toHaveCount(0)
    expect(await authenticator.credentials()).toHaveLength(1)
  })

  test('a prompt that is not answered is cancelled, and nothing has changed', async ({ computer }) => {
    const { page, authenticator } = await computer()
    await setUp(page)
    await openMethods(page)
    await authenticator.setAnswering(false)
    await button(page, 'Test Synced passkey').click()
    await expect(button(page, 'Cancel')).toBeFocused()
    await button(page, 'Cancel').click()
    await expect(button(page, 'Test Synced passkey')).toBeFocused()
    await expect(page.getByRole('article')).toContainText('Not used yet')
    await authenticator.setAnswering(true)
    await authenticator.setUserVerified(false)
    await button(page, 'Test Synced passkey').click()
    await expect(page.getByRole('article')).toContainText('Unlock the credential manager it is kept in')
  })
})
