import type { Db } from '../db/connect.ts'
import { statement } from '../db/statement.ts'
import type { InvitationRow } from '../db/tables.ts'

export const insertInvitation = (tx: Db, row: InvitationRow) => tx('invitations').insert(row)

export const findByToken = (db: Db, tokenHash: string) =>
  db('invitations').where({ token_hash: tokenHash }).first('user_id')

const open = (db: Db) => db('invitations').whereNull('accepted_at').whereNull('voided_at')

/** Spends the invitation of a token: of two who accept it, one gets it. */
export async function accept(
  tx: Db,
  tokenHash: string,
  at: string,
): Promise<{ user_id: string; expires_at: string } | undefined> {
  const [row] = await open(tx)
    .where({ token_hash: tokenHash })
    .where('expires_at', '>', at)
    .update({ accepted_at: at }, ['user_id', 'expires_at'])
  return row
}

const voidOpen = statement<{ userId: string; at: string }>((db, param) =>
  open(db)
    .where('user_id', param('userId'))
    .update({ voided_at: param('at') }),
)

export const voidAll = (tx: Db, userId: string, at: string): Promise<number> =>
  voidOpen.run(tx, { userId, at })

export const findOpen = (db: Db, userId: string, at: string) =>
  open(db).where({ user_id: userId }).where('expires_at', '>', at).first('expires_at')
