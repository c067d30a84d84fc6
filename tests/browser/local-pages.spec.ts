import { rmSync } from 'node:fs'
import { expect, test } from '@playwright/test'
import type { ConnectView, SettingsView } from '../../shared/local-pages.ts'
import { faultsOf, schemes, settled, sizes } from '../support/chromium-inspection.ts'
import { askedOf, buildLocalPages, openLocalPage, tellView } from '../support/local-pages.ts'
import { inspect } from './inspect.ts'

const company = { host: 'id.company.com', readable: null }
const books = { host: 'xn--bcher-kva.example', readable: 'bücher.example' }
const recent = [
  { ...company, origin: 'https://id.company.com', name: 'Company' },
  { ...books, origin: 'https://xn--bcher-kva.example', name: 'Bücher' },
]
const choose: ConnectView = { view: 'choose', recent: [], unusable: null, back: null }
const problem = { view: 'problem', server: company, retries: true, mayChoose: true } as const
const tooOld = 'It asks for 2.0.0 or newer; this is 1.4.0.'
const log = 'All ports from 7100 to 7199 are taken.\nLog: /home/ada/.local/share/weftid/backend.log'
const settings: SettingsView = {
  version: '1.4.0',
  server: { name: company },
  managed: false,
  theme: 'system',
  startAtLogin: true,
  updates: { state: 'current', checkedAt: '2026-11-20T08:30:00.000Z' },
}

const views: Record<string, ConnectView> = {
  'Connect to your organisation': {
    ...choose,
    recent,
    unusable: { address: 'http://x' },
    back: { server: company },
  },
  'Connecting to id.company.com': { view: 'checking', server: company },
  'Is this your organisation’s server?': { view: 'confirm', server: books, name: 'B', version: '1.4.0' },
  'Starting WeftID on this computer': { view: 'opening', server: null },
  'id.company.com cannot be reached': { ...problem, problem: 'offline', detail: 'ERR_NAME_NOT_RESOLVED' },
  'The connection to id.company.com is not secure': {
    ...problem,
    problem: 'not-secure',
    detail: 'ERR_CERT_DATE_INVALID',
    mayChoose: false,
  },
  'id.company.com is not a WeftID server': { ...problem, problem: 'not-weftid', detail: 'Status 404.' },
  'id.company.com is not where its passkeys work': { ...problem, problem: 'other-host', detail: '…' },
  'id.company.com has trouble': { ...problem, problem: 'trouble', detail: 'It answered with error 502.' },
  'WeftID on this computer is too old': { ...problem, problem: 'too-old', detail: tooOld, retries: false },
  'WeftID could not start on this computer': { ...problem, problem: 'local', server: null, detail: log },
}

let folder: string
test.beforeAll(async () => {
  folder = await buildLocalPages()
})
test.afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

test('the page of servers says where it stands, accessibly', async ({ page }) => {
  await openLocalPage(page, folder, 'connect', choose)
  for (const [index, [title, view]] of Object.entries(views).entries()) {
    const colorScheme = schemes[index % 2] ?? 'light'
    await page.setViewportSize(sizes[index % 2] ?? sizes[0])
    await page.emulateMedia({ colorScheme })
    await tellView(page, view)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(title)
    await settled(page)
    expect.soft(await faultsOf(page), `${title}, ${colorScheme}`).toEqual([])
  }
})

test('settings of the company that cannot be read are named, and hold nobody up', async ({ page }) => {
  const file = '/Library/Application Support/WeftID/settings.json'
  await openLocalPage(page, folder, 'connect', { ...choose, unusable: { file } })
  await expect(page.getByText(file)).toBeVisible()
  await expect(page.getByRole('textbox', { name: 'Server address' })).toBeFocused()
  await inspect(page, 'settings that cannot be read')
})

test('the settings are accessible in every look', async ({ page }) => {
  await openLocalPage(page, folder, 'settings', settings)
  await expect(page.getByText('Up to date')).toBeVisible()
  await inspect(page, 'settings')
})

test('managed settings say so, and what this system cannot', async ({ page }) => {
  const managed: SettingsView = {
    ...settings,
    managed: true,
    startAtLogin: null,
    updates: { state: 'off', because: 'managed' },
  }
  await openLocalPage(page, folder, 'settings', managed)
  await expect(page.getByText('Set up by your organisation.')).toBeVisible()
  await expect(page.getByText('WeftID cannot start by itself on this system.')).toBeVisible()
  await expect(page.getByText('Your organisation takes care of updates.')).toBeVisible()
  await expect(page.getByRole('button')).toHaveCount(0)
})

test('the settings change what they show, by keyboard alone', async ({ page }) => {
  await openLocalPage(page, folder, 'settings', settings)
  await expect(page.getByRole('radio', { name: 'As the computer' })).toBeChecked()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Tab')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Space')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  expect(await askedOf(page)).toEqual([
    ['changeServer'],
    ['chooseTheme', 'light'],
    ['startAtLogin', false],
    ['checkUpdates'],
  ])
})

test('a server is entered, refused, and one of before chosen or removed, by keyboard alone', async ({
  page,
}) => {
  await openLocalPage(page, folder, 'connect', { ...choose, recent })
  await expect(page.getByRole('textbox', { name: 'Server address' })).toBeFocused()
  await page.keyboard.type('http://id.company.com')
  await page.keyboard.press('Enter')
  await expect(page.getByText('begins with https://')).toBeVisible()
  for (const key of ['Tab', 'Tab', 'Enter', 'Tab', 'Enter']) await page.keyboard.press(key)
  expect(await askedOf(page)).toEqual([
    ['check', 'http://id.company.com'],
    ['check', 'https://id.company.com'],
    ['forget', 'https://id.company.com'],
  ])
})

test('a network that is back is tried at once', async ({ page, context }) => {
  await openLocalPage(page, folder, 'connect', { ...problem, problem: 'offline', detail: '' })
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await context.setOffline(true)
  await context.setOffline(false)
  await expect.poll(() => askedOf(page)).toEqual([['retry']])
})
