import { join } from 'node:path'
import { app, BrowserWindow, protocol, session, type BrowserWindowConstructorOptions } from 'electron'
import type { LocalPageName } from '../../shared/local-pages.ts'
import { canvas } from '../canvas.ts'
import { localOrigin, scheme, servePages } from './serve.ts'

/** No `persist:`: nothing of these pages stays. */
export const localPartition = 'local-pages'

/** Makes the scheme one with an origin of its own. Before the app is ready, or never. */
export function announcePages(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ])
}

/** Serves the pages to their own session, and to no other. */
export function setUpPages(): void {
  const serve = servePages(join(import.meta.dirname, 'pages'))
  session.fromPartition(localPartition).protocol.handle(scheme, serve)
}

/** Opens a window on one of the shell's own pages: hidden until it has something to show. */
export function openPage(name: LocalPageName, options: BrowserWindowConstructorOptions): BrowserWindow {
  const window = new BrowserWindow({
    title: app.getName(),
    show: false,
    backgroundColor: canvas(),
    ...options,
    webPreferences: {
      preload: join(import.meta.dirname, 'local-preload.cjs'),
      partition: localPartition,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webviewTag: false,
      devTools: !app.isPackaged,
    },
  })
  window.loadURL(`${localOrigin}/${name}.html`).catch(() => undefined)
  return window
}
