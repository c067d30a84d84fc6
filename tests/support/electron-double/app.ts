import { EventEmitter } from 'node:events'
import type { App, CommandLine } from 'electron'
import { cancelable, recorded } from './recorded.ts'

type Used =
  | 'enableSandbox'
  | 'exit'
  | 'getAppPath'
  | 'getName'
  | 'getPath'
  | 'getVersion'
  | 'isPackaged'
  | 'quit'
  | 'requestSingleInstanceLock'
  | 'setPath'
  | 'whenReady'

const paths = new Map<string, string>()

const methods = {
  enableSandbox: recorded(() => undefined),
  exit: recorded<[code?: number], void>(() => undefined),
  getAppPath: () => paths.get('app') ?? process.cwd(),
  getName: () => 'WeftID',
  getPath: (name) => paths.get(name) ?? '',
  getVersion: () => '0.1.0',
  isPackaged: false,
  quit: recorded(quit),
  requestSingleInstanceLock: recorded(() => true),
  setPath: recorded((name: string, path: string) => {
    paths.set(name, path)
  }),
  whenReady: () => Promise.resolve(),
} satisfies Pick<App, Used>

const commandLine = {
  removeSwitch: recorded<[name: string], void>(() => undefined),
} satisfies Pick<CommandLine, 'removeSwitch'>

/** `hasQuit` once a quit was asked for and nobody held it up. */
export const app = Object.assign(new EventEmitter(), methods, { commandLine, hasQuit: false })

function quit(): void {
  const event = cancelable({})
  app.emit('will-quit', event)
  app.hasQuit = !event.defaultPrevented
}
