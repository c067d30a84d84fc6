import type { Db } from '../db/connect.ts'
import type { PasskeyRow } from '../db/tables.ts'

/** The passkeys of one model that are not revoked; only those registered before a moment, where one is given. */
export interface OfModel {
  aaguid: string
  /** ISO 8601, as the database holds it. */
  createdBefore: string | null
}

// The condition on the status word for word as in the index `passkeys_of_model`, or SQLite does not take it.
function living(db: Db, { aaguid, createdBefore }: OfModel) {
  const rows = db('passkeys').where({ aaguid }).whereRaw("status <> 'revoked'")
  return createdBefore === null ? rows : rows.where('created_at', '<', createdBefore)
}

interface Stretch {
  /** A user's id. */
  after: string
  limit: number
}

export const usersAfter = (db: Db, which: OfModel, { after, limit }: Stretch): Promise<string[]> =>
  living(db, which)
    .where('user_id', '>', after)
    .distinct('user_id')
    .orderBy('user_id')
    .limit(limit)
    .pluck('user_id')

export const passkeysIn = (db: Db, which: OfModel, userIds: readonly string[]): Promise<PasskeyRow[]> =>
  living(db, which).whereIn('user_id', userIds).orderBy(['user_id', 'id']).select('*')

/** The next passkeys, user by user: no more of them than the index holds, where no moment is given. */
export const idsAfter = (
  db: Db,
  which: OfModel,
  { after, limit }: Stretch,
): Promise<Pick<PasskeyRow, 'id' | 'user_id'>[]> =>
  living(db, which)
    .where('user_id', '>', after)
    .orderBy(['user_id', 'id'])
    .limit(limit)
    .select('id', 'user_id')

/** In one order for everybody: nobody else changes them until the transaction ends. */
export const lockPasskeysIn = (tx: Db, which: OfModel, userIds: readonly string[]): Promise<PasskeyRow[]> =>
  living(tx, which).whereIn('user_id', userIds).orderBy(['user_id', 'id']).forUpdate().select('*')

export const activeOf = (
  db: Db,
  userIds: readonly string[],
): Promise<Pick<PasskeyRow, 'id' | 'user_id' | 'transports'>[]> =>
  db('passkeys').whereIn('user_id', userIds).where({ status: 'active' }).select('id', 'user_id', 'transports')

export const namesGiven = (db: Db, aaguids: readonly string[]) =>
  db('models').whereIn('aaguid', aaguids).whereNotNull('name').select('aaguid', 'name')
