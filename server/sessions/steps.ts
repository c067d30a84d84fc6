import type { Db } from '../db/connect.ts'
import { statement, type Held } from '../db/statement.ts'
import type { Session } from '../session.ts'
import { pendingFor } from './life.ts'

/** How many second steps may be tried on one first factor. */
export const mostTries = 5

const open = statement<{ id: string; until: string }>((db, param) =>
  db('sessions')
    .where({ id: param('id') })
    .whereNull('ended_at')
    .update({ step_until: param('until'), step_tries: 0 }),
)

const take = statement<{ id: string; now: string }, { step_tries: number }>((db, param) =>
  db('sessions')
    .where({ id: param('id') })
    .whereNull('ended_at')
    .where('step_until', '>', param('now'))
    .where('step_tries', '<', mostTries)
    .update({ step_tries: db.raw('step_tries + 1') })
    .returning('step_tries'),
)

const giveBack = statement<{ id: string }>((db, param) =>
  db('sessions')
    .where({ id: param('id') })
    .where('step_tries', '>', 0)
    .update({ step_tries: db.raw('step_tries - 1') }),
)

const close = statement<{ id: string }>((db, param) =>
  db('sessions')
    .where({ id: param('id') })
    .whereNotNull('step_until')
    .update({ step_until: null }),
)

const waiting = statement<{ id: string; now: string }, { id: string }>((db, param) =>
  db('sessions')
    .where({ id: param('id') })
    .where('step_until', '>', param('now'))
    .where('step_tries', '<', mostTries)
    .select('id'),
)

/** A first factor was right: for ten minutes, five second steps may be tried in this session. */
export const openStep = (on: Db | Held, { id }: Pick<Session, 'id'>, at: Date): Promise<number> =>
  open.run(on, { id, until: new Date(at.getTime() + pendingFor).toISOString() })

/** Counts a try before it is looked at, so that fifty at once are five. Answers how many are left, null where none was. */
export async function takeTry(db: Db, { id }: Pick<Session, 'id'>, at: Date): Promise<number | null> {
  const row = await take.first(db, { id, now: at.toISOString() })
  return row ? mostTries - row.step_tries : null
}

/** Uncounts a try that failed through no fault of the person. */
export const giveTryBack = (db: Db, { id }: Pick<Session, 'id'>): Promise<number> => giveBack.run(db, { id })

/** The second step is done: the first factor has to be proven anew. Zero where it had to be in the meantime. */
export const closeStep = (on: Db | Held, { id }: Pick<Session, 'id'>): Promise<number> =>
  close.run(on, { id })

/** Whether a second step may be tried in this session. */
export const isWaiting = async (db: Db, { id }: Pick<Session, 'id'>, at: Date): Promise<boolean> =>
  (await waiting.first(db, { id, now: at.toISOString() })) !== undefined
