import type { Db } from '../db/connect.ts'
import { statement } from '../db/statement.ts'
import type { AuditRow } from '../db/tables.ts'

type NewEntry = Omit<AuditRow, 'seq'>

export const insertEntry = statement<{ [K in keyof NewEntry]: NewEntry[K] }>((db, param) =>
  db('audit').insert({
    at: param('at'),
    action: param('action'),
    actor_id: param('actor_id'),
    actor_name: param('actor_name'),
    actor_role: param('actor_role'),
    target_id: param('target_id'),
    target_name: param('target_name'),
    passkey_id: param('passkey_id'),
    passkey_name: param('passkey_name'),
    session_id: param('session_id'),
    reason: param('reason'),
    ticket: param('ticket'),
    address: param('address'),
    client: param('client'),
    count: param('count'),
    token_id: param('token_id'),
    token_name: param('token_name'),
  }),
)

/** Entries about a user, newest first, those before `before`. */
export const entriesAbout = (
  db: Db,
  userId: string,
  { before, limit }: { before: number; limit: number },
): Promise<AuditRow[]> =>
  db('audit')
    .where({ target_id: userId })
    .where('seq', '<', before)
    .orderBy('seq', 'desc')
    .limit(limit)
    .select('*')

/** Counts one more failure of this hour and answers how many it has now. */
export const countFailure = statement<{ scope: string; reason: string; hour: string }, { count: number }>(
  (db, param) =>
    db('failure_counts')
      .insert({ scope: param('scope'), reason: param('reason'), hour: param('hour'), count: 1, reported: 0 })
      .onConflict(['scope', 'reason', 'hour'])
      .merge({ count: db.raw('failure_counts.count + 1') })
      .returning('count'),
)

/** Accounts with more failures in a past hour than were written down one by one, not yet summed up. */
export const unreported = (db: Db, cap: number, before: string) =>
  db('failure_counts')
    .where('scope', 'like', 'user:%')
    .where('hour', '<', before)
    .where({ reported: 0 })
    .where('count', '>', cap)
    .limit(500)
    .select('*')

export const markReported = (
  tx: Db,
  { scope, reason, hour }: { scope: string; reason: string; hour: string },
) => tx('failure_counts').where({ scope, reason, hour, reported: 0 }).update({ reported: 1 })

export const forgetFailures = (db: Db, before: string) =>
  db('failure_counts').where('hour', '<', before).delete()

/** When it was last told of this passkey. */
export const newestAbout = statement<{ targetId: string; passkeyId: string; action: string }, { at: string }>(
  (db, param) =>
    db('audit')
      .where({ target_id: param('targetId'), passkey_id: param('passkeyId'), action: param('action') })
      .orderBy('seq', 'desc')
      .limit(1)
      .select('at'),
)
