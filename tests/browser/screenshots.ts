import { mkdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium, type Browser, type BrowserContext, type Page } from '@playwright/test'
import { findChromium } from '../../.ci/chromium.ts'
import type { Colleague } from '../support/chromium-demo-people.ts'
import { startDemoServer } from '../support/chromium-demo-server.ts'
import { began, seen, tell } from '../support/chromium-demo-story.ts'
import { settled } from '../support/chromium-inspection.ts'
import { button, heading, openMethods, openProfile } from './journeys.ts'
import { reviewFleet } from './review-fleet.ts'
import { reviewMails } from './review-mail.ts'
import { reviewMethods } from './review-methods.ts'
import { reviewEntry, reviewFrame } from './review.ts'

const shown = fileURLToPath(new URL('screenshots', import.meta.url))
const reviewed = join(tmpdir(), 'weftid-review')
const say = (line: string) => process.stdout.write(`${line}\n`)

/** A browser in which this colleague is signed in, or nobody. */
async function openAs(browser: Browser, url: string, who?: Colleague): Promise<[BrowserContext, Page]> {
  const context = await browser.newContext({
    baseURL: url,
    viewport: { width: 1280, height: 800 },
    deviceScaleFactor: 1,
    locale: 'en-GB',
    timezoneId: 'Europe/London',
    colorScheme: 'light',
    reducedMotion: 'reduce',
    extraHTTPHeaders: { 'x-forwarded-for': '10.20.1.17' },
  })
  for (const pair of who?.browser.cookie.split('; ') ?? []) {
    const [name = '', value = ''] = pair.split('=')
    await context.addCookies([{ name, value, url, httpOnly: true, sameSite: 'Strict' }])
  }
  await context.clock.setFixedTime(seen)
  const page = await context.newPage()
  await page.goto('/')
  return [context, page]
}

async function shoot(page: Page, name: string, scheme: 'light' | 'dark' = 'light'): Promise<void> {
  await page.emulateMedia({ colorScheme: scheme })
  await page.mouse.move(0, 0)
  await settled(page)
  await page.screenshot({ path: join(shown, `${name}.png`), caret: 'hide' })
  say(`tests/browser/screenshots/${name}.png`)
}

await mkdir(shown, { recursive: true })
const { path } = await findChromium('windows')
const isRoot = process.platform === 'linux' && process.getuid?.() === 0
const browser = await chromium.launch({
  executablePath: path,
  args: ['--disable-gpu', '--font-render-hinting=none', ...(isRoot ? ['--no-sandbox'] : [])],
})
const server = await startDemoServer(began)
const { maren, jonas } = await tell(server)

const [, jonasPage] = await openAs(browser, server.url, jonas)
await heading(jonasPage, /^Good/).waitFor()
const [, page] = await openAs(browser, server.url, maren)
await openMethods(page)
await page.getByRole('article').first().waitFor()
await shoot(page, 'sign-in-methods')
await page.getByRole('navigation').getByRole('link', { name: 'Users' }).click()
await page.getByRole('row', { name: 'Priya Raman' }).waitFor()
await shoot(page, 'users', 'dark')
await openProfile(page, { name: 'Jonas Berg', email: jonas.email })
await page.getByText('Online', { exact: true }).waitFor()
await shoot(page, 'profile')
if (process.argv.includes('--review')) await reviewFrame(page, jonasPage, reviewed)
const [, leaving] = await openAs(browser, server.url, maren)
await button(leaving, 'Sign out').click()
await leaving.getByRole('link', { name: 'Sign in' }).click()
await heading(leaving, 'Sign in').waitFor()
await shoot(leaving, 'sign-in')

if (process.argv.includes('--review')) {
  const empty = await startDemoServer(seen)
  const [, first] = await openAs(browser, empty.url)
  await reviewEntry(first, reviewed)
  await reviewMethods(first, reviewed)
  await empty.close()
  await reviewMails(browser, reviewed)
  await reviewFleet(browser, reviewed)
  say(`Every page: ${reviewed}`)
}
await browser.close()
await server.close()
