/** Why this copy of the app does not look for updates itself. */
export type UpdatesOff =
  | 'development'
  /** It was built without an address to ask. */
  | 'no-feed'
  /** The system's package manager, or whoever rolled it out, brings updates. */
  | 'package-manager'
  /** Switched off by a managed setting. */
  | 'managed'

/** What is known about a newer version. `checkedAt` is when the feed was last asked, ISO 8601; null before that. */
export type UpdateStatus =
  | { state: 'off'; because: UpdatesOff }
  | { state: 'current'; checkedAt: string | null }
  | { state: 'checking' }
  | { state: 'downloading'; version: string; percent: number }
  /** Downloaded and checked; it is installed when the person says so. */
  | { state: 'ready'; version: string }
  | { state: 'failed'; checkedAt: string }
