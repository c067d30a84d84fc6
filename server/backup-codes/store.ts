import type { Db } from '../db/connect.ts'
import type { BackupCodeRow } from '../db/tables.ts'

export const insertCodes = (tx: Db, rows: BackupCodeRow[]) => tx('backup_codes').insert(rows)

export async function countOf(db: Db, userId: string) {
  const rows = await db('backup_codes').where({ user_id: userId }).select('used_at', 'created_at')
  return {
    remaining: rows.filter(({ used_at }) => used_at === null).length,
    total: rows.length,
    createdAt: rows[0]?.created_at ?? null,
  }
}
