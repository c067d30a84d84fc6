import BetterSqlite from 'better-sqlite3'
import type { Held } from '../db/statement.ts'

type Row = Record<string, string | number | null>

const perStatement = 100

/** Writes many rows of one shape, a hundred a statement. */
export async function insertAll({ connection }: Held, table: string, rows: readonly object[]): Promise<void> {
  for (let from = 0; from < rows.length; from += perStatement) {
    const some = rows.slice(from, from + perStatement).map((row): Row => ({ ...row }))
    const columns = Object.keys(some[0] ?? {})
    const values = some.flatMap((row) => columns.map((column) => row[column] ?? null))
    const isSqlite = connection instanceof BetterSqlite
    let number = 0
    const mark = () => (isSqlite ? '?' : `$${++number}`)
    const marks = some.map(() => `(${columns.map(mark).join(',')})`).join(',')
    const sql = `insert into ${table} (${columns.join(',')}) values ${marks}`
    if (connection instanceof BetterSqlite) prepared(connection, sql).run(...values)
    else await connection.query(sql, values)
  }
}

const known = new WeakMap<BetterSqlite.Database, Map<string, BetterSqlite.Statement>>()

function prepared(connection: BetterSqlite.Database, sql: string): BetterSqlite.Statement {
  const statements = known.get(connection) ?? new Map<string, BetterSqlite.Statement>()
  known.set(connection, statements)
  const ready = statements.get(sql) ?? connection.prepare(sql)
  statements.set(sql, ready)
  return ready
}
