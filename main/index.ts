import { mkdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { app, dialog } from 'electron'
import { dataFolder } from '../shared/data-folder.ts'
import { tellFacts } from './about.ts'
import { configureAuthenticators } from './authenticators/built-in.ts'
import { tellCapabilities } from './authenticators/capabilities.ts'
import { setUpHandOff } from './hand-off/hand-off.ts'
import { keepSessionsAtQuit } from './kept-session.ts'
import { createLocalServer } from './local-server.ts'
import { setUpMenu } from './menu.ts'
import { watchPower } from './power.ts'
import { protectOnRequest } from './screen-protection.ts'
import { lockDown } from './security.ts'
import { choose } from './servers/choice.ts'
import { createConnection, type Connection } from './servers/connection.ts'
import { managedFile, readManaged } from './servers/managed.ts'
import { openSettings } from './settings.ts'
import { dropUnknownSwitches } from './switches.ts'
import { startUpdates, thisBuild } from './updates.ts'

dropUnknownSwitches()
app.enableSandbox()
keepProfileWithData()
// A second start brings the first one's window to the front, and is gone.
if (app.requestSingleInstanceLock()) void app.whenReady().then(start).catch(giveUp)
else app.quit()

async function start(): Promise<void> {
  const settings = openSettings(join(app.getPath('userData'), 'settings.json'))
  const managed = readManaged(managedFile(process.platform, process.env))
  const connection = createConnection(createLocalServer())
  lockDown(connection.page)
  keepSessionsAtQuit()
  setUpMenu()
  tellFacts(connection.page)
  configureAuthenticators(connection.page)
  tellCapabilities(connection.page)
  protectOnRequest(connection.page)
  watchPower(connection.page)
  setUpHandOff(connection)
  startUpdates(thisBuild({ isManaged: !managed.updates }))
  comeToFront(connection)
  const { target } = choose({
    managed: managed.server,
    argv: process.argv,
    env: process.env,
    remembered: settings.current().server,
    isDevelopment: !app.isPackaged,
  })
  await connection.use(target ?? { kind: 'local' })
}

function comeToFront(connection: Connection): void {
  app.on('second-instance', () => connection.show())
  app.on('activate', () => connection.show())
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit()
  })
}

// Chromium's files belong beside the data they were made for: another data folder is another WeftID.
function keepProfileWithData(): void {
  const folder = join(dataFolder({ platform: process.platform, home: homedir(), env: process.env }), 'window')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  app.setPath('userData', folder)
}

function giveUp(cause: unknown): void {
  dialog.showErrorBox('WeftID could not start', cause instanceof Error ? cause.message : String(cause))
  app.exit(1)
}
