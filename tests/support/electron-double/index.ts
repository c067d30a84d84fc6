/**
 * What `main/` uses of Electron, for machines without its runtime. The shapes are checked against Electron's own types;
 * what it does is as little as the tests need.
 */
export { app } from './app.ts'
export { BrowserWindow } from './browser-window.ts'
export { Notification } from './notification.ts'
export { ipcMain, ipcRenderer } from './ipc.ts'
export { session } from './session.ts'
export {
  clipboard,
  contextBridge,
  dialog,
  Menu,
  nativeTheme,
  powerMonitor,
  protocol,
  screen,
  shell,
} from './system.ts'
export { utilityProcess } from './utility-process.ts'
