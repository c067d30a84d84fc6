import { z } from 'zod'
import { readJson } from '../json-file.ts'

const schema = z.strictObject({
  server: z.string().trim().min(1).max(300).optional(),
  updates: z.boolean().optional(),
})

/** What a company decided for this computer: a person sees it, and cannot change it. */
export interface Managed {
  server: string | null
  /** Whether the app may look for updates itself; where others bring them, false. */
  updates: boolean
  /** The file, where it is there and cannot be used: nothing in it counts. */
  unreadable: string | null
}

/** Where each system keeps what only its administrators may write. */
export function managedFile(platform: NodeJS.Platform, env: Record<string, string | undefined>): string {
  // %ProgramData% would not do: there everybody may make the folder that is not yet there.
  if (platform === 'win32')
    return `${env['ProgramFiles'] ?? 'C:\\Program Files'}\\WeftID Managed\\settings.json`
  if (platform === 'darwin') return '/Library/Application Support/WeftID/settings.json'
  return '/etc/weftid/settings.json'
}

/** Reads the company's settings. A misspelt name makes them broken: a rule that is not kept must be noticed. */
export function readManaged(file: string): Managed {
  const read = readJson(file, schema)
  const given = read.is === 'there' ? read.value : {}
  const unreadable = read.is === 'broken' ? file : null
  return { server: given.server ?? null, updates: given.updates ?? true, unreadable }
}
