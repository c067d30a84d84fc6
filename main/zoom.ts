import { app, BrowserWindow, type WebContents } from 'electron'
import type { SettingsFile } from './settings.ts'

/** From half the size to about two and a half times. */
const range = { least: -3, most: 5 }

/** What a person does to the zoom. */
export type ZoomStep = 'in' | 'out' | 'reset'

/** The level after one step, each a half of Chromium's, as its own menu does it. */
export function zoomAfter(level: number, step: ZoomStep): number {
  if (step === 'reset') return 0
  return Math.min(range.most, Math.max(range.least, level + (step === 'in' ? 0.5 : -0.5)))
}

/** Keeps one zoom for every page, over starts and servers. Call before the first window. */
export function setUpZoom(settings: SettingsFile): (step: ZoomStep) => void {
  const zoom = (step: ZoomStep) => settings.change({ zoom: zoomAfter(settings.current().zoom, step) })
  const apply = (contents: WebContents) => contents.setZoomLevel(settings.current().zoom)
  app.on('web-contents-created', (_event, contents) => {
    contents.on('dom-ready', () => apply(contents))
    // The wheel with Ctrl: Electron tells, and leaves the rest to us.
    contents.on('zoom-changed', (_zoomed, direction) => zoom(direction))
  })
  settings.onChange(() => {
    for (const { webContents } of BrowserWindow.getAllWindows()) apply(webContents)
  })
  return zoom
}
