import type { Db } from '../db/connect.ts'

/** Whose passkey this is; null where there is none of this id. */
export const ownerOf = async (db: Db, id: string): Promise<string | null> =>
  (await db('passkeys').where({ id }).first('user_id'))?.user_id ?? null

/** The ids of a user's passkeys that are not revoked, suspended ones too. */
export const unrevokedOf = async (db: Db, userId: string): Promise<string[]> =>
  (await db('passkeys').where({ user_id: userId }).whereNot('status', 'revoked').select('id')).map(
    ({ id }) => id,
  )
