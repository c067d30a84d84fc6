import { EventEmitter } from 'node:events'
import { join } from 'node:path'
import type { App, CommandLine, ConfigureWebAuthnOptions } from 'electron'
import { cancelable, recorded } from './recorded.ts'

type Used =
  | 'configureWebAuthn'
  | 'enableSandbox'
  | 'exit'
  | 'getAppPath'
  | 'getName'
  | 'getPath'
  | 'getVersion'
  | 'quit'
  | 'requestSingleInstanceLock'
  | 'setAppUserModelId'
  | 'setAsDefaultProtocolClient'
  | 'setPath'
  | 'whenReady'

const paths = new Map<string, string>()

// Where the system would put it beside the app's own data.
function standardPath(name: string): string {
  const folder = paths.get('userData')
  return name === 'logs' && folder !== undefined ? join(folder, 'logs') : ''
}

const methods = {
  configureWebAuthn: recorded<[options: ConfigureWebAuthnOptions], undefined>(() => undefined),
  enableSandbox: recorded(() => undefined),
  exit: recorded<[code?: number], undefined>(() => undefined),
  getAppPath: () => paths.get('app') ?? process.cwd(),
  getName: () => 'WeftID',
  getPath: (name) => paths.get(name) ?? standardPath(name),
  getVersion: () => '0.1.0',
  quit: recorded(quit),
  requestSingleInstanceLock: recorded(() => true),
  setAppUserModelId: recorded<[id: string], undefined>(() => undefined),
  setAsDefaultProtocolClient: recorded<[scheme: string], boolean>(() => true),
  setPath: recorded((name: string, path: string) => {
    paths.set(name, path)
  }),
  whenReady: () => Promise.resolve(),
} satisfies Pick<App, Used>

const commandLine = {
  removeSwitch: recorded<[name: string], undefined>(() => undefined),
} satisfies Pick<CommandLine, 'removeSwitch'>

/** Whether this is a packaged build. */
const build: { isPackaged: boolean } = { isPackaged: false }

/** `hasQuit` once a quit was asked for and nobody held it up. */
export const app = Object.assign(new EventEmitter(), methods, build, { commandLine, hasQuit: false })

function quit(): void {
  const event = cancelable({})
  app.emit('will-quit', event)
  app.hasQuit = !event.defaultPrevented
}
