import { record } from '../audit/record.ts'
import type { Db } from '../db/connect.ts'
import type { Act } from '../session.ts'
import type { Account } from '../users/users.ts'
import { revokeWhere } from './store.ts'

/** Revokes for good what programs act by in this person's name, in the transaction of what they lose. */
export async function revokeTokensOf(
  tx: Db,
  { session, from }: Act,
  maker: Account,
  at: Date,
): Promise<void> {
  for (const token of await revokeWhere(tx, { created_by: maker.id }, at.toISOString()))
    await record(tx, { at, action: 'token.revoked', actor: session.user, target: maker, token, from })
}
