import { EventEmitter } from 'node:events'
import { createContext, runInContext } from 'node:vm'
import type {
  BaseWindow,
  Clipboard,
  ContextBridge,
  CustomScheme,
  Dialog,
  Display,
  MenuItemConstructorOptions,
  MessageBoxOptions,
  MessageBoxReturnValue,
  NativeTheme,
  PowerMonitor,
  Protocol,
  Screen,
  Shell,
} from 'electron'
import { recorded, standIn } from './recorded.ts'

export const shell = {
  openExternal: recorded<[url: string], Promise<void>>(() => Promise.resolve()),
} satisfies Pick<Shell, 'openExternal'>

/** The button that the person presses next; with none, no dialog can be shown. */
export const person: { presses: number | null } = { presses: 0 }

export const dialog = {
  showErrorBox: recorded<[title: string, words: string], undefined>(() => undefined),
  showMessageBox: recorded<(BaseWindow | MessageBoxOptions)[], Promise<MessageBoxReturnValue>>(() => {
    if (person.presses === null) return Promise.reject(new Error('no dialog'))
    return Promise.resolve({ response: person.presses, checkboxChecked: false })
  }),
} satisfies Pick<Dialog, 'showErrorBox' | 'showMessageBox'>

type IdleState = ReturnType<PowerMonitor['getSystemIdleState']>

/** The screen, for the systems that must be asked whether it is locked. */
export const lockScreen: { state: IdleState } = { state: 'active' }

export const powerMonitor = Object.assign(new EventEmitter(), {
  getSystemIdleState: () => lockScreen.state,
} satisfies Pick<PowerMonitor, 'getSystemIdleState'>)

export const protocol = {
  registerSchemesAsPrivileged: recorded<[schemes: CustomScheme[]], undefined>(() => undefined),
} satisfies Pick<Protocol, 'registerSchemesAsPrivileged'>

const theme: Pick<NativeTheme, 'shouldUseDarkColors' | 'themeSource'> = {
  shouldUseDarkColors: false,
  themeSource: 'system',
}
export const nativeTheme = Object.assign(new EventEmitter(), theme)

export const clipboard = {
  writeText: recorded<[text: string], Promise<void>>(() => Promise.resolve()),
} satisfies Pick<Clipboard, 'writeText'>

const display = standIn<Display>({ workArea: { x: 0, y: 0, width: 1920, height: 1080 } })
export const screen = { getAllDisplays: () => [display] } satisfies Pick<Screen, 'getAllDisplays'>

export const Menu = {
  buildFromTemplate: (template: MenuItemConstructorOptions[]) => template,
  setApplicationMenu: recorded<[menu: MenuItemConstructorOptions[] | null], undefined>(() => undefined),
}

/** The world of the page: its globals, to which preload adds what it exposes. */
export const pageWorld: Record<string, unknown> = {}
const pageContext = createContext(pageWorld)

export const contextBridge = {
  exposeInMainWorld(key: string, api: unknown) {
    pageWorld[key] = api
  },
  executeInMainWorld({ func }) {
    // As its text, like Electron does: nothing that the function closes over survives.
    const result: unknown = runInContext(`(${func.toString()})()`, pageContext)
    return result
  },
} satisfies Pick<ContextBridge, 'exposeInMainWorld' | 'executeInMainWorld'>

/** The item of the application menu that is called `label`, as a person finds it. */
export function menuItem(label: string): { click: () => void } {
  const flat = (items: MenuItemConstructorOptions[]): MenuItemConstructorOptions[] =>
    items.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? flat(item.submenu) : [])])
  const item = flat(Menu.setApplicationMenu.calls.at(-1)?.[0] ?? []).find((each) => each.label === label)
  if (!item?.click) throw new Error(`The menu has no ${label}`)
  const { click } = item
  // Nobody looks at what a click is given: main's items know what they do.
  return { click: () => void Reflect.apply(click, item, []) }
}
