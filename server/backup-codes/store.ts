import type { Db } from '../db/connect.ts'
import { statement } from '../db/statement.ts'
import type { BackupCodeRow } from '../db/tables.ts'

export async function replaceCodes(tx: Db, userId: string, rows: BackupCodeRow[]): Promise<void> {
  await tx('backup_codes').where({ user_id: userId }).delete()
  await tx('backup_codes').insert(rows)
}

export const spend = (tx: Db, codeHash: string, at: string): Promise<number> =>
  tx('backup_codes').where({ code_hash: codeHash }).whereNull('used_at').update({ used_at: at })

export const spendAll = (tx: Db, userId: string, at: string): Promise<number> =>
  tx('backup_codes').where({ user_id: userId }).whereNull('used_at').update({ used_at: at })

export const countUnused = statement<{ userId: string }, { count: number }>((db, param) =>
  db('backup_codes').where('user_id', param('userId')).whereNull('used_at').count({ count: '*' }),
)

export const countUnusedOf = (db: Db, userIds: readonly string[]) =>
  db('backup_codes')
    .whereIn('user_id', userIds)
    .whereNull('used_at')
    .groupBy('user_id')
    .select('user_id')
    .count({ count: '*' })

export async function countOf(db: Db, userId: string) {
  const rows = await db('backup_codes').where({ user_id: userId }).select('used_at', 'created_at')
  return {
    remaining: rows.filter(({ used_at }) => used_at === null).length,
    total: rows.length,
    createdAt: rows[0]?.created_at ?? null,
  }
}
