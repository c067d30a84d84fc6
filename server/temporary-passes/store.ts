import type { Db } from '../db/connect.ts'
import { statement } from '../db/statement.ts'
import type { TemporaryPassRow } from '../db/tables.ts'

export const insertPass = (tx: Db, row: TemporaryPassRow) => tx('temporary_passes').insert(row)

const open = (db: Db, userId: string, at: string) =>
  db('temporary_passes')
    .where({ user_id: userId })
    .whereNull('used_at')
    .whereNull('voided_at')
    .where('expires_at', '>', at)

const voidOpen = statement<{ userId: string; at: string }>((db, param) =>
  db('temporary_passes')
    .where('user_id', param('userId'))
    .whereNull('used_at')
    .whereNull('voided_at')
    .where('expires_at', '>', param('at'))
    .update({ voided_at: param('at') }),
)

export const voidAll = (tx: Db, userId: string, at: string): Promise<number> =>
  voidOpen.run(tx, { userId, at })

export const findOpen = (db: Db, userId: string, at: string) => open(db, userId, at).first('expires_at')

/** Spends the pass: of two who give it at once, one gets its row. */
export async function spend(
  tx: Db,
  userId: string,
  { hashes, at }: { hashes: readonly string[]; at: string },
): Promise<{ expires_at: string } | undefined> {
  const [row] = await open(tx, userId, at)
    .whereIn('pass_hash', hashes)
    .update({ used_at: at }, ['expires_at'])
  return row
}

/** Counts a wrong try against the pass that is open; the last one makes it void. */
export async function countWrong(
  db: Db,
  userId: string,
  { most, at }: { most: number; at: string },
): Promise<void> {
  await open(db, userId, at).increment('wrong_tries', 1)
  await open(db, userId, at).where('wrong_tries', '>=', most).update({ voided_at: at })
}
