import { BrowserWindow, nativeTheme } from 'electron'
import { z } from 'zod'
import { canvas } from './canvas.ts'
import { handle, notify } from './ipc.ts'
import type { OurPage } from './our-page.ts'
import { theme, type SettingsFile } from './settings.ts'

/**
 * Keeps one theme for everything: the settings hold it, Chromium gets it as what the system prefers, and the page's own
 * switch asks for it here instead of keeping a second one.
 */
export function setUpTheme(page: OurPage, settings: SettingsFile): void {
  const apply = () => {
    const chosen = settings.current().theme
    if (nativeTheme.themeSource === chosen) return
    nativeTheme.themeSource = chosen
    notify(page, 'theme:changed', chosen)
  }
  apply()
  settings.onChange(apply)
  nativeTheme.on('updated', () => {
    for (const window of BrowserWindow.getAllWindows()) window.setBackgroundColor(canvas())
  })
  handle(page, 'theme:current', z.tuple([]), () => Promise.resolve(settings.current().theme))
  handle(page, 'theme:choose', z.tuple([theme]), (chosen) => {
    settings.change({ theme: chosen })
    return Promise.resolve()
  })
}
