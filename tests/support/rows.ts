import { z } from 'zod'
import type { Db } from '../../server/db/connect.ts'

const names = z.array(z.object({ name: z.string() }))

/** Every row of every table of an SQLite database, tables found rather than listed. */
export async function everyRow(db: Db): Promise<Record<string, unknown[]>> {
  const tables = names.parse(
    await db.raw("select name from sqlite_master where type = 'table' and name not like 'sqlite_%'"),
  )
  const rows: Record<string, unknown[]> = {}
  for (const { name } of tables)
    rows[name] = z.array(z.unknown()).parse(await db.raw(`select * from ${name}`))
  return rows
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
