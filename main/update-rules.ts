import type { UpdatesOff, UpdateStatus } from '../shared/updates.ts'

/** What decides whether this copy may update itself. */
export interface Build {
  isPackaged: boolean
  platform: NodeJS.Platform
  /** Whether an address to ask was built in. */
  hasFeed: boolean
  /** Linux: whether it runs as an AppImage, the one package there that nobody else looks after. */
  isAppImage: boolean
  /** Windows: whether the installer put it here that can also update it; an MSI is rolled out by others. */
  isFromInstaller: boolean
  /** Whether a managed setting leaves updates to somebody else. */
  isManaged: boolean
}

/** Why this copy must not update itself, or null if it may. */
export function updatesOff(build: Build): UpdatesOff | null {
  if (!build.isPackaged) return 'development'
  if (build.isManaged) return 'managed'
  if (build.platform === 'linux' && !build.isAppImage) return 'package-manager'
  if (build.platform === 'win32' && !build.isFromInstaller) return 'package-manager'
  return build.hasFeed ? null : 'no-feed'
}

/** What the updater said happened. */
export type UpdateNews =
  | { type: 'checking' }
  | { type: 'none' }
  | { type: 'found'; version: string }
  | { type: 'progress'; percent: number }
  | { type: 'downloaded'; version: string }
  | { type: 'failed' }

/** The status after the news. A version that stands ready stays so, whatever still arrives. */
export function afterNews(status: UpdateStatus, news: UpdateNews, now: Date): UpdateStatus {
  if (status.state === 'off' || status.state === 'ready') return status
  switch (news.type) {
    case 'checking':
      return { state: 'checking' }
    case 'none':
      return { state: 'current', checkedAt: now.toISOString() }
    case 'found':
      return { state: 'downloading', version: news.version, percent: 0 }
    case 'progress':
      return status.state === 'downloading' ? { ...status, percent: Math.floor(news.percent) } : status
    case 'downloaded':
      return { state: 'ready', version: news.version }
    case 'failed':
      return { state: 'failed', checkedAt: now.toISOString() }
  }
}
