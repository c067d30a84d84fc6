import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { app, BrowserWindow, nativeTheme, screen } from 'electron'
import { placeWindow, recallWindow, rememberWindow, smallest } from './window-state.ts'

/** The page's canvas in both themes, so that nothing flashes before its first paint. */
const canvas = { light: '#f8fafb', dark: '#0f1316' }
/** Chromium's code for a navigation that something newer replaced: no failure. */
const aborted = -3
/** What the server answers while it starts. */
const unavailable = 503
const secondsUntilRetry = 1

/** The profile that belongs to one origin: a server never sees what another one stored. */
export function partitionFor(origin: string): string {
  return `persist:rp-${createHash('sha256').update(origin).digest('hex').slice(0, 16)}`
}

/** Opens the one window on the server's origin, where it was last time, shown once it has something to show. */
export function openWindow(origin: string): BrowserWindow {
  const file = join(app.getPath('userData'), 'window.json')
  const { maximized, ...bounds } = placeWindow(
    recallWindow(file),
    screen.getAllDisplays().map((display) => display.workArea),
  )
  const window = new BrowserWindow({
    ...bounds,
    minWidth: smallest.width,
    minHeight: smallest.height,
    title: app.getName(),
    show: false,
    backgroundColor: nativeTheme.shouldUseDarkColors ? canvas.dark : canvas.light,
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
  window.once('ready-to-show', () => {
    if (maximized) window.maximize()
    window.show()
  })
  window.on('close', () => {
    rememberWindow(file, { bounds: window.getNormalBounds(), maximized: window.isMaximized() })
  })
  reloadAfterFailure(window, origin)
  load(window, origin)
  return window
}

/** Brings the window to the front, wherever it was left. */
export function focusWindow(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore()
  window.show()
  window.focus()
}

// The backend may be on its way back after a crash; the page must not stay blank when it is.
function reloadAfterFailure(window: BrowserWindow, origin: string): void {
  const retry = () =>
    setTimeout(() => {
      if (!window.isDestroyed()) load(window, origin)
    }, secondsUntilRetry * 1000)
  window.webContents.on('did-fail-load', (_event, code, _words, _url, isMainFrame) => {
    if (isMainFrame && code !== aborted) retry()
  })
  window.webContents.on('did-navigate', (_event, _url, status) => {
    if (status === unavailable) retry()
  })
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason !== 'clean-exit') retry()
  })
}

function load(window: BrowserWindow, origin: string): void {
  // A failure arrives as did-fail-load as well, which retries.
  window.loadURL(origin).catch(() => undefined)
}
