/**
 * Electron's API for machines without its runtime, for the whole shell as a process of its own. A window is a page of a
 * real Chromium with the profile of its partition; what is no window is the small double of the unit tests. Its shapes
 * are checked against Electron's own types.
 */
import './controls.ts'

export { app } from './app.ts'
export { BrowserWindow } from './browser-window.ts'
export { ipcMain } from './ipc.ts'
export { Notification } from '../electron-double/notification.ts'
export { protocol } from './scheme.ts'
export { session } from './session.ts'
export {
  clipboard,
  dialog,
  Menu,
  nativeTheme,
  powerMonitor,
  screen,
  shell,
} from '../electron-double/system.ts'
export { utilityProcess } from '../electron-double/utility-process.ts'
