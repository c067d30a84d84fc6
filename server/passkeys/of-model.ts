import { setImmediate as turn } from 'node:timers/promises'
import type { Db } from '../db/connect.ts'
import type { PasskeyRow } from '../db/tables.ts'
import * as store from './model-store.ts'
import { isCrossPlatform, toKnown, type KnownPasskey } from './passkeys.ts'

export type { OfModel } from './model-store.ts'

/** The next users that have such a passkey, by their ids in order. */
export const usersOfModel: typeof store.usersAfter = (db, which, stretch) =>
  store.usersAfter(db, which, stretch)

/** These users' passkeys of the model, user by user. */
export const passkeysOfModel = (
  db: Db,
  which: store.OfModel,
  userIds: readonly string[],
): Promise<PasskeyRow[]> => store.passkeysIn(db, which, userIds)

// More than anybody has of one model.
const slice = 400

interface Owned {
  id: string
  userId: string
}

/** All of them, in slices of whole users: others go on in between. */
export async function* slicesOfModel(db: Db, which: store.OfModel): AsyncGenerator<Owned[]> {
  for (let after = ''; ;) {
    const rows = await store.idsAfter(db, which, { after, limit: slice })
    const last = rows.at(-1)?.user_id
    // The last user's may go on beyond the slice.
    const whole = rows.length < slice ? rows : rows.filter(({ user_id }) => user_id !== last)
    if (whole.length > 0) yield whole.map(({ id, user_id }) => ({ id, userId: user_id }))
    if (rows.length < slice) return
    after = whole.at(-1)?.user_id ?? last ?? ''
    await turn()
  }
}

/** The same passkeys, for a change: nobody else changes them until the transaction ends. */
export const lockPasskeysOfModel = async (
  tx: Db,
  which: store.OfModel,
  userIds: readonly string[],
): Promise<KnownPasskey[]> => (await store.lockPasskeysIn(tx, which, userIds)).map(toKnown)

export interface Usable {
  passkeys: number
  securityKeys: number
}

/** `countUsable` for many users at once. */
export async function countUsableOf(
  db: Db,
  userIds: readonly string[],
  without: ReadonlySet<string>,
): Promise<Map<string, Usable>> {
  const counts = new Map<string, Usable>()
  for (const row of await store.activeOf(db, userIds)) {
    if (without.has(row.id)) continue
    const { passkeys, securityKeys } = counts.get(row.user_id) ?? { passkeys: 0, securityKeys: 0 }
    const one = { passkeys: passkeys + 1, securityKeys: securityKeys + Number(isCrossPlatform(row)) }
    counts.set(row.user_id, one)
  }
  return counts
}
