import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { setTimeout as after } from 'node:timers/promises'
import type BetterSqlite from 'better-sqlite3'
import knex, { type Knex } from 'knex'
import pg from 'pg'
import { z } from 'zod'
import type { Database } from '../config.ts'
import { migrations } from './migrations/index.ts'
import { clientConfig, patient, postgresPool, usual, type Patience } from './postgres.ts'
import { isOvertaken } from './unavailable.ts'

// Counts and sign counters are far below 2^53; pg gives 64-bit integers as text unless told otherwise.
pg.types.setTypeParser(pg.types.builtins.INT8, Number)

/** A connection pool, or a transaction on one of its connections. */
export type Db = Knex

/** In pages of 4 KiB: a checkpoint every few hundred sign-ins instead of every few dozen, and of twenty milliseconds. */
const usualCheckpoint = 2000

// Commits that must survive a power cut ask for FULL themselves (`inTransaction`).
const wanted = {
  journal_mode: 'wal',
  synchronous: 1,
  foreign_keys: 1,
  busy_timeout: 10_000,
  wal_autocheckpoint: usualCheckpoint,
  // macOS answers a plain fsync before the disk has it; elsewhere these do nothing.
  fullfsync: 1,
  checkpoint_fullfsync: 1,
} as const

const addresses = new WeakMap<object, string>()

/** Opens the database without touching its tables. SQLite gets one connection: a second one in a process deadlocks. */
export function connect(database: Database, patience: Patience = usual): Db {
  if (database.kind === 'postgres') {
    const db = knex({
      client: 'pg',
      connection: clientConfig(database.url, patience),
      pool: postgresPool(patience),
      ...sources,
      acquireConnectionTimeout: 5_000,
    })
    addresses.set(db, database.url)
    return db
  }
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

/**
 * Brings the tables up to date, all of it or nothing. Safe to run again, to be killed, at the same time, and while others
 * serve. Throws for a database that is newer than this program.
 */
export async function migrate(db: Db): Promise<void> {
  const url = addresses.get(db)
  if (url === undefined) {
    await untilFree(() => migrateUnder(db, ['pragma user_version = 0']))
    return
  }
  const own = connect({ kind: 'postgres', url }, patient)
  // Of several instances that start at once one migrates and the others find it done; but a table that is in use is not
  // waited for any longer than those who come after us and want it too can be kept waiting.
  const locks = ['select pg_advisory_xact_lock(7100)', "set local lock_timeout = '3s'"]
  await untilFree(() => migrateUnder(own, locks)).finally(() => own.destroy())
}

/** In one transaction on one connection: Knex's own lock and its tables are part of it, so nothing of them can be left. */
const migrateUnder = (db: Db, locks: readonly string[]): Promise<void> =>
  db.transaction(async (tx) => {
    for (const lock of locks) await tx.raw(lock)
    await stepsTaken(tx)
    await tx.migrate.latest()
  })

async function untilFree(work: () => Promise<void>): Promise<void> {
  for (let left = 20; ; left--)
    try {
      await work()
      return
    } catch (error) {
      if (left === 0 || !isOvertaken(error)) throw error
      await after(500 + Math.random() * 500)
    }
}

/**
 * The steps that were taken. Asks without making Knex's tables, which of several who make them at once fails all but one.
 * Throws for a database that is newer than this program.
 */
async function stepsTaken(db: Db): Promise<Set<string>> {
  if (!(await db.schema.hasTable('knex_migrations'))) return new Set()
  const rows = z.array(z.object({ name: z.string() })).parse(await db.select('name').from('knex_migrations'))
  const names = rows.map(({ name }) => name)
  const unknown = names.filter((name) => !migrations.has(name))
  if (unknown.length > 0)
    throw new Error(`The database is newer than this program, which does not know its ${unknown.join(', ')}.`)
  return new Set(names)
}

/** How many steps `migrate` would take. Throws for a database that is newer than this program. */
export async function pendingMigrations(db: Db): Promise<number> {
  const done = await stepsTaken(db)
  return [...migrations.keys()].filter((name) => !done.has(name)).length
}

const silent = () => undefined

const sources = {
  // It writes to the terminal, and what it says is thrown as well.
  log: { warn: silent, error: silent, deprecate: silent, debug: silent },
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
