import { inject } from 'vitest'
import { createDatabase, dropDatabase } from './postgres-databases.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Which of the two databases this run is about: every suite runs on both. */
    database: 'sqlite' | 'postgres'
    /** The PostgreSQL server that all suites share, and a database on it with our tables to be copied. */
    postgres: { address: string; template: string }
  }
}

export interface Database {
  /** What a server must be told to use it. */
  environment: Record<string, string>
  /** The same for another new database beside it. */
  fresh: () => Promise<Record<string, string>>
  /** The same for one without our tables. */
  empty: () => Promise<Record<string, string>>
  stop: () => Promise<void>
}

export const isSqlite = inject('database') === 'sqlite'

const secret = { WEFTID_SECRET: 'one-secret-of-all-instances-of-32-bytes' }

const openSqlite = (): Promise<Database> => {
  const nothing = () => Promise.resolve({})
  return Promise.resolve({ environment: {}, fresh: nothing, empty: nothing, stop: () => Promise.resolve() })
}

async function openPostgres(): Promise<Database> {
  const { address, template } = inject('postgres')
  const made: string[] = []
  const make = async (like?: string) => {
    const url = await createDatabase(address, like)
    made.push(url)
    return { ...secret, WEFTID_DATABASE: url }
  }
  const stop = async () => {
    for (const url of made) await dropDatabase(address, url)
  }
  const fresh = () => make(template)
  return { environment: await fresh(), fresh, empty: () => make(), stop }
}

/** Opens a new database of the kind this run is about, with our tables and nothing in them. */
export const openDatabase: () => Promise<Database> = isSqlite ? openSqlite : openPostgres

/** The database this run is about, by the name that people know it by. */
export const databases: Record<string, () => Promise<Database>> = {
  [isSqlite ? 'SQLite' : 'PostgreSQL']: openDatabase,
}
