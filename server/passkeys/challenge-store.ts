import type { Db } from '../db/connect.ts'
import { statement } from '../db/statement.ts'

/** Marks a challenge as spent. Changes no row where it was spent before, or had expired by the last purge. */
export const spend = statement<{ challenge: string; expiresAt: string }>((db, param) =>
  db.raw(
    `insert into spent_challenges (challenge, expires_at)
     select ?, ? from guards where name = 'challenge-watermark' and value < ?
     on conflict do nothing`,
    [param('challenge'), param('expiresAt'), param('expiresAt')],
  ),
)

export const raiseWatermark = (tx: Db, until: string) =>
  tx('guards').where({ name: 'challenge-watermark' }).where('value', '<', until).update({ value: until })

/** What had expired by this time is refused, whatever the clock says. */
export const findWatermark = async (tx: Db): Promise<string> =>
  (await tx('guards').where({ name: 'challenge-watermark' }).first('value'))?.value ?? ''

/** Removes up to `limit` that had expired by this time, and answers how many. */
export const forgetSpent = (db: Db, until: string, limit: number): Promise<number> => {
  const key = ['expires_at', 'challenge'] as const
  const some = db('spent_challenges').where('expires_at', '<=', until).limit(limit).select(key)
  return db('spent_challenges').whereIn(key, some).delete()
}
