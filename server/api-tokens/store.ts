import type { Db } from '../db/connect.ts'
import { statement } from '../db/statement.ts'
import type { ApiTokenRow, UserRow } from '../db/tables.ts'

export type TokenAndMaker = ApiTokenRow &
  Pick<UserRow, 'role' | 'email' | 'display_name'> & { user_status: UserRow['status'] }

const withMaker = (db: Db) =>
  db('api_tokens')
    .join('users', 'users.id', 'api_tokens.created_by')
    .select('api_tokens.*', 'users.role', 'users.email', 'users.display_name', 'users.status as user_status')

export const byHash = statement<{ hash: string }, TokenAndMaker>((db, param) =>
  withMaker(db).where('api_tokens.token_hash', param('hash')),
)

export const touch = statement<{ id: string; at: string; address: string }>((db, param) =>
  db('api_tokens')
    .where({ id: param('id') })
    .update({ last_used_at: param('at'), last_used_address: param('address') }),
)

export const insertToken = (tx: Db, row: ApiTokenRow) => tx('api_tokens').insert(row)

export const allTokens = (db: Db): Promise<TokenAndMaker[]> => withMaker(db).orderBy('api_tokens.id', 'desc')

export const findToken = (db: Db, id: string): Promise<TokenAndMaker | undefined> =>
  withMaker(db).where('api_tokens.id', id).first()

/** Locks it where it is not revoked. */
export const lockUnrevoked = async (tx: Db, id: string): Promise<boolean> =>
  (await tx('api_tokens').where({ id }).whereNull('revoked_at').forUpdate().first('id')) !== undefined

export const countUnrevoked = async (tx: Db, at: string): Promise<number> =>
  (await tx('api_tokens').whereNull('revoked_at').where('expires_at', '>', at).select('id')).length

/** Revokes those that still work; answers them. */
export const revokeWhere = (
  tx: Db,
  which: { id: string } | { created_by: string },
  at: string,
): Promise<Pick<ApiTokenRow, 'id' | 'name'>[]> =>
  tx('api_tokens')
    .where(which)
    .whereNull('revoked_at')
    .where('expires_at', '>', at)
    .update({ revoked_at: at }, ['id', 'name'])

export const removeEnded = (db: Db, before: string) =>
  db('api_tokens').where('expires_at', '<', before).orWhere('revoked_at', '<', before).delete()
