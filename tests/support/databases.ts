import { startPostgres } from './postgres.ts'

interface Database {
  /** What a server must be told to use it. */
  environment: Record<string, string>
  /** The same for another new, empty database beside it. */
  fresh: () => Promise<Record<string, string>>
  stop: () => Promise<void>
}

/** Both databases the server runs on; each opens a new, empty one. */
export const databases: Record<string, () => Promise<Database>> = {
  SQLite: () =>
    Promise.resolve({ environment: {}, fresh: () => Promise.resolve({}), stop: () => Promise.resolve() }),
  PostgreSQL: async () => {
    const postgres = await startPostgres()
    const secret = { WEFTID_SECRET: 'one-secret-of-all-instances-of-32-bytes' }
    const fresh = async () => ({ ...secret, WEFTID_DATABASE: await postgres.newDatabase() })
    return { environment: await fresh(), fresh, stop: postgres.stop }
  },
}
