import type { MenuItemConstructorOptions, WebAuthnAccount } from 'electron'
import { cancelable } from '../electron-double/recorded.ts'
import { lockScreen, Menu, person, powerMonitor, shell } from '../electron-double/system.ts'
import { app } from './app.ts'
import { BrowserWindow } from './browser-window.ts'
import { shown } from '../electron-double/notification.ts'
import { tellTest, type Asking } from './test-side.ts'

/** What a person or their system does to the app from outside its pages. */
export const controls = {
  /** Linux has no event for it; where there is one, it comes. */
  lockScreen() {
    lockScreen.state = 'locked'
    powerMonitor.emit('lock-screen')
  },
  unlockScreen() {
    lockScreen.state = 'active'
    powerMonitor.emit('unlock-screen')
  },
  suspend: () => powerMonitor.emit('suspend'),
  resume: () => powerMonitor.emit('resume'),
  startAgain: (argv: string[]) => app.emit('second-instance', {}, argv, process.cwd(), {}),
  activate: () => app.emit('activate', {}, false),
  quit: () => {
    app.quit()
  },
  closeWindow: () => {
    BrowserWindow.getAllWindows().at(-1)?.close()
  },
  windows: () =>
    BrowserWindow.getAllWindows().map(({ id, options, state }) => ({ id, title: options.title, ...state })),
  notifications: () => shown.map(({ options }) => ({ title: options.title, body: options.body })),
  clickNotification: (index: number) => shown[index]?.emit('click'),
  openedOutside: () => shell.openExternal.calls.map(([url]) => url),
  /** The button that the person presses in the system's next dialogs. */
  press(button: number | null) {
    person.presses = button
  },
  /** Chooses from the application menu by the words, one per level. */
  chooseMenu(...words: string[]) {
    findItem(Menu.setApplicationMenu.calls.at(-1)?.[0] ?? [], words)
  },
  /** An authenticator holds these accounts; answers what main told it, each time it did. */
  findAccounts(accounts: WebAuthnAccount[]) {
    const contents = BrowserWindow.getAllWindows().at(-1)?.webContents
    return new Promise<(string | null)[]>((resolve) => {
      const told: (string | null)[] = []
      const details = { relyingPartyId: 'localhost', accounts, frame: contents?.mainFrame ?? null }
      contents?.session.emit('select-webauthn-account', cancelable({}), details, (id?: string | null) => {
        told.push(id ?? null)
        // A second answer would come at once if it came.
        setTimeout(() => {
          resolve(told)
        }, 200)
      })
    })
  },
}

export type Controls = typeof controls

function findItem(items: MenuItemConstructorOptions[], [word, ...rest]: string[]): void {
  const item = items.find(({ label }) => label?.replace('&', '') === word)
  if (!item) throw new Error(`The menu has no ${String(word)}`)
  if (rest.length > 0) {
    findItem(Array.isArray(item.submenu) ? item.submenu : [], rest)
    return
  }
  // Nobody looks at what a click is given: main's items know what they do.
  Reflect.apply(item.click ?? (() => undefined), item, [])
}

const isAsking = (message: unknown): message is Asking =>
  typeof message === 'object' && message !== null && 'ask' in message

process.on('message', (message: unknown) => {
  if (isAsking(message)) void reply(message)
})

async function reply({ ask, name, args }: Asking): Promise<void> {
  try {
    const control = Reflect.get(controls, name) as (...given: unknown[]) => unknown
    tellTest({ reply: ask, value: await control(...args) })
  } catch (cause) {
    tellTest({ reply: ask, failure: String(cause) })
  }
}

// A test that is gone leaves nothing behind.
process.on('disconnect', () => {
  app.exit(1)
})
