import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { _electron, type ElectronApplication } from '@playwright/test'
import type { WebAuthnAccount } from 'electron'
import { root, runtime } from '../electron/runtime.ts'
import type { Desktop } from './desktop.ts'

/** Starts the bundled shell on Electron itself, and answers once its window shows something. */
export async function launchElectron(environment: Record<string, string> = {}): Promise<Desktop> {
  const folder = await mkdtemp(join(tmpdir(), 'weftid-electron-'))
  const standard = { WEFTID_DATA: folder, WEFTID_LOG_LEVEL: 'warn', WEFTID_NODE: process.execPath }
  let app = await start({ ...standard, ...environment })
  const page = () => {
    const newest = app.windows().at(-1)
    if (!newest) throw new Error('No window is open.')
    return newest
  }
  const quit = async () => {
    const child = app.process()
    if (child.exitCode === null) await app.close().catch(() => undefined)
    return child.exitCode
  }
  return {
    get page() {
      return page()
    },
    get origin() {
      return new URL(page().url()).origin
    },
    folder,
    said: () => '',
    get controls() {
      return controlsOf(app)
    },
    restart: async (changed = {}) => {
      await quit()
      app = await start({ ...standard, ...environment, ...changed })
    },
    quit,
    close: async () => {
      await quit()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function start(environment: Record<string, string>): Promise<ElectronApplication> {
  const found = runtime()
  if ('missing' in found) throw new Error(found.missing)
  const inherited = Object.entries(process.env).filter((entry): entry is [string, string] =>
    Boolean(entry[1]),
  )
  const app = await _electron.launch({
    executablePath: found.program,
    args: [root],
    env: { ...Object.fromEntries(inherited), ...environment },
  })
  await app.evaluate(({ Notification, shell }) => {
    const shown: Electron.Notification[] = []
    const outside: string[] = []
    Object.assign(globalThis, { shown, outside })
    Notification.prototype.show = function (this: Electron.Notification) {
      shown.push(this)
    }
    shell.openExternal = (url) => {
      outside.push(url)
      return Promise.resolve()
    }
  })
  const page = await app.firstWindow({ timeout: 90_000 })
  await page.waitForLoadState()
  return app
}

/** The same acts as the double's, done to Electron's own modules in its main process. */
function controlsOf(app: ElectronApplication): Desktop['controls'] {
  return {
    ...powerControls(app),
    startAgain: (argv: string[]) =>
      app.evaluate(({ app: running }, given) => running.emit('second-instance', {}, given, '/', {}), argv),
    activate: () => app.evaluate(({ app: running }) => running.emit('activate', {}, false)),
    quit: () => app.close(),
    closeWindow: () => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().at(-1)?.close()),
    windows: () =>
      app.evaluate(({ BrowserWindow }) =>
        BrowserWindow.getAllWindows().map((window) => ({
          id: window.id,
          title: window.getTitle(),
          maximized: window.isMaximized(),
          minimized: window.isMinimized(),
          destroyed: window.isDestroyed(),
          visible: window.isVisible(),
          protected: window.isContentProtected(),
        })),
      ),
    notifications: () =>
      app.evaluate(() => {
        const shown = Reflect.get(globalThis, 'shown') as Electron.Notification[]
        return shown.map(({ title, body }) => ({ title, body }))
      }),
    clickNotification: (index: number) =>
      app.evaluate((_, at) => {
        const shown = Reflect.get(globalThis, 'shown') as Electron.Notification[]
        return shown[at]?.emit('click')
      }, index),
    openedOutside: () => app.evaluate(() => Reflect.get(globalThis, 'outside') as string[]),
    press: (button: number | null) =>
      app.evaluate(({ dialog }, response) => {
        dialog.showMessageBox = () =>
          response === null
            ? Promise.reject(new Error('no dialog'))
            : Promise.resolve({ response, checkboxChecked: false })
      }, button),
    chooseMenu: (...words: string[]) => app.evaluate(chooseMenu, words),
    findAccounts: (accounts: WebAuthnAccount[]) => app.evaluate(findAccounts, accounts),
  }
}

function powerControls(app: ElectronApplication) {
  const settle = (state: 'active' | 'locked', event: string) =>
    app.evaluate(
      ({ powerMonitor }, [idleState, name]) => {
        powerMonitor.getSystemIdleState = () => idleState
        powerMonitor.emit(name)
      },
      [state, event] as const,
    )
  return {
    lockScreen: () => settle('locked', 'lock-screen'),
    unlockScreen: () => settle('active', 'unlock-screen'),
    suspend: () => app.evaluate(({ powerMonitor }) => powerMonitor.emit('suspend')),
    resume: () => app.evaluate(({ powerMonitor }) => powerMonitor.emit('resume')),
  }
}

// These two run in Electron's main process and may use nothing from here.
function chooseMenu({ Menu }: typeof Electron.CrossProcessExports, words: string[]): void {
  let items = Menu.getApplicationMenu()?.items ?? []
  const path = words.map((word) => {
    const found = items.find(({ label }) => label.replace('&', '') === word)
    items = found?.submenu?.items ?? []
    return found
  })
  path.at(-1)?.click()
}

function findAccounts({ BrowserWindow }: typeof Electron.CrossProcessExports, accounts: WebAuthnAccount[]) {
  const contents = BrowserWindow.getAllWindows().at(-1)?.webContents
  return new Promise<(string | null)[]>((resolve) => {
    const told: (string | null)[] = []
    const details = { relyingPartyId: 'localhost', accounts, frame: contents?.mainFrame ?? null }
    const event = { preventDefault: () => undefined }
    contents?.session.emit('select-webauthn-account', event, details, (id?: string | null) => {
      told.push(id ?? null)
      setTimeout(() => {
        resolve(told)
      }, 200)
    })
  })
}
