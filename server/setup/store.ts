import type { Db } from '../db/connect.ts'

/** Accounts that exist only because a set-up was begun, the newest first. */
export async function pendingSetups(db: Db): Promise<string[]> {
  const rows = await db('users')
    .where({ status: 'invited', role: 'admin' })
    .whereExists(
      db('sessions').whereRaw('sessions.user_id = users.id').where({ method: 'setup' }).select('id'),
    )
    .orderBy('created_at', 'desc')
    .select('id')
  return rows.map(({ id }) => id)
}
