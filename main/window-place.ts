import { join } from 'node:path'
import { app, screen, type BrowserWindow, type BrowserWindowConstructorOptions } from 'electron'
import { placeWindow, recallWindow, rememberWindow, smallest } from './window-state.ts'

// One place for every server: there is one window, and it stays where people put it.
const file = () => join(app.getPath('userData'), 'window.json')

function recall() {
  const screens = screen.getAllDisplays().map((display) => display.workArea)
  const { maximized, ...bounds } = placeWindow(recallWindow(file()), screens)
  return { maximized, bounds }
}

/** Where the window goes: where the last one was. */
export function placement(): BrowserWindowConstructorOptions {
  const { bounds } = recall()
  return { ...bounds, minWidth: smallest.width, minHeight: smallest.height }
}

/** Keeps the place of `window` for the next one, and takes the last one's size when it is first shown. */
export function rememberPlace(window: BrowserWindow): void {
  const { maximized } = recall()
  window.once('show', () => {
    if (maximized) window.maximize()
  })
  window.on('close', () => {
    rememberWindow(file(), { bounds: window.getNormalBounds(), maximized: window.isMaximized() })
  })
}

/** Puts `window` where `other` is, before it takes its turn. */
export function placeLike(window: BrowserWindow, other: BrowserWindow): void {
  window.setBounds(other.getNormalBounds())
  if (other.isMaximized()) window.maximize()
}
