import { renameSync } from 'node:fs'
import { z } from 'zod'
import type { Theme } from '../shared/local-pages.ts'
import { readJson, writeJson } from './json-file.ts'
import { isServerOrigin } from './servers/address.ts'

const origin = z.string().refine(isServerOrigin)
export const theme: z.ZodType<Theme> = z.enum(['system', 'light', 'dark'])

const recentServer = z.object({ origin, name: z.string().max(60) })
export type RecentServer = z.infer<typeof recentServer>

const schema = z.object({
  /** What the person chose last: an origin, or this computer only. */
  server: z
    .union([z.literal('local'), origin])
    .nullable()
    .default(null),
  /** Servers the person has confirmed, the latest first. */
  recent: z.array(recentServer).max(8).default([]),
  theme: theme.default('system'),
  /** Steps of Chromium's zoom, each a fifth larger. */
  zoom: z.number().min(-3).max(5).default(0),
})
export type Settings = Readonly<z.infer<typeof schema>>

/** What the person decided, on disk. */
export interface SettingsFile {
  current(): Settings
  change(changes: Partial<Settings>): void
  /** Calls `hear` after every change. */
  onChange(hear: () => void): void
}

/** Opens the settings. A file that cannot be used is kept beside it under another name, and the defaults hold. */
export function openSettings(file: string): SettingsFile {
  const read = readJson(file, schema)
  if (read.is === 'broken') keepAside(file)
  let current: Settings = read.is === 'there' ? read.value : schema.parse({})
  const listeners: (() => void)[] = []
  return {
    current: () => current,
    change(changes) {
      current = { ...current, ...changes }
      save(file, current)
      for (const hear of listeners) hear()
    },
    onChange: (hear) => void listeners.push(hear),
  }
}

/** Puts a server first among the recent ones. */
export function withRecent(recent: readonly RecentServer[], server: RecentServer): RecentServer[] {
  return [server, ...recent.filter(({ origin: known }) => known !== server.origin)].slice(0, 8)
}

function keepAside(file: string): void {
  try {
    renameSync(file, `${file}.broken`)
  } catch {
    // It cannot be moved: then it is overwritten with the next change.
  }
}

function save(file: string, settings: Settings): void {
  try {
    writeJson(file, settings)
  } catch {
    // A full or read-only disk: the change holds until the app ends.
  }
}
