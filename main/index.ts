import { homedir } from 'node:os'
import { app, dialog, type BrowserWindow } from 'electron'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { tellFacts } from './about.ts'
import { runInElectron } from './backend-in-electron.ts'
import { runOnNode, type Launch } from './backend-on-node.ts'
import { dataFolder } from '../shared/data-folder.ts'
import type { Backend } from './local-backend.ts'
import { startLocalMode } from './local-mode.ts'
import { setUpMenu } from './menu.ts'
import type { OurPage } from './our-page.ts'
import { watchPower } from './power.ts'
import { lockDown } from './security.ts'
import { dropUnknownSwitches } from './switches.ts'
import { focusWindow, openWindow } from './window.ts'

let window: BrowserWindow | undefined

dropUnknownSwitches()
app.enableSandbox()
keepProfileWithData()
// A second start brings the first one's window to the front, and is gone.
if (app.requestSingleInstanceLock()) void app.whenReady().then(start).catch(giveUp)
else app.quit()

async function start(): Promise<void> {
  setUpMenu()
  const backend = await startLocalMode(process.env, backendEntry(), runBackend)
  stopWithApp(backend)
  lockDown(backend.origin)
  const page: OurPage = { origin: backend.origin, contents: () => window?.webContents }
  tellFacts(page)
  watchPower(page)
  app.on('second-instance', () => showWindow(page.origin))
  app.on('activate', () => showWindow(page.origin))
  showWindow(page.origin)
}

function showWindow(origin: string): void {
  if (window) {
    focusWindow(window)
    return
  }
  window = openWindow(origin)
  window.once('closed', () => {
    window = undefined
  })
}

app.on('window-all-closed', () => {
  if (process.platform !== 'darwin') app.quit()
})

function stopWithApp(backend: Backend): void {
  let isStopped = false
  app.on('will-quit', (event) => {
    if (isStopped) return
    event.preventDefault()
    void backend.stop().finally(() => {
      isStopped = true
      app.quit()
    })
  })
}

// Chromium's files belong beside the data they were made for: another data folder is another WeftID.
function keepProfileWithData(): void {
  const folder = join(dataFolder({ platform: process.platform, home: homedir(), env: process.env }), 'window')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  app.setPath('userData', folder)
}

function backendEntry(): string {
  return join(app.getAppPath(), app.isPackaged ? 'main/dist/backend.js' : 'server/index.ts')
}

function runBackend(launch: Launch) {
  return app.isPackaged ? runInElectron(launch) : runOnNode(process.env['WEFTID_NODE'] ?? 'node', launch)
}

function giveUp(cause: unknown): void {
  dialog.showErrorBox('WeftID could not start', cause instanceof Error ? cause.message : String(cause))
  app.exit(1)
}
