import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { localOrigin } from '../../../main/local-pages/serve.ts'
import { app, BrowserWindow, dialog, clipboard, nativeTheme } from '../../support/electron-double/index.ts'
import { invokeFrom } from '../../support/electron-double/ipc.ts'
import { session } from '../../support/electron-double/session.ts'
import { menuItem, person } from '../../support/electron-double/system.ts'
import { newFolder } from './scratch.ts'
import { startRemote, type Remote } from './stand-in/remote.ts'

const data = newFolder()
const facts = { name: 'Company', version: '1.4.0', rpId: 'localhost', minimumClient: null }
const patient = { timeout: 20_000 }
let company: Remote
let other: Remote

const isOf = (partition: RegExp) => (window: BrowserWindow) =>
  partition.test(window.options.webPreferences?.partition ?? '') && !window.destroyed
const localWindow = () => BrowserWindow.opened.findLast(isOf(/^local-pages$/))
const serverWindows = () => BrowserWindow.opened.filter(isOf(/^persist:rp-[\da-f]{16}$/))
const asks = (channel: string, ...args: unknown[]) =>
  invokeFrom({ contentsId: localWindow()?.webContents.id ?? 0, origin: localOrigin }, channel, ...args)
const view = () => asks('connect:view')
const kept = (): unknown => JSON.parse(readFileSync(join(data, 'window/settings.json'), 'utf8'))
const saysProblem = (problem: string) =>
  expect.poll(view, patient).toMatchObject({ view: 'problem', problem })

async function opens(remote: Remote): Promise<BrowserWindow> {
  const isOn = (window: BrowserWindow) => window.loadURL.calls.some(([url]) => url === remote.origin)
  const window = await vi.waitUntil(() => serverWindows().find(isOn), patient)
  window.webContents.emit('did-navigate', {}, `${remote.origin}/`, 200, 'OK')
  window.emit('ready-to-show')
  return window
}

async function chooses(remote: Remote): Promise<BrowserWindow> {
  expect(await asks('connect:check', remote.origin)).toBeNull()
  await expect.poll(view, patient).toMatchObject({ view: 'confirm' })
  await asks('connect:confirm')
  return opens(remote)
}

beforeAll(async () => {
  company = await startRemote(facts)
  other = await startRemote({ ...facts, name: 'Other' })
  process.env['WEFTID_DATA'] = data
  app.isPackaged = true
  await import('../../../main/index.ts')
  await vi.waitUntil(localWindow, patient)
  localWindow()?.emit('ready-to-show')
})

afterAll(async () => {
  Reflect.deleteProperty(process.env, 'WEFTID_DATA')
  await company.stop()
  await other.stop()
})

describe('a packaged app that nobody told of a server', () => {
  it('asks, in a window of its own that keeps nothing and can go nowhere', async () => {
    const window = localWindow()
    expect(window?.loadURL.calls).toEqual([[`${localOrigin}/connect.html`]])
    expect(window?.options.webPreferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      devTools: false,
    })
    expect(window?.options.webPreferences?.preload).toMatch(/local-preload\.cjs$/)
    expect([...session.fromPartition('local-pages').protocols.keys()]).toEqual(['weftid-pages'])
    expect(window?.webContents.asPage.navigates('https://evil.example/')).toBe(false)
    expect(window?.webContents.asPage.navigates(`${localOrigin}/settings.html`)).toBe(false)
    expect(await view()).toEqual({ view: 'choose', recent: [], unusable: null, back: null })
  })

  it('answers that page, and only it', async () => {
    const contentsId = localWindow()?.webContents.id ?? 0
    for (const from of [
      { contentsId, origin: company.origin },
      { contentsId, origin: 'null' },
      { contentsId, origin: localOrigin, isMainFrame: false },
      { contentsId: contentsId + 1, origin: localOrigin },
      null,
    ])
      await expect(invokeFrom(from, 'connect:check', company.origin)).rejects.toThrow('is refused')
    await expect(asks('settings:theme', 'dark')).rejects.toThrow('is refused')
    await expect(asks('desktop:facts')).rejects.toThrow('is refused')
    for (const args of [[], [7], [company.origin, 1], ['x'.repeat(2001)]])
      await expect(asks('connect:check', ...args)).rejects.toThrow('asked wrongly')
  })

  it('goes nowhere before the person has confirmed', async () => {
    expect(await asks('connect:check', 'http://id.company.com')).toBe('not-https')
    await asks('connect:confirm')
    expect(await view()).toMatchObject({ view: 'choose' })
    expect(serverWindows()).toEqual([])
  })

  it.each([
    ['not-weftid', { hello: 'world' }],
    ['not-weftid', 404],
    ['trouble', 502],
    ['other-host', { ...facts, rpId: 'company.com' }],
    ['too-old', { ...facts, minimumClient: '9.0.0' }],
  ])('says %s of a server that says %j', async (problem, says) => {
    company.says = says
    await asks('connect:check', company.origin)
    await saysProblem(problem)
    await asks('connect:confirm')
    expect(serverWindows()).toEqual([])
    company.says = facts
  })

  it('opens the server that was confirmed, closes its own page, and remembers both', async () => {
    const page = localWindow()
    const window = await chooses(company)
    expect(page?.destroyed).toBe(true)
    expect(window.visible).toBe(true)
    expect(kept()).toMatchObject({
      server: company.origin,
      recent: [{ origin: company.origin, name: 'Company' }],
    })
  })
})

