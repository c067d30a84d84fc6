import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { SerialPort } from 'electron'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { recallWindow } from '../../../main/window-state.ts'
import { app, BrowserWindow, Menu, powerMonitor, shell } from '../../support/electron-double/index.ts'
import { invokeFrom } from '../../support/electron-double/ipc.ts'
import { standIn } from '../../support/electron-double/recorded.ts'
import { freePort, newFolder } from './scratch.ts'

const data = newFolder()
let origin = ''
let window: BrowserWindow

beforeAll(async () => {
  const port = await freePort()
  origin = `http://localhost:${port}`
  Object.assign(process.env, {
    WEFTID_DATA: data,
    WEFTID_PORT: String(port),
    WEFTID_NODE: process.execPath,
  })
  app.setPath('app', join(import.meta.dirname, 'stand-in'))
  await import('../../../main/index.ts')
  window = await vi.waitUntil(() => BrowserWindow.opened.find(isOnServer), { timeout: 20_000 })
})

afterAll(() => {
  for (const name of ['WEFTID_DATA', 'WEFTID_PORT', 'WEFTID_NODE']) Reflect.deleteProperty(process.env, name)
})

const isOnServer = ({ options }: BrowserWindow) =>
  options.webPreferences?.partition?.startsWith('persist:') === true && options.show === false

describe('the shell, started', () => {
  it('sandboxes everything and is there once', () => {
    expect(app.enableSandbox.calls).toHaveLength(1)
    expect(app.requestSingleInstanceLock.calls).toHaveLength(1)
    expect(app.getPath('userData')).toBe(join(data, 'window'))
  })

  it('opens one hardened window on the one origin', () => {
    expect(window.loadURL.calls).toEqual([[origin]])
    const { preload, partition, ...flags } = window.options.webPreferences ?? {}
    expect(flags).toEqual({
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webviewTag: false,
      devTools: true,
    })
    expect(preload).toMatch(/preload\.cjs$/)
    expect(partition).toMatch(/^persist:rp-[0-9a-f]{16}$/)
  })

  it('shows it once there is something to show', () => {
    expect(window.options.show).toBe(false)
    expect(window.options.backgroundColor).toBe('#f8fafb')
    expect(window.show.calls).toHaveLength(0)
    window.emit('ready-to-show')
    expect(window.show.calls).toHaveLength(1)
  })

  it('gives it menus with Edit roles', () => {
    expect(Menu.setApplicationMenu.calls[0]?.[0]).toContainEqual({ role: 'editMenu' })
  })

  it('keeps every frame on the origin', () => {
    const { asPage } = window.webContents
    expect(asPage.navigates(`${origin}/users`)).toBe(true)
    for (const to of ['https://evil.example/', `${origin}0/`, 'about:blank', 'file:///etc/passwd']) {
      expect(asPage.navigates(to)).toBe(false)
      expect(asPage.navigates(to, false)).toBe(false)
      expect(asPage.isRedirected(to)).toBe(false)
    }
    expect(asPage.isRedirected(`${origin}/sign-in`)).toBe(true)
  })

  it('opens no second window and no webview', () => {
    const { asPage } = window.webContents
    expect(asPage.attachesWebview()).toBe(false)
    expect(asPage.opensWindow(`${origin}/`)).toBe(false)
    expect(asPage.opensWindow('https://evil.example/')).toBe(false)
    expect(shell.openExternal.calls).toEqual([])
    expect(asPage.opensWindow('https://support.apple.com/')).toBe(false)
    expect(shell.openExternal.calls).toEqual([['https://support.apple.com/']])
  })

  it('denies what Electron would grant', async () => {
    const { asPage } = window.webContents.session
    const device = standIn<SerialPort>({ portId: '1' })
    const ourPage = { isMainFrame: true, requestingUrl: `${origin}/` }
    expect(await asPage.asksFor('media', ourPage)).toBe(false)
    expect(asPage.checksFor('hid', ourPage)).toBe(false)
    expect(asPage.opensDevice({ deviceType: 'serial', origin, device })).toBe(false)
    expect(await asPage.asksFor('clipboard-sanitized-write', ourPage)).toBe(true)
    expect(asPage.checksFor('clipboard-sanitized-write', { ...ourPage, isMainFrame: false })).toBe(false)
  })

  it('saves only what our page made up', () => {
    const { asPage } = window.webContents.session
    expect(asPage.downloads(`blob:${origin}/1`, `${origin}/sign-in-methods`)).toBe(true)
    expect(asPage.downloads('https://evil.example/a.exe', `${origin}/`)).toBe(false)
    expect(asPage.downloads(`blob:${origin}/1`, 'https://evil.example/')).toBe(false)
  })

  it('answers its own page and nobody else', async () => {
    const contentsId = window.webContents.id
    await expect(invokeFrom({ contentsId, origin }, 'desktop:facts')).resolves.toBeDefined()
    for (const sender of [
      { contentsId, origin: 'https://evil.example' },
      { contentsId, origin, isMainFrame: false },
      { contentsId: contentsId + 1, origin },
    ])
      await expect(invokeFrom(sender, 'desktop:facts')).rejects.toThrow('refused')
    await expect(invokeFrom({ contentsId, origin }, 'desktop:facts', 1)).rejects.toThrow('asked wrongly')
  })

  it('tells the page when the computer goes to sleep', () => {
    powerMonitor.emit('suspend')
    expect(window.webContents.send.calls).toContainEqual(['power:away', undefined])
  })

  it('keeps the window out of pictures while the page asks for it', async () => {
    const sender = { contentsId: window.webContents.id, origin }
    await invokeFrom(sender, 'screen:protect', true)
    await expect(invokeFrom(sender, 'screen:protect', 'yes')).rejects.toThrow('asked wrongly')
    window.webContents.emit('did-navigate', {}, `${origin}/`, 200, 'OK')
    expect(window.setContentProtection.calls).toEqual([[true], [false]])
  })

  it('comes to the front when started again', () => {
    window.minimized = true
    app.emit('second-instance', {}, ['weftid'], '/')
    expect(window.isMinimized()).toBe(false)
    expect(window.focus.calls).toHaveLength(2)
    expect(BrowserWindow.getAllWindows()).toEqual([window])
  })

  it('loads again after a failure, but not after a navigation that another replaced', async () => {
    window.webContents.emit('did-fail-load', {}, -3, 'aborted', origin, true)
    window.webContents.emit('did-fail-load', {}, -102, 'refused', origin, false)
    window.webContents.emit('did-fail-load', {}, -102, 'refused', origin, true)
    await expect.poll(() => window.loadURL.calls.length, { timeout: 5000 }).toBe(2)
    window.webContents.emit('did-navigate', {}, `${origin}/`, 200, 'OK')
    window.webContents.emit('did-navigate', {}, `${origin}/`, 503, 'Service Unavailable')
    await expect.poll(() => window.loadURL.calls.length, { timeout: 5000 }).toBe(3)
    window.webContents.emit('did-finish-load', {})
    expect(BrowserWindow.getAllWindows()).toEqual([window])
  })

  it('remembers the window, stops the backend, and only then goes', async () => {
    window.close()
    expect(recallWindow(join(data, 'window/window.json'))).toMatchObject({ maximized: false })
    if (process.platform === 'darwin') app.quit()
    expect(app.hasQuit).toBe(false)
    await expect.poll(() => app.hasQuit, { timeout: 10_000 }).toBe(true)
    await expect(fetch(origin)).rejects.toThrow()
    expect(existsSync(join(data, 'backend.log'))).toBe(true)
    expect(app.exit.calls).toEqual([])
  })
})
