import type { Db } from '../db/connect.ts'
import { idsFrom } from '../tokens.ts'

/** Removes up to `limit` sessions that ended or ran out before a moment, and answers how many. */
export function removeOld(db: Db, before: Date, limit: number): Promise<number> {
  const moment = before.toISOString()
  const old = db('sessions')
    // All that began before it are looked at: an index on how they end would cost every sign-in.
    .where('id', '<', idsFrom(before.getTime()))
    .where((over) => void over.where('ended_at', '<', moment).orWhere('ends_at', '<', moment))
  return db('sessions').whereIn('id', old.limit(limit).select('id')).delete()
}

/** Removes up to `limit` half sign-ins that are over, and answers how many. */
export function removePending(db: Db, now: Date, limit: number): Promise<number> {
  // Spelt out, or the index of just these is not used.
  const over = db('sessions').whereRaw("kind = 'pending'").where('ends_at', '<', now.toISOString())
  return db('sessions').whereIn('id', over.limit(limit).select('id')).delete()
}
