import type { BrowserWindow } from 'electron'
import { z } from 'zod'
import type { SettingsView } from '../shared/local-pages.ts'
import { handleLocal, notifyLocal, type LocalPage } from './local-pages/ipc.ts'
import { openPage } from './local-pages/window.ts'
import type { LoginItem } from './login-item.ts'
import { nameOf } from './servers/address.ts'
import type { Connection } from './servers/connection.ts'
import { theme, type SettingsFile } from './settings.ts'
import type { Updates } from './updates.ts'
import { focusWindow } from './window.ts'

/** What the settings show and change. */
export interface Adjustable {
  version: string
  connection: Connection
  settings: SettingsFile
  login: LoginItem
  updates: Updates
}

const size = { width: 640, height: 640, minWidth: 420, minHeight: 320 }

/** Makes the settings openable: one window, brought to the front if it is there. */
export function createSettingsWindow(around: Adjustable): () => void {
  let window: BrowserWindow | undefined
  const page: LocalPage = { name: 'settings', window: () => window }
  const close = () => window?.close()
  answerSettings(page, around, close)
  const tell = () => notifyLocal(page, 'settings:view', viewOf(around))
  around.settings.onChange(tell)
  around.updates.onChange(tell)
  return () => {
    if (window) {
      focusWindow(window)
      return
    }
    const opened = openPage('settings', { ...size, title: 'Settings', fullscreenable: false })
    window = opened
    opened.once('ready-to-show', () => opened.show())
    opened.once('closed', () => {
      window = undefined
    })
  }
}

function answerSettings(page: LocalPage, around: Adjustable, close: () => void): void {
  const { connection, settings, login, updates } = around
  const nothing = z.tuple([])
  handleLocal(page, 'settings:view', nothing, () => Promise.resolve(viewOf(around)))
  handleLocal(page, 'settings:theme', z.tuple([theme]), (chosen) => {
    settings.change({ theme: chosen })
    return Promise.resolve()
  })
  handleLocal(page, 'settings:start-at-login', z.tuple([z.boolean()]), (wanted) => {
    login.set(wanted)
    notifyLocal(page, 'settings:view', viewOf(around))
    return Promise.resolve()
  })
  handleLocal(page, 'settings:change-server', nothing, () => {
    connection.change()
    close()
    return Promise.resolve()
  })
  handleLocal(page, 'settings:check-updates', nothing, async () => {
    await updates.checkNow()
  })
  handleLocal(page, 'settings:install-update', nothing, () => {
    updates.installNow()
    return Promise.resolve()
  })
}

function viewOf({ version, connection, settings, login, updates }: Adjustable): SettingsView {
  const target = connection.target()
  return {
    version,
    server: target && { name: target.kind === 'server' ? nameOf(target.origin) : null },
    managed: connection.isManaged,
    theme: settings.current().theme,
    startAtLogin: login.isOn(),
    updates: updates.status(),
  }
}
