import type { Locator, Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { ada, button, heading, overview, setUp, setUpTwo, signOut, uma } from './journeys.ts'
import { revokedWords } from './revocation.ts'

/** Whether the focus can be seen: a ring of two pixels on what has it, or on what stands for it. */
function hasRing(page: Page): Promise<boolean> {
  return page.evaluate(() => {
    let element = document.activeElement
    for (let up = 0; element && up < 4; up++, element = element.parentElement) {
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element)
      if (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2) return true
      if (up === 0 && boxShadow !== 'none') return true
    }
    return false
  })
}

/** Presses Tab until `target` has the focus, which must be visible at every stop. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let stops = 0; stops < 40; stops++) {
    if (await target.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press('Tab')
    const focused = await page.evaluate(() => document.activeElement?.outerHTML.slice(0, 120) ?? '')
    if (!focused.startsWith('<body')) expect(await hasRing(page), `a ring on ${focused}`).toBe(true)
  }
  await expect(target).toBeFocused()
}

test.describe('With the keyboard alone', () => {
  test('one signs in, skips to the page and signs out again', async ({ computer }) => {
    const { page } = await computer()
    await setUp(page)
    await signOut(page)
    await page.reload()
    await expect(page.getByRole('textbox', { name: 'E-mail' })).toBeFocused()
    await page.keyboard.press('ControlOrMeta+a')
    await page.keyboard.type(ada.email)
    await page.keyboard.press('Enter')
    await expect(overview(page)).toBeVisible()
    await page.reload()
    await expect(overview(page)).toBeVisible()
    await page.keyboard.press('Tab')
    const skip = page.getByRole('link', { name: 'Skip to the page' })
    await expect(skip).toBeFocused()
    await expect(skip).toBeInViewport()
    await page.keyboard.press('Enter')
    await expect(page.getByRole('main')).toBeFocused()
    await page.keyboard.press('Shift+Tab')
    await expect(button(page, 'Sign out')).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(heading(page, 'You have signed out')).toBeFocused()
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('textbox', { name: 'E-mail' })).toBeFocused()
  })

  test('a prompt is cancelled with Enter on Cancel, tried again, and other ways open and close', async ({
    computer,
  }) => {
    const { page, authenticator } = await computer()
    await setUp(page)
    await signOut(page)
    await authenticator.setUserVerified(false)
    await page.keyboard.press('Enter')
    await expect(button(page, 'Try the passkey again')).toBeFocused()
    await tabTo(page, button(page, 'Use another way'))
    await page.keyboard.press('Enter')
    await expect(page.getByRole('region', { name: 'Other ways to sign in' })).toBeVisible()
    await expect(button(page, 'Use another way')).toBeFocused()
    await authenticator.setUserVerified(true)
    await tabTo(page, button(page, /Another passkey/))
    await page.keyboard.press('Enter')
    await expect(overview(page)).toBeVisible()
  })

  test('an administrator finds a user and revokes a passkey', async ({ computer }) => {
    const { page: admin } = await computer()
    const { page: user } = await computer()
    await setUpTwo(admin, user)
    await admin.goto('/')
    await expect(overview(admin)).toBeVisible()
    await tabTo(admin, admin.getByRole('navigation').getByRole('link', { name: 'Users' }))
    await admin.keyboard.press('Enter')
    await expect(heading(admin, 'Users')).toBeVisible()
    await expect(admin.getByRole('main')).toBeFocused()
    await tabTo(admin, admin.getByRole('row', { name: ada.name }))
    await admin.keyboard.press('ArrowDown')
    await expect(admin.getByRole('row', { name: uma.name })).toBeFocused()
    await admin.keyboard.press('Enter')
    await expect(heading(admin, uma.name)).toBeVisible()

    const revoke = button(admin, 'Revoke Synced passkey')
    await tabTo(admin, revoke)
    await admin.keyboard.press('Enter')
    const dialog = admin.getByRole('alertdialog')
    await expect(dialog.getByRole('textbox', { name: 'Reason' })).toBeFocused()
    await admin.keyboard.press('Escape')
    await expect(dialog).toBeHidden()
    await expect(revoke).toBeFocused()
    await admin.keyboard.press('Enter')
    await expect(dialog.getByRole('textbox', { name: 'Reason' })).toBeFocused()
    await admin.keyboard.type('Laptop stolen')
    await tabTo(admin, dialog.getByRole('button', { name: 'Revoke passkey' }))
    await admin.keyboard.press('Enter')
    await expect(heading(user, revokedWords)).toBeFocused()
    await expect(dialog).toBeHidden()
    const result = admin.getByText('Synced passkey is revoked, 1 session ended.')
    await expect(result).toBeVisible()
    const holdsFocus = () =>
      admin.evaluate(() => document.activeElement?.textContent.includes('is revoked') ?? false)
    await expect.poll(holdsFocus, 'the result has the focus').toBe(true)
  })

  test('on a narrow window the menu opens, leads on and closes', async ({ computer }) => {
    const { page } = await computer()
    await setUp(page)
    await page.setViewportSize({ width: 800, height: 600 })
    await page.reload()
    await expect(overview(page)).toBeVisible()
    const methods = page.getByRole('navigation').getByRole('link', { name: 'Sign-in methods' })
    await expect(methods).toBeHidden()
    await tabTo(page, button(page, 'Open the menu'))
    await page.keyboard.press('Enter')
    await tabTo(page, methods)
    await page.keyboard.press('Enter')
    await expect(heading(page, 'Sign-in methods')).toBeVisible()
    await expect(methods).toBeHidden()
  })
})
