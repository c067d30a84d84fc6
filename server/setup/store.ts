import type { Db } from '../db/connect.ts'

/** Accounts that exist only because a set-up was begun, the newest first. */
export async function pendingSetups(db: Db): Promise<string[]> {
  const rows = await pending(db).orderBy('created_at', 'desc').select('id')
  return rows.map(({ id }) => id)
}

/** Pending set-ups none of whose sessions runs any more. */
export async function abandonedSetups(db: Db, now: string): Promise<string[]> {
  const running = db('sessions')
    .whereRaw('sessions.user_id = users.id')
    .whereNull('ended_at')
    .where('ends_at', '>', now)
  const rows = await pending(db).whereNotExists(running.select('id')).select('id')
  return rows.map(({ id }) => id)
}

const pending = (db: Db) =>
  db('users')
    .where({ status: 'invited', role: 'admin' })
    .whereExists(
      db('sessions').whereRaw('sessions.user_id = users.id').where({ method: 'setup' }).select('id'),
    )
