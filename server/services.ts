import type { Logger } from 'pino'
import type { Config } from './config.ts'
import type { Db } from './db/connect.ts'
import type { LiveEvent } from '../shared/contract/events.ts'
import type { Permission } from '../shared/contract/roles.ts'

/** Whom a piece of news reaches: sessions, everybody signed in as these users, or all who hold a permission. */
export type Audience =
  { sessions: readonly string[] } | { users: readonly string[] } | { permission: Permission }

export type Publish = (audience: Audience, event: LiveEvent) => void

/** What a handler may reach. */
export interface Services {
  db: Db
  config: Config
  now: () => Date
  /** Sent after the commit, never before: nobody hears of what was rolled back. */
  publish: Publish
  /** Which of these sessions have a live stream open in this moment, at whichever instance. */
  whoIsOnline: (sessionIds: readonly string[]) => Promise<ReadonlySet<string>>
  /** Which have one, or had within the last half minute: a desktop that is just coming back. */
  whoWasOnline: (sessionIds: readonly string[]) => Promise<ReadonlySet<string>>
  /** Challenges issued before this moment are refused: their spending may have been lost with the machine. */
  bootedAt: Date
  log: Logger
}
