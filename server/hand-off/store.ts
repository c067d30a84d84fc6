import type { Db } from '../db/connect.ts'
import { statement } from '../db/statement.ts'
import type { HandOffRow } from '../db/tables.ts'

export const insertHandOff = (tx: Db, row: HandOffRow) => tx('hand_offs').insert(row)

export const findByCode = (db: Db, codeHash: string): Promise<HandOffRow | undefined> =>
  db('hand_offs').where({ code_hash: codeHash }).first('*')

const open = (db: Db) => db('hand_offs').whereNull('redeemed_at').whereNull('voided_at')

/** Spends a code: of two who bring it at once, one does. */
export const markRedeemed = (tx: Db, id: string, at: string): Promise<number> =>
  open(tx).where({ id }).update({ redeemed_at: at })

export const noteOpened = (tx: Db, id: string, sessionId: string): Promise<number> =>
  tx('hand_offs').where({ id }).update({ opened_session_id: sessionId })

export const voidOne = (tx: Db, id: string, at: string): Promise<number> =>
  open(tx).where({ id }).update({ voided_at: at })

export const voidOfSession = (tx: Db, sessionId: string, at: string): Promise<number> =>
  open(tx).where({ session_id: sessionId }).update({ voided_at: at })

const voidOpenOf = statement<{ userId: string; at: string }>((db, param) =>
  open(db)
    .where('user_id', param('userId'))
    .update({ voided_at: param('at') }),
)

export const voidOfUser = (tx: Db, userId: string, at: string): Promise<number> =>
  voidOpenOf.run(tx, { userId, at })

export const removeExpired = (db: Db, before: string): Promise<number> =>
  db('hand_offs').where('expires_at', '<', before).delete()