describe('a server that is open', () => {
  it('binds everything to its origin', async () => {
    const [window] = serverWindows()
    const contentsId = window?.webContents.id ?? 0
    await expect(invokeFrom({ contentsId, origin: company.origin }, 'desktop:facts')).resolves.toBeDefined()
    await expect(invokeFrom({ contentsId, origin: other.origin }, 'desktop:facts')).rejects.toThrow('refused')
    await expect(invokeFrom({ contentsId, origin: company.origin }, 'connect:view')).rejects.toThrow(
      'refused',
    )
    expect(window?.webContents.asPage.navigates(`${company.origin}/users`)).toBe(true)
    expect(window?.webContents.asPage.navigates(`${other.origin}/`)).toBe(false)
  })

  it('is not left for whatever a second start or a link says', () => {
    const before = serverWindows()
    const injected = [
      'weftid',
      '--server=https://evil.example',
      'weftid://open?server=https://evil.example',
      '--',
    ]
    app.emit('second-instance', {}, injected, '/', { server: 'https://evil.example' })
    const event = { preventDefault: vi.fn() }
    app.emit('open-url', event, 'weftid://evil.example/')
    expect(event.preventDefault).toHaveBeenCalledOnce()
    expect(serverWindows()).toEqual(before)
    expect(localWindow()).toBeUndefined()
    expect(before[0]?.focus.calls.length).toBeGreaterThanOrEqual(2)
  })

  it('keeps one theme for its page, the settings and the system', async () => {
    const [window] = serverWindows()
    const contentsId = window?.webContents.id ?? 0
    window?.webContents.send.calls.splice(0)
    await invokeFrom({ contentsId, origin: company.origin }, 'theme:choose', 'dark')
    expect(nativeTheme.themeSource).toBe('dark')
    expect(window?.webContents.send.calls).toEqual([['theme:changed', 'dark']])
    expect(await invokeFrom({ contentsId, origin: company.origin }, 'theme:current')).toBe('dark')
    expect(kept()).toMatchObject({ theme: 'dark' })
  })

  it('is said to be away when it is, and opens by itself when it is back', async () => {
    const [window] = serverWindows()
    const port = Number(new URL(company.origin).port)
    await company.stop()
    window?.webContents.emit('did-fail-load', {}, -102, 'ERR_CONNECTION_REFUSED', `${company.origin}/`, true)
    await vi.waitUntil(localWindow, patient)
    localWindow()?.emit('ready-to-show')
    expect(window?.visible).toBe(false)
    await saysProblem('offline')
    const loads = window?.loadURL.calls.length ?? 0
    company = await startRemote(facts, port)
    await expect.poll(() => window?.loadURL.calls.length, patient).toBe(loads + 1)
    window?.webContents.emit('did-finish-load', {})
    expect(window?.visible).toBe(true)
    expect(localWindow()).toBeUndefined()
  })

  it('is left whole for another, in a partition of its own', async () => {
    const [left] = serverWindows()
    await asksSettings('settings:change-server')
    await vi.waitUntil(localWindow, patient)
    localWindow()?.emit('ready-to-show')
    expect(await view()).toMatchObject({
      view: 'choose',
      back: { server: { host: new URL(company.origin).host } },
    })
    const window = await chooses(other)
    expect(left?.destroyed).toBe(true)
    expect(window.options.webPreferences?.partition).not.toBe(left?.options.webPreferences?.partition)
    const { asPage } = window.webContents
    expect([asPage.navigates(`${other.origin}/`), asPage.navigates(`${company.origin}/`)]).toEqual([
      true,
      false,
    ])
    expect(kept()).toMatchObject({ server: other.origin, recent: [{ name: 'Other' }, { name: 'Company' }] })
  })

  it('is gone back to when the person thinks better of it', async () => {
    await asksSettings('settings:change-server')
    await vi.waitUntil(localWindow, patient)
    localWindow()?.emit('ready-to-show')
    expect(serverWindows()[0]?.visible).toBe(false)
    await asks('connect:forget', company.origin)
    expect(kept()).toMatchObject({ recent: [{ name: 'Other' }] })
    await asks('connect:back')
    expect(serverWindows()[0]?.visible).toBe(true)
    expect(localWindow()).toBeUndefined()
  })

  it('is named in About, with something to copy for the help desk', async () => {
    person.presses = 1
    menuItem('About WeftID').click()
    await expect.poll(() => clipboard.writeText.calls.length).toBe(1)
    expect(dialog.showMessageBox.calls[0]?.[0]).toMatchObject({ message: 'WeftID 0.1.0' })
    expect(clipboard.writeText.calls[0]?.[0]).toContain(`Server: ${other.origin}, WeftID 1.4.0`)
  })
})

async function asksSettings(channel: string): Promise<void> {
  menuItem('Settings…').click()
  const window = localWindow()
  window?.emit('ready-to-show')
  await asks(channel)
  expect(window?.destroyed).toBe(true)
}
