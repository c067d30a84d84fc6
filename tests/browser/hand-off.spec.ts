import type { Page } from '@playwright/test'
import type { Computer } from './computer.ts'
import { expect, test } from './fixtures.ts'
import { comeBack, openAppSide, type AppSide } from './hand-off.ts'
import { inspect } from './inspect.ts'
import { ada, askToSignIn, button, heading, overview, setUp, signOut } from './journeys.ts'
import { loseFreshness } from './journeys.ts'

const question = (page: Page) => heading(page, 'Sign in WeftID on this computer?')

/** Opens the browser's page for the app, as the system does. */
async function openFor(app: AppSide, { page }: Computer): Promise<void> {
  await page.goto(app.address)
}

test.describe('signing the app in through the browser', () => {
  test('somebody signed in there allows it: the number matches, one click, and the app is in', async ({
    computer,
    server,
  }) => {
    const browser = await computer()
    const window = await computer()
    await setUp(browser.page)
    const app = await openAppSide()
    await openFor(app, browser)
    await expect(question(browser.page)).toBeVisible()
    await expect(browser.page.getByText(app.secrets.matchCode, { exact: true })).toBeVisible()
    await expect(browser.page.getByText(ada.email)).toBeVisible()
    await inspect(browser.page, 'consent')
    const coming = comeBack(app, window.context, server.url)
    await button(browser.page, 'Allow').click()
    expect(await coming).toBe('signed-in')
    await expect(heading(browser.page, 'Back to WeftID')).toBeVisible()
    await window.page.goto('/')
    await expect(overview(window.page)).toBeVisible()
    // The browser was signed in before, and stays so.
    await browser.page.goto('/')
    await expect(overview(browser.page)).toBeVisible()
  })

  test('somebody signed out there signs in first, and is out again afterwards', async ({
    computer,
    server,
  }) => {
    const browser = await computer()
    const window = await computer()
    await setUp(browser.page)
    await signOut(browser.page)
    const app = await openAppSide()
    await openFor(app, browser)
    await expect(browser.page.getByText('Then you are asked whether the WeftID app')).toBeVisible()
    await askToSignIn(browser.page, ada.email)
    await expect(question(browser.page)).toBeVisible()
    await expect(browser.page.getByText('This browser is signed out again afterwards.')).toBeVisible()
    // Nothing of the address is kept by the browser.
    const { state, challenge } = app.secrets
    const kept = await browser.page.evaluate(() =>
      JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage)]),
    )
    for (const secret of [state, challenge, app.listener.redirectUri]) expect(kept).not.toContain(secret)
    const coming = comeBack(app, window.context, server.url)
    await button(browser.page, 'Allow').click()
    expect(await coming).toBe('signed-in')
    await window.page.goto('/')
    await expect(overview(window.page)).toBeVisible()
    await browser.page.goto('/')
    await expect(heading(browser.page, 'Sign in')).toBeVisible()
  })

  test('a sign-in that is not fresh is confirmed first', async ({ computer, server }) => {
    const browser = await computer()
    const window = await computer()
    await setUp(browser.page)
    await loseFreshness(browser.page)
    const app = await openAppSide()
    await openFor(app, browser)
    const coming = comeBack(app, window.context, server.url)
    await button(browser.page, 'Allow').click()
    await button(browser.page, 'Continue with your passkey').click()
    expect(await coming).toBe('signed-in')
  })

  test('“Not you?” leads to another account and back to the question', async ({ computer }) => {
    const browser = await computer()
    await setUp(browser.page)
    const app = await openAppSide()
    await openFor(app, browser)
    await button(browser.page, 'Not you?').click()
    await expect(heading(browser.page, 'Sign in')).toBeVisible()
    await askToSignIn(browser.page, ada.email)
    await expect(question(browser.page)).toBeVisible()
    app.listener.close()
  })

  test('Allow waits a second, and takes a click but no key held down from before', async ({ computer }) => {
    const { page } = await computer()
    await setUp(page)
    const app = await openAppSide()
    await page.clock.install()
    await page.goto(app.address)
    await expect(question(page)).toBeVisible()
    await page.clock.pauseAt(new Date(Date.now() + 3_600_000))
    await page.evaluate(() => window.dispatchEvent(new Event('focus')))
    await expect(button(page, 'Allow')).toBeDisabled()
    await page.clock.runFor(999)
    await expect(button(page, 'Allow')).toBeDisabled()
    await page.clock.runFor(1)
    await expect(button(page, 'Allow')).toBeEnabled()
    const asked: string[] = []
    page.on('request', (request) => asked.push(new URL(request.url()).pathname))
    for (const key of ['Enter', 'Space']) {
      // Down before the button has the focus; what comes after that repeats.
      await heading(page, /^Sign in WeftID/).click()
      await page.keyboard.down(key)
      await button(page, 'Allow').focus()
      for (let count = 0; count < 3; count++) await page.keyboard.down(key)
      await page.keyboard.up(key)
    }
    await page.clock.runFor(500)
    expect(asked).not.toContain('/api/hand-off/approve')
    app.listener.close()
  })

  test('an address that is not whole gets a page that says so', async ({ computer }) => {
    const { page } = await computer()
    await setUp(page)
    await page.goto('/desktop/authorize?state=half')
    await expect(heading(page, 'This address signs nobody in')).toBeVisible()
    await expect(button(page, 'Allow')).toHaveCount(0)
    await inspect(page, 'an address that is not whole')
  })
})
