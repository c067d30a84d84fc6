import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { app } from 'electron'
import type { AppUpdater } from 'electron-updater'
import type { UpdateStatus } from '../shared/updates.ts'
import { afterNews, updatesOff, type Build, type UpdateNews } from './update-rules.ts'

/** What the settings page, the menu and the page for too-old versions need of updates. */
export interface Updates {
  status(): UpdateStatus
  /** Asks the feed now; a newer version is downloaded at once. Answers when it is known how that began, never fails. */
  checkNow(): Promise<UpdateStatus>
  /** Quits, installs the version that stands ready and starts it. Does nothing while none does. */
  installNow(): void
  /** Calls `hear` after every change; the answer stops that. */
  onChange(hear: (status: UpdateStatus) => void): () => void
}

/** The part of electron-updater that is used here. */
export type Updater = Pick<AppUpdater, 'on' | 'checkForUpdates' | 'quitAndInstall'> & UpdaterRules
type UpdaterRules = Pick<
  AppUpdater,
  | 'allowDowngrade'
  | 'allowPrerelease'
  | 'autoDownload'
  | 'autoInstallOnAppQuit'
  | 'disableWebInstaller'
  | 'logger'
  | 'updateConfigPath'
>

const untilFirstLook = 30_000
const betweenLooks = 6 * 60 * 60 * 1000

/** Written when the app is packaged: where updates come from and who signs them, inside what the fuses protect. */
const builtIn = join(import.meta.dirname, 'update-feed.yml')

/** What this copy of the app is, as far as updates go. */
export function thisBuild({ isManaged }: Pick<Build, 'isManaged'>): Build {
  return {
    isPackaged: app.isPackaged,
    platform: process.platform,
    hasFeed: existsSync(builtIn),
    isAppImage: process.env['APPIMAGE'] !== undefined,
    isFromInstaller: existsSync(join(dirname(app.getPath('exe')), `Uninstall ${app.getName()}.exe`)),
    isManaged,
  }
}

interface Surroundings {
  now: () => Date
  feed: string
  /** Loaded only where updates are on, and not before the first look: nobody waits for it at the start. */
  load: () => Promise<Updater>
}

const usual: Surroundings = { now: () => new Date(), feed: builtIn, load: loadUpdater }

/** Looks for updates by itself where this copy may, and tells how that stands everywhere. */
export function startUpdates(build: Build, { now, feed, load }: Surroundings = usual): Updates {
  const because = updatesOff(build)
  let status: UpdateStatus = because ? { state: 'off', because } : { state: 'current', checkedAt: null }
  const listeners = new Set<(status: UpdateStatus) => void>()
  const tell = (news: UpdateNews) => {
    status = afterNews(status, news, now())
    for (const hear of listeners) hear(status)
  }
  let updater: Promise<Updater> | undefined
  const updates: Updates = {
    status: () => status,
    async checkNow() {
      // What stands ready is installed before anything newer is looked for.
      if (because || status.state === 'ready') return status
      try {
        updater ??= load().then((loaded) => follow(loaded, feed, tell))
        const found = await (await updater).checkForUpdates()
        // A download that fails arrives as an error event as well.
        found?.downloadPromise?.catch(() => undefined)
      } catch {
        tell({ type: 'failed' })
      }
      return status
    },
    installNow() {
      // Without questions, because it was the person who asked; and started again afterwards.
      if (status.state === 'ready') void updater?.then((ready) => ready.quitAndInstall(true, true))
    },
    onChange(hear) {
      listeners.add(hear)
      return () => listeners.delete(hear)
    },
  }
  if (!because) lookRegularly(updates)
  return updates
}

function lookRegularly(updates: Updates): void {
  const look = () => void updates.checkNow()
  setTimeout(look, untilFirstLook).unref()
  setInterval(look, betweenLooks).unref()
}

async function loadUpdater(): Promise<Updater> {
  const { autoUpdater } = (await import('electron-updater')).default
  return autoUpdater
}

function follow(updater: Updater, feed: string, tell: (news: UpdateNews) => void): Updater {
  // Not app-update.yml beside the app, which no fuse protects: this one is inside the archive whose hash is checked.
  updater.updateConfigPath = feed
  updater.autoDownload = true
  // Nothing is installed that the person has not agreed to.
  updater.autoInstallOnAppQuit = false
  updater.allowPrerelease = false
  updater.allowDowngrade = false
  updater.disableWebInstaller = true
  updater.logger = null
  updater.on('checking-for-update', () => tell({ type: 'checking' }))
  updater.on('update-not-available', () => tell({ type: 'none' }))
  updater.on('update-available', ({ version }) => tell({ type: 'found', version }))
  updater.on('download-progress', ({ percent }) => tell({ type: 'progress', percent }))
  updater.on('update-downloaded', ({ version }) => tell({ type: 'downloaded', version }))
  updater.on('error', () => tell({ type: 'failed' }))
  return updater
}
