import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import type BetterSqlite from 'better-sqlite3'
import knex, { type Knex } from 'knex'
import pg from 'pg'
import { z } from 'zod'
import type { Database } from '../config.ts'
import { dialectOf } from './dialect.ts'
import { migrations } from './migrations/index.ts'

// Counts and sign counters are far below 2^53; pg gives 64-bit integers as text unless told otherwise.
pg.types.setTypeParser(pg.types.builtins.INT8, Number)

/** A connection pool, or a transaction on one of its connections. */
export type Db = Knex

// Commits that must survive a power cut ask for FULL themselves (`inTransaction`).
const wanted = {
  journal_mode: 'wal',
  synchronous: 1,
  foreign_keys: 1,
  busy_timeout: 10_000,
  // In pages: a checkpoint every few hundred sign-ins instead of every few dozen.
  wal_autocheckpoint: 4000,
  // macOS answers a plain fsync before the disk has it; elsewhere these do nothing.
  fullfsync: 1,
  checkpoint_fullfsync: 1,
} as const

/** Opens the database without touching its tables. SQLite gets one connection: a second one in a process deadlocks. */
export function connect(database: Database): Db {
  if (database.kind === 'postgres')
    return knex({ client: 'pg', connection: database.url, pool: { min: 0, max: 10 }, ...sources })
  mkdirSync(dirname(database.file), { recursive: true, mode: 0o700 })
  return knex({
    client: 'better-sqlite3',
    connection: { filename: database.file },
    useNullAsDefault: true,
    pool: {
      min: 1,
      max: 1,
      afterCreate(
        connection: BetterSqlite.Database,
        done: (error: Error | null, connection: unknown) => void,
      ) {
        done(faultOf(connection), connection)
      },
    },
    ...sources,
  })
}

/** Brings the tables up to date. Safe to run again, and at the same time. */
export async function migrate(db: Db): Promise<void> {
  if (dialectOf(db) === 'sqlite') {
    await db.migrate.latest()
    return
  }
  // Of several instances that start at once, one migrates and the others find it done.
  await db.transaction(async (lock) => {
    await lock.raw('select pg_advisory_xact_lock(7100)')
    await db.migrate.latest()
  })
}

/** How many steps `migrate` would take. */
export async function pendingMigrations(db: Db): Promise<number> {
  const [, pending] = z.tuple([z.array(z.unknown()), z.array(z.unknown())]).parse(await db.migrate.list())
  return pending.length
}

const sources = {
  acquireConnectionTimeout: 10_000,
  // Otherwise the message of a failed query, which is logged, holds every value in it.
  compileSqlOnError: false,
  migrations: {
    migrationSource: {
      getMigrations: () => Promise.resolve([...migrations.keys()]),
      getMigrationName: (name: string) => name,
      getMigration: (name: string) => {
        const migration = migrations.get(name)
        if (!migration) throw new Error(`The database holds a migration this version does not know: ${name}`)
        return Promise.resolve(migration)
      },
    },
  },
} satisfies Knex.Config

// Set and read back: a pragma that is not understood is silently ignored by SQLite.
function faultOf(connection: BetterSqlite.Database): Error | null {
  for (const [name, value] of Object.entries(wanted)) {
    connection.pragma(`${name} = ${value}`)
    const got = connection.pragma(name, { simple: true })
    if (got !== value) return new Error(`SQLite refused ${name} = ${value} and says ${String(got)}.`)
  }
  return null
}
