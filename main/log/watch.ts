import { app, powerMonitor, type WebContents } from 'electron'
import { log } from './log.ts'

/** Logs what befalls the app from outside its own code. Call before the first window. */
export function logWhatHappens(): void {
  log('info', 'started', { version: app.getVersion(), packaged: app.isPackaged, platform: process.platform })
  process.on('uncaughtExceptionMonitor', (error) => {
    log('error', 'uncaught exception', { message: error.message, stack: error.stack })
  })
  app.on('web-contents-created', (_event, contents) => {
    logContents(contents)
  })
  app.on('child-process-gone', (_event, { type, reason, exitCode, name }) => {
    if (reason !== 'clean-exit') log('error', 'process gone', { type, reason, exitCode, name })
  })
  app.on('quit', () => {
    log('info', 'quit')
  })
  powerMonitor.on('suspend', () => {
    log('info', 'suspended')
  })
  powerMonitor.on('resume', () => {
    log('info', 'resumed')
  })
}

function logContents(contents: WebContents): void {
  contents.on('did-navigate', (_event, url, status) => {
    log('info', 'page', { origin: URL.parse(url)?.origin, status })
  })
  contents.on('did-fail-load', (_event, code, words, url, isMainFrame) => {
    if (isMainFrame) log('warn', 'page failed', { origin: URL.parse(url)?.origin, code, words })
  })
  contents.on('render-process-gone', (_event, { reason, exitCode }) => {
    log('error', 'page gone', { reason, exitCode })
  })
  contents.on('unresponsive', () => {
    log('warn', 'page unresponsive')
  })
  contents.on('preload-error', (_event, _path, error) => {
    log('error', 'preload failed', { message: error.message })
  })
}
