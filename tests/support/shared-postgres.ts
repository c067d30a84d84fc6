import type { TestProject } from 'vitest/node'
import { connect, migrate } from '../../server/db/connect.ts'
import { createDatabase, dropDatabase, nameOf } from './postgres-databases.ts'
import { startPostgres } from './postgres.ts'

// Nothing of it has to outlive the run; two workers with their servers and processes share it.
const settings = [
  'synchronous_commit=off',
  'full_page_writes=off',
  'autovacuum=off',
  'max_wal_size=4GB',
  'max_connections=300',
]

/** Once a run: a PostgreSQL for all suites, or the given one, and a database with our tables that they copy. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env['WEFTID_TEST_POSTGRES']
  const own = given === undefined ? await startPostgres(settings) : null
  const address = own?.address ?? given ?? ''
  const url = await createDatabase(address)
  const db = connect({ kind: 'postgres', url })
  await migrate(db).finally(() => db.destroy())
  project.provide('postgres', { address, template: nameOf(url) })
  return async () => {
    if (own) await own.stop()
    else await dropDatabase(address, url)
  }
}
