import type { Db } from '../db/connect.ts'
import type { SessionRow } from '../db/tables.ts'

/** The user's running sessions, newest use first. */
export const runningOf = (db: Db, userId: string, now: Date): Promise<SessionRow[]> =>
  db('sessions')
    .where({ user_id: userId })
    .whereNull('ended_at')
    .where('ends_at', '>', now.toISOString())
    .orderBy('last_seen_at', 'desc')
    .limit(200)
    .select('*')

/** How many sessions each of the user's passkeys has opened that still run. */
export const countByPasskey = (db: Db, userId: string, { seenAfter, now }: { seenAfter: Date; now: Date }) =>
  db('sessions')
    .where({ user_id: userId })
    .whereNotNull('passkey_id')
    .whereNull('ended_at')
    .where('kind', 'full')
    .where('last_seen_at', '>', seenAfter.toISOString())
    .where('ends_at', '>', now.toISOString())
    .groupBy('passkey_id')
    .select('passkey_id')
    .count({ count: '*' })

/** The users narrow it down: sessions are not indexed by passkey. */
export async function countOpenedBy(
  db: Db,
  { userIds, passkeyIds }: { userIds: readonly string[]; passkeyIds: readonly string[] },
  { seenAfter, now }: { seenAfter: Date; now: Date },
): Promise<number> {
  const row = await db('sessions')
    .whereIn('user_id', userIds)
    .whereIn('passkey_id', passkeyIds)
    .whereNull('ended_at')
    .where('last_seen_at', '>', seenAfter.toISOString())
    .where('ends_at', '>', now.toISOString())
    .count({ count: '*' })
    .first()
  return Number(row?.count ?? 0)
}

export async function countHalfway(db: Db, userId: string, now: string): Promise<number> {
  const row = await db('sessions')
    .where({ user_id: userId })
    .whereNot('kind', 'full')
    .whereNull('ended_at')
    .where('ends_at', '>', now)
    .count({ count: '*' })
    .first()
  return Number(row?.count ?? 0)
}
