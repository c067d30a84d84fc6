import { z } from 'zod'
import { connect, migrate, type Db } from '../db/connect.ts'
import { patient } from '../db/postgres.ts'
import { inTransaction } from '../db/transaction.ts'
import { bringEarlier, dropEarlier } from './earlier.ts'
import { settle, unknownWords } from './settle.ts'

interface Order {
  /** The database that a dump was restored into. */
  url: string
  /** The one it replaces; null where that is lost. */
  before: string | null
  now: Date
  /** Whether to go on where what was revoked since cannot be known. */
  acceptUnknown: boolean
}

/**
 * Finishes what pg_restore began, with the promise of `restore`: nothing that was taken away after the dump comes back,
 * going by the database from before, which is brought up to date and otherwise left as it is. All of it or nothing. Throws
 * while a server runs on either. Answers what was taken away in words, a line each; null where it is not known.
 */
export async function finishRestore({ url, before, now, acceptUnknown }: Order): Promise<string[] | null> {
  if (before === null && !acceptUnknown)
    throw new Error(unknownWords('WEFTID_DATABASE_BEFORE does not say which database this one replaces'))
  return withDatabase('WEFTID_DATABASE', url, async (db) => {
    if (before === null) {
      await makeReady('WEFTID_DATABASE', db)
      return inTransaction(db, (tx) => settle(tx, { now, isKnown: false, acceptUnknown }))
    }
    return withDatabase('WEFTID_DATABASE_BEFORE', before, async (earlier) => {
      if ((await identityOf(db)) === (await identityOf(earlier)))
        throw new Error(
          'WEFTID_DATABASE and WEFTID_DATABASE_BEFORE are one database: restore into a new one.',
        )
      await makeReady('WEFTID_DATABASE', db)
      await makeReady('WEFTID_DATABASE_BEFORE', earlier)
      return inTransaction(db, async (tx) => {
        await bringEarlier(tx, earlier)
        const kept = await settle(tx, { now, isKnown: true, acceptUnknown })
        await dropEarlier(tx)
        return kept
      })
    })
  })
}

async function withDatabase<T>(name: string, url: string, work: (db: Db) => Promise<T>): Promise<T> {
  const db = connect({ kind: 'postgres', url }, patient)
  try {
    await requireOurs(name, db)
    return await work(db)
  } finally {
    await db.destroy()
  }
}

/** An empty one would be made into a new installation, and as the one from before it would say that nothing was revoked. */
async function requireOurs(name: string, db: Db): Promise<void> {
  const isOurs = await db.schema.hasTable('knex_migrations').catch((cause: unknown) => {
    throw new Error(`The database in ${name} does not answer.`, { cause })
  })
  if (!isOurs) throw new Error(`The database in ${name} is empty.`)
}

const names = z.object({ rows: z.array(z.object({ name: z.string() })) })

const ask = async (db: Db, sql: string): Promise<string[]> =>
  names.parse(await db.raw(sql)).rows.map(({ name }) => name)

/** Brings its tables up to date, alone with it. */
async function makeReady(name: string, db: Db): Promise<void> {
  const others = await ask(
    db,
    `select application_name as name from pg_stat_activity
      where datname = current_database() and application_name = 'weftid' and pid <> pg_backend_pid()`,
  )
  if (others.length > 0) throw new Error(`A server runs on the database in ${name}. Stop it first.`)
  await migrate(db)
}

const identityOf = async (db: Db): Promise<string> =>
  (await ask(db, "select current_database() || ' ' || pg_postmaster_start_time() as name")).join()
