import BetterSqlite from 'better-sqlite3'
import knex, { type Knex } from 'knex'
import pg from 'pg'
import type { Db } from './connect.ts'
import { dialectOf } from './dialect.ts'
import { isOutdated } from './unavailable.ts'

type Value = string | number | Buffer | null
type Params = Record<string, Value>

/** One connection, kept for the length of a transaction on compiled statements. */
export interface Held {
  readonly db: Db
  readonly connection: BetterSqlite.Database | pg.Client
}

/** SQL whose text Knex builds once and the database prepares once: for the paths that every sign-in takes. */
export interface Statement<P extends Params, R> {
  /** The first row, or undefined. */
  first: (on: Db | Held, params: P) => Promise<R | undefined>
  /** Every row. */
  all: (on: Db | Held, params: P) => Promise<R[]>
  /** How many rows it changed. */
  run: (on: Db | Held, params: P) => Promise<number>
}

/** The value for one place of the SQL: one of those given, or always the same. */
type Binding = (params: Params) => unknown

interface Compiled {
  name: string
  sql: string
  bindings: readonly Binding[]
}

const mark = '\u0000param:'
let count = 0

function toBinding(value: unknown): Binding {
  if (typeof value !== 'string' || !value.startsWith(mark)) return () => value
  const name = value.slice(mark.length)
  return (params) => params[name]
}

/** Declares a statement; `param('x')` stands where the value of `x` goes. */
export function statement<P extends Params, R = never>(
  build: (db: Db, param: (name: keyof P & string) => Knex.Raw) => Knex.QueryBuilder | Knex.Raw,
): Statement<P, R> {
  const compiled = new Map<string, Compiled>()
  const name = `weftid_${++count}`
  const compile = (db: Db): Compiled => {
    const dialect = dialectOf(db)
    const known = compiled.get(dialect)
    if (known) return known
    const { sql, bindings } = build(db, (param) => db.raw('?', [mark + param]))
      .toSQL()
      .toNative()
    const fresh = { name, sql, bindings: bindings.map(toBinding) }
    compiled.set(dialect, fresh)
    return fresh
  }
  const on = <T>(target: Db | Held, work: (held: Held, compiled: Compiled) => Promise<T>) =>
    typeof target === 'function'
      ? hold(target, (held) => work(held, compile(target)))
      : work(target, compile(target.db))
  return {
    // The row type is the statement's own promise: no compiler can check it against SQL text.
    first: (target, params) =>
      on(target, async (held, sql) => (await execute(held, sql, params)).rows[0] as R | undefined),
    all: (target, params) =>
      on(target, async (held, sql) => (await execute(held, sql, params, true)).rows as R[]),
    run: (target, params) => on(target, async (held, sql) => (await execute(held, sql, params)).changes),
  }
}

/** Keeps one connection of the pool for `work`; inside a Knex transaction, that transaction's own. */
export async function hold<T>(db: Db, work: (held: Held) => Promise<T>): Promise<T> {
  const client: unknown = db.client
  if (!(client instanceof knex.Client)) throw new Error('This is not an open database.')
  const connection: unknown = await client.acquireConnection()
  try {
    if (!(connection instanceof BetterSqlite) && !(connection instanceof pg.Client))
      throw new Error('This database connection is of an unknown kind.')
    return await work({ db, connection })
  } catch (error) {
    // What it prepared it would prepare in vain for ever: the pool makes a new one.
    if (connection instanceof pg.Client && isOutdated(error)) await connection.end()
    throw error
  } finally {
    await client.releaseConnection(connection)
  }
}

/**
 * `hold`, for transactions of which SQLite waits for the disk at the commit, or does not: that cannot change inside one.
 */
export function holdSynchronous<T>(
  db: Db,
  synchronous: 'full' | 'normal',
  work: (held: Held) => Promise<T>,
): Promise<T> {
  return hold(db, async (held) => {
    const { connection } = held
    if (!(connection instanceof BetterSqlite)) return work(held)
    connection.pragma(`synchronous = ${synchronous}`)
    try {
      return await work(held)
    } finally {
      // A commit that failed leaves its transaction open, and nobody but this to end it.
      if (connection.inTransaction) plain(connection, 'rollback').run()
      connection.pragma('synchronous = normal')
    }
  })
}

export const begin = (held: Held): Promise<void> =>
  control(held, held.connection instanceof BetterSqlite ? 'begin immediate' : 'begin')

export const savepoint = (held: Held): Promise<void> => control(held, 'savepoint job')

/** Undoes all since the savepoint. Throws `cause` where nothing is left to undo: a full disk undoes all by itself. */
export async function undo(held: Held, cause: unknown): Promise<void> {
  await control(held, 'rollback to savepoint job').catch(() => {
    throw cause
  })
}

export const release = (held: Held): Promise<void> => control(held, 'release savepoint job')

const over = new WeakSet<Held>()

/** After it, what is asked of `held` is refused: it would be in no transaction. */
export function commit(held: Held): Promise<void> {
  const done = control(held, 'commit')
  over.add(held)
  return done
}

export const rollback = (held: Held): Promise<void> => control(held, 'rollback')

async function control({ connection }: Held, sql: string): Promise<void> {
  if (!(connection instanceof BetterSqlite)) await gathered(connection).query(sql)
  else if (connection.inTransaction || sql.startsWith('begin')) plain(connection, sql).run()
  // Some failures make SQLite roll back by itself: what follows must not be taken for part of a transaction.
  else if (sql !== 'rollback') throw new Error('The transaction was rolled back.')
}

const prepared = new WeakMap<BetterSqlite.Database, Map<string, BetterSqlite.Statement>>()

function plain(connection: BetterSqlite.Database, sql: string): BetterSqlite.Statement {
  const known = prepared.get(connection) ?? new Map<string, BetterSqlite.Statement>()
  prepared.set(connection, known)
  const ready = known.get(sql) ?? connection.prepare(sql)
  known.set(sql, ready)
  return ready
}

async function execute(held: Held, { name, sql, bindings }: Compiled, params: Params, all = false) {
  if (over.has(held)) throw new Error('The transaction is over.')
  const { connection } = held
  const values = bindings.map((binding) => binding(params))
  if (connection instanceof BetterSqlite) {
    const ready = plain(connection, sql)
    if (ready.reader) return { rows: all ? ready.all(...values) : [ready.get(...values)], changes: 0 }
    return { rows: [], changes: ready.run(...values).changes }
  }
  const { rows, rowCount } = await gathered(connection).query<object>({ name, text: sql, values })
  return { rows, changes: rowCount ?? 0 }
}

/** What is asked for in one turn goes to the database in one packet, and wakes it once. */
function gathered(connection: pg.Client): pg.Client {
  const { stream } = connection.connection
  stream.cork()
  process.nextTick(() => stream.uncork())
  return connection
}
