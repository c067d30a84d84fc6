import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { _electron, expect, test, type ElectronApplication, type Page } from '@playwright/test'
import { addVirtualAuthenticator } from '../support/virtual-authenticator.ts'
import { root, runtime } from './runtime.ts'

const found = runtime()
test.skip('missing' in found, 'missing' in found ? found.missing : '')
test.describe.configure({ mode: 'serial' })

let app: ElectronApplication
let page: Page
let origin: string

test.beforeAll(async () => {
  if ('missing' in found) return
  const env = { WEFTID_DATA: mkdtempSync(join(tmpdir(), 'weftid-electron-')), WEFTID_NODE: process.execPath }
  app = await _electron.launch({
    executablePath: found.program,
    args: [root],
    env: { ...definedEnvironment(), ...env },
  })
  page = await app.firstWindow({ timeout: 90_000 })
  await page.waitForLoadState()
  origin = new URL(page.url()).origin
})

test.afterAll(async () => {
  if ('missing' in found) return
  // The last test closes it itself.
  await app.close().catch(() => undefined)
})

const definedEnvironment = (): Record<string, string> =>
  Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  )

test('shows the server on its own origin', async () => {
  expect(origin).toMatch(/^http:\/\/localhost:\d+$/)
  await expect(page).toHaveTitle(/WeftID/)
})

test('gives the page two named functions and nothing of Node', async () => {
  const seen = await page.evaluate(() => {
    const desktop: unknown = Reflect.get(globalThis, 'desktop')
    return {
      desktop: typeof desktop === 'object' && desktop !== null ? Object.keys(desktop).sort() : null,
      node: ['require', 'process', 'Buffer', 'module'].filter((name) => name in globalThis),
    }
  })
  expect(seen).toEqual({ desktop: ['facts', 'onPowerLocked'], node: [] })
})

test('stays on its origin', async () => {
  await page.evaluate(() => {
    location.href = 'https://example.com/'
  })
  await page.waitForTimeout(500)
  expect(new URL(page.url()).origin).toBe(origin)
  expect(await page.evaluate(() => window.open('https://example.com/'))).toBeNull()
  expect(app.windows()).toHaveLength(1)
})

test('denies devices and places', async () => {
  const states = await page.evaluate(async () =>
    Promise.all(
      (['geolocation', 'notifications', 'camera'] as const).map(
        async (name) => (await navigator.permissions.query({ name })).state,
      ),
    ),
  )
  expect(states).toEqual(['denied', 'denied', 'denied'])
})

test('never offers passkeys while typing', async () => {
  expect(await page.evaluate(() => PublicKeyCredential.isConditionalMediationAvailable())).toBe(false)
})

test('makes a passkey for localhost', async () => {
  await addVirtualAuthenticator(page)
  const kind = await page.evaluate(async () => {
    const passkey = await navigator.credentials.create({
      publicKey: {
        rp: { id: 'localhost', name: 'WeftID' },
        user: { id: new Uint8Array(16), name: 'ada@company.com', displayName: 'Ada' },
        challenge: new Uint8Array(32),
        pubKeyCredParams: [{ type: 'public-key', alg: -7 }],
        authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
      },
    })
    return passkey?.type
  })
  expect(kind).toBe('public-key')
})

test('takes its backend with it', async () => {
  const closed = app.waitForEvent('close')
  await page.close()
  if (process.platform === 'darwin') await app.evaluate(({ app: running }) => running.quit())
  await closed
  await expect(fetch(origin)).rejects.toThrow()
})
