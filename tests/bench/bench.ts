import { mkdtempSync } from 'node:fs'
import { join } from 'node:path'
import { startPostgres, type Postgres } from '../support/postgres.ts'
import { seededDatabase, type Seeded } from './seeded.ts'

export const databaseNames = ['SQLite', 'PostgreSQL'] as const
export type DatabaseName = (typeof databaseNames)[number]

export interface Size {
  /** People who join a new database, each with a passkey of their own. */
  people: number
  /** Made-up people in the full database. */
  users: number
  seconds: number
  rounds: number
}

/** What all parts share. */
export interface Bench {
  size: Size
  /** For files that are not kept. */
  folder: string
  say: (line: string) => void
  /** What tells a server of a new, empty database. */
  newDatabase: (name: DatabaseName) => Promise<Record<string, string>>
  /** The full database: made when it is first asked for, the same for all parts. */
  fullDatabase: (name: DatabaseName) => Promise<Seeded>
}

// As on a server of its own: what is promised survives a power cut, and much of the database is at hand.
const asHosted = ['fsync=on', 'shared_buffers=1GB']

/** Answers it, and how to stop what it has started. */
export function createBench(
  given: Pick<Bench, 'size' | 'folder' | 'say'>,
): Bench & { stop: () => Promise<void> } {
  let postgres: Promise<Postgres> | null = null
  const full = new Map<DatabaseName, Promise<Seeded>>()
  const newDatabase = async (name: DatabaseName) => {
    const environment = { WEFTID_DATA: mkdtempSync(join(given.folder, 'data-')), WEFTID_PORT: '0' }
    if (name === 'SQLite') return environment
    const { newDatabase: make } = await (postgres ??= startPostgres(asHosted))
    const secret = 'one-secret-of-all-instances-of-32-bytes'
    return { ...environment, WEFTID_SECRET: secret, WEFTID_DATABASE: await make() }
  }
  const fullDatabase = (name: DatabaseName) => {
    const found =
      full.get(name) ?? newDatabase(name).then((environment) => seededDatabase(given, environment))
    full.set(name, found)
    return found
  }
  return { ...given, newDatabase, fullDatabase, stop: async () => (await postgres)?.stop() }
}
