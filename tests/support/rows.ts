import { z } from 'zod'
import type { Db } from '../../server/db/connect.ts'
import { dialectOf } from '../../server/db/dialect.ts'

const rows = z.array(z.record(z.string(), z.unknown()))

/** What a statement answers, on either database. */
export async function rowsOf(db: Db, sql: string): Promise<Record<string, unknown>[]> {
  const answer: unknown = await db.raw(sql)
  return rows.parse(Array.isArray(answer) ? answer : z.object({ rows }).parse(answer).rows)
}

const tableNames = {
  sqlite: "select name from sqlite_master where type = 'table' and name not like 'sqlite_%'",
  postgres: "select tablename as name from pg_tables where schemaname = 'public'",
}

// What instances tell each other of being there changes by itself, and news come a moment after their act.
const live = new Set(['instances', 'open_streams', 'news'])

/** Every row of every table, tables found rather than listed; in an order that does not change by itself. */
export async function everyRow(db: Db): Promise<Record<string, Record<string, unknown>[]>> {
  const found: Record<string, Record<string, unknown>[]> = {}
  for (const { name } of await rowsOf(db, tableNames[dialectOf(db)])) {
    if (live.has(String(name))) continue
    const all = await rowsOf(db, `select * from ${String(name)}`)
    // PostgreSQL gives a row that was updated at the end.
    found[String(name)] = all
      .map((row) => ({ row, text: JSON.stringify(row) }))
      .sort((one, other) => (one.text < other.text ? -1 : 1))
      .map(({ row }) => row)
  }
  return found
}

/** All that the database holds as one text, to look for what must not be in it. */
export const everythingAtRest = async (db: Db): Promise<string> => JSON.stringify(await everyRow(db))

/** Rows a refusal must leave as they are: whoever may come in, and with what. */
export async function waysIn(db: Db): Promise<unknown> {
  const { users, passkeys, sessions, backup_codes, invitations } = await everyRow(db)
  return { users, passkeys, sessions: sessions?.length, backup_codes, invitations }
}

/** How many failures the record counts, of accounts and of strangers. */
export async function countFailures(db: Db): Promise<number> {
  const rows = await db('failure_counts').select('count')
  return rows.reduce((sum, { count }) => sum + count, 0)
}

/** The newest entry about a user. */
export const newestEntry = (db: Db, userId: string) =>
  db('audit').where({ target_id: userId }).orderBy('seq', 'desc').first('*')
