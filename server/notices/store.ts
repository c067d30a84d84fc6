import type { Knex } from 'knex'
import type { Db } from '../db/connect.ts'
import { statement } from '../db/statement.ts'
import type { OutboxRow } from '../db/tables.ts'

type NewMail = Record<'notice' | 'kind' | 'facts' | 'owner' | 'at', string>

const columns = ['notice', 'kind', 'facts', 'role', 'address', 'created_at', 'due_at', 'tries', 'status']

/** A mail for each of the users that `whom` leaves, to the address they have at this moment. */
const insertFor = (
  db: Db,
  param: (name: keyof NewMail) => Knex.Raw,
  role: OutboxRow['role'],
  whom: (users: Knex.QueryBuilder) => Knex.QueryBuilder,
) => {
  // PostgreSQL cannot tell the type of a bare parameter in a select list.
  const text = (name: keyof NewMail) => db.raw('cast(? as text)', [param(name)])
  const rows = db('users').select([
    ...(['notice', 'kind', 'facts'] as const).map(text),
    db.raw(`'${role}'`),
    'email',
    text('at'),
    text('at'),
    db.raw("0, 'waiting'"),
  ])
  return db.into(db.raw('outbox (??)', [columns])).insert(whom(rows))
}

export const insertForOwner = statement<NewMail>((db, param) =>
  insertFor(db, param, 'owner', (users) => users.where('id', param('owner'))),
)

export const insertForWatchers = statement<NewMail & { role: string }>((db, param) =>
  insertFor(db, param, 'watcher', (users) =>
    users.where({ role: param('role'), status: 'active' }).whereNot('id', param('owner')),
  ),
)

/** Mails whose turn it is, the longest waiting first. */
export const dueMails = (db: Db, now: string, limit: number): Promise<OutboxRow[]> =>
  db('outbox')
    .where({ status: 'waiting' })
    .where('due_at', '<=', now)
    .orderBy('due_at')
    .limit(limit)
    .select('*')

/** How many are still to be sent. */
export const countWaiting = async (db: Db): Promise<number> =>
  Number((await db('outbox').where({ status: 'waiting' }).count({ count: '*' }).first())?.count ?? 0)

/** Takes a mail until `until`: of several processes that have read it, one gets true. */
export const claim = async (db: Db, { seq, due_at }: OutboxRow, until: string): Promise<boolean> =>
  (await db('outbox').where({ seq, status: 'waiting', due_at }).update({ due_at: until })) === 1

type Outcome = Partial<Pick<OutboxRow, 'status' | 'due_at' | 'tries'>>

/** What became of a mail taken until `until`; nothing where that has passed and another process took it. */
export const settle = (db: Db, seq: number, until: string, outcome: Outcome): Promise<number> =>
  db('outbox').where({ seq, status: 'waiting', due_at: until }).update(outcome)

/** Gives up the mails that were written before a moment and whose turn it is. */
export const giveUp = (db: Db, { now, before }: { now: string; before: string }): Promise<number> =>
  db('outbox')
    .where({ status: 'waiting' })
    .where('due_at', '<=', now)
    .where('created_at', '<', before)
    .update({ status: 'given-up' })

/** Mails newest first, those before `before`. */
export const mailsBefore = (db: Db, before: number, limit: number): Promise<OutboxRow[]> =>
  db('outbox').where('seq', '<', before).orderBy('seq', 'desc').limit(limit).select('*')

/** Removes up to `limit` mails that were written before a moment, and answers how many. */
export const removeMails = (db: Db, before: string, limit: number): Promise<number> =>
  db('outbox')
    .whereIn('seq', db('outbox').where('created_at', '<', before).limit(limit).select('seq'))
    .delete()
