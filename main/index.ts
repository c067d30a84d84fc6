import { mkdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { app, dialog } from 'electron'
import { dataFolder } from '../shared/data-folder.ts'
import { copyDiagnostics, copyOnRequest, showAbout } from './about-box.ts'
import { tellFacts } from './about.ts'
import { configureAuthenticators } from './authenticators/built-in.ts'
import { answerAuthenticators } from './authenticators/questions.ts'
import { tellCapabilities } from './authenticators/capabilities.ts'
import { setUpHandOff } from './hand-off/hand-off.ts'
import { keepSessionsAtQuit } from './kept-session.ts'
import { createLocalServer } from './local-server.ts'
import { announcePages, setUpPages } from './local-pages/window.ts'
import { loginItem } from './login-item.ts'
import { logWhatHappens } from './log/watch.ts'
import { setUpMenu } from './menu.ts'
import { watchPower } from './power.ts'
import { showSecurityNews } from './notifications.ts'
import { protectOnRequest } from './screen-protection.ts'
import { lockDown } from './security.ts'
import { choose, type Choice } from './servers/choice.ts'
import { createConnection, type Connection } from './servers/connection.ts'
import { managedFile, readManaged, type Managed } from './servers/managed.ts'
import { openSettings as openSettingsFile, type SettingsFile } from './settings.ts'
import { createSettingsWindow } from './settings-window.ts'
import { dropUnknownSwitches } from './switches.ts'
import { setUpTheme } from './theme.ts'
import { startUpdates, thisBuild } from './updates.ts'
import { setUpZoom } from './zoom.ts'

dropUnknownSwitches()
app.enableSandbox()
keepProfileWithData()
announcePages()
// A second start brings the first one's window to the front, and is gone.
if (app.requestSingleInstanceLock()) void app.whenReady().then(start).catch(giveUp)
else app.quit()

function start(): void {
  const settings = openSettingsFile(join(app.getPath('userData'), 'settings.json'))
  const managed = readManaged(managedFile(process.platform, process.env))
  const choice = decide(managed, settings)
  const isManaged = choice.target !== null && choice.source === 'managed'
  const connection = createConnection({
    local: createLocalServer(),
    settings,
    isManaged,
    openSettings: () => openSettings(),
  })
  const { page } = connection
  logWhatHappens()
  lockDown(page)
  keepSessionsAtQuit()
  setUpPages()
  setUpTheme(page, settings)
  tellFacts(page)
  configureAuthenticators(page)
  tellCapabilities(page)
  answerAuthenticators(page)
  copyOnRequest(connection)
  protectOnRequest(page)
  showSecurityNews(connection)
  watchPower(page)
  setUpHandOff(connection)
  const updates = startUpdates(thisBuild({ isManaged: !managed.updates }))
  const openSettings = createSettingsWindow({
    version: app.getVersion(),
    connection,
    settings,
    login: loginItem(),
    updates,
  })
  setUpMenu({
    openSettings,
    changeServer: isManaged ? null : () => connection.change(),
    zoom: setUpZoom(settings),
    showAbout: () => void showAbout(connection),
    copyDiagnostics: () => void copyDiagnostics(connection),
  })
  comeToFront(connection)
  connection.begin(choice)
}

function decide(managed: Managed, settings: SettingsFile): Choice {
  return choose({
    managed,
    argv: process.argv,
    env: process.env,
    remembered: settings.current().server,
    isDevelopment: !app.isPackaged,
  })
}

// Whatever a second start or a weftid: link says, nothing of it is read: both only bring the window to the front.
function comeToFront(connection: Connection): void {
  if (app.isPackaged) app.setAsDefaultProtocolClient('weftid')
  app.on('open-url', (event) => {
    event.preventDefault()
    connection.show()
  })
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
