import { app, Menu, type MenuItemConstructorOptions } from 'electron'
import { openExternal } from './external.ts'
import type { ZoomStep } from './zoom.ts'

/** What the menu's own items do. */
export interface MenuActs {
  openSettings: () => void
  /** Null where the company has decided on the server. */
  changeServer: (() => void) | null
  zoom: (step: ZoomStep) => void
  showAbout: () => void
  copyDiagnostics: () => void
}

type Items = MenuItemConstructorOptions[]
const line: MenuItemConstructorOptions = { type: 'separator' }

/** The menus each system's people expect; without Edit roles, copy and paste would have no keys on macOS. */
export function menuTemplate(platform: NodeJS.Platform, isPackaged: boolean, acts: MenuActs): Items {
  const isMac = platform === 'darwin'
  return [
    isMac
      ? { role: 'appMenu', submenu: macApp(acts) }
      : { label: '&File', submenu: [...ours(acts), line, { role: 'quit' }] },
    { role: 'editMenu' },
    { label: '&View', submenu: view(acts, isPackaged) },
    { role: 'windowMenu' },
    { role: 'help', label: '&Help', submenu: help(acts, isMac) },
  ]
}

/** Puts the application menu in place. */
export function setUpMenu(acts: MenuActs): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(process.platform, app.isPackaged, acts)))
}

function ours({ openSettings, changeServer }: MenuActs): Items {
  return [
    { label: 'Settings…', accelerator: 'CmdOrCtrl+,', click: openSettings },
    ...(changeServer ? [{ label: 'Change Server…', click: changeServer }] : []),
  ]
}

function macApp(acts: MenuActs): Items {
  return [
    { label: 'About WeftID', click: acts.showAbout },
    line,
    ...ours(acts),
    line,
    { role: 'services' },
    line,
    { role: 'hide' },
    { role: 'hideOthers' },
    { role: 'unhide' },
    line,
    { role: 'quit' },
  ]
}

function view({ zoom }: MenuActs, isPackaged: boolean): Items {
  const larger = { click: () => zoom('in') }
  return [
    { role: 'reload' },
    ...(isPackaged ? [] : [{ role: 'toggleDevTools' } satisfies MenuItemConstructorOptions]),
    line,
    { label: 'Actual Size', accelerator: 'CmdOrCtrl+0', click: () => zoom('reset') },
    { label: 'Zoom In', accelerator: 'CmdOrCtrl+Plus', ...larger },
    // The same key without Shift, on most keyboards.
    {
      label: 'Zoom In',
      accelerator: 'CmdOrCtrl+=',
      visible: false,
      acceleratorWorksWhenHidden: true,
      ...larger,
    },
    { label: 'Zoom Out', accelerator: 'CmdOrCtrl+-', click: () => zoom('out') },
    line,
    { role: 'togglefullscreen' },
  ]
}

function help({ showAbout, copyDiagnostics }: MenuActs, isMac: boolean): Items {
  const link = (label: string, url: string) => ({ label, click: () => openExternal(url) })
  return [
    link('Windows Hello', 'https://support.microsoft.com/windows'),
    link('Passkeys on Apple Devices', 'https://support.apple.com/'),
    link('YubiKey', 'https://support.yubico.com/'),
    line,
    { label: 'Copy Diagnostics', click: copyDiagnostics },
    ...(isMac ? [] : [line, { label: 'About WeftID', click: showAbout }]),
  ]
}
