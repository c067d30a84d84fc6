import type { Db } from '../db/connect.ts'

/** What a restore looks at in the database from before, each by its primary key. */
const tables = {
  users: 'id',
  passkeys: 'id',
  api_tokens: 'id',
  passwords: 'user_id',
  totps: 'user_id',
  backup_codes: 'id',
  model_revocations: 'id',
} as const

const some = 500

/** Copies it into the transaction as `earlier.<table>`: on PostgreSQL no statement reads two databases. */
export async function bringEarlier(tx: Db, earlier: Db): Promise<void> {
  await tx.raw('create schema earlier')
  for (const [table, key] of Object.entries(tables)) {
    await tx.raw(`create table earlier.${table} (like public.${table})`)
    for (let after = ''; ;) {
      const rows = await earlier(table)
        .where(key, '>', after)
        .orderBy(key)
        .limit(some)
        .select<Record<string, unknown>[]>('*')
      if (rows.length > 0) await tx(`earlier.${table}`).insert(rows)
      if (rows.length < some) break
      after = String(rows.at(-1)?.[key])
    }
  }
}

/** Removes that copy again. */
export const dropEarlier = (tx: Db) => tx.raw('drop schema earlier cascade')
