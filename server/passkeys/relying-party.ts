import type { Db } from '../db/connect.ts'
import * as store from './relying-party-store.ts'

/**
 * How many passkeys were registered for another relying party id than this and would stop working. All of them are looked
 * through where the server was started for another one last, and only then.
 */
export const countOrphans = async (db: Db, rpId: string): Promise<number> =>
  (await store.lastRpId(db)) === rpId ? 0 : store.countOfOthers(db, rpId)

/** Passkeys are registered for this relying party id from now on. */
export const rememberRpId = async (db: Db, rpId: string): Promise<void> => {
  if ((await store.lastRpId(db)) !== rpId) await store.setRpId(db, rpId)
}
