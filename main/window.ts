import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { app, BrowserWindow } from 'electron'
import { canvas } from './canvas.ts'
import { placement, rememberPlace } from './window-place.ts'

/** Chromium's code for a navigation that something newer replaced: no failure. */
const aborted = -3
/** Windows whose last load came to nothing. */
const failed = new WeakSet<BrowserWindow>()

/** What happens to a window on a server. */
export interface WindowEvents {
  /** There is something to show; again after every load. */
  ready(): void
  /** The page could not be loaded, or has crashed. */
  failed(): void
}

/** The profile that belongs to one origin: a server never sees what another one stored. */
export function partitionFor(origin: string): string {
  return `persist:rp-${createHash('sha256').update(origin).digest('hex').slice(0, 16)}`
}

/** Opens the one window on the server's origin, where the last one was; hidden, and on its way to the page. */
export function openWindow(origin: string, events: WindowEvents): BrowserWindow {
  const window = new BrowserWindow({
    ...placement(),
    title: app.getName(),
    show: false,
    backgroundColor: canvas(),
    webPreferences: {
      preload: join(import.meta.dirname, 'preload.cjs'),
      partition: partitionFor(origin),
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webviewTag: false,
      devTools: !app.isPackaged,
    },
  })
  rememberPlace(window)
  hearOutcome(window, events)
  // A page that asks to stay must not keep the app from leaving its server.
  window.webContents.on('will-prevent-unload', (event) => {
    event.preventDefault()
  })
  load(window, origin)
  return window
}

/** Loads the server's page, for the first time or anew. */
export function load(window: BrowserWindow, origin: string): void {
  failed.delete(window)
  // A failure arrives as did-fail-load as well.
  window.loadURL(origin).catch(() => undefined)
}

/** Brings the window to the front, wherever it was left. */
export function focusWindow(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore()
  window.show()
  window.focus()
}

function hearOutcome(window: BrowserWindow, events: WindowEvents): void {
  const fail = () => {
    failed.add(window)
    events.failed()
  }
  // What Chromium shows in place of a page it could not load finishes loading, too.
  const succeed = () => {
    if (!failed.has(window)) events.ready()
  }
  const { webContents } = window
  window.once('ready-to-show', succeed)
  webContents.on('did-finish-load', succeed)
  webContents.on('did-fail-load', (_event, code, _words, _url, isMainFrame) => {
    if (isMainFrame && code !== aborted) fail()
  })
  webContents.on('did-navigate', (_event, _url, status) => {
    if (status >= 500) fail()
  })
  webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason !== 'clean-exit') fail()
  })
}
