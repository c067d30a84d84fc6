import type { Db } from '../db/connect.ts'
import { differences, standingOf } from './counts.ts'
import * as store from './store.ts'

/**
 * Does `work`, which changes the passkeys or backup codes of one user, and keeps what lists and the fleet are counted by
 * in step with it. To be wrapped around every such change, in its transaction, with the user locked.
 */
export async function keepingCount<T>(tx: Db, userId: string, work: () => Promise<T>): Promise<T> {
  const before = await store.partsOf(tx, userId)
  const result = await work()
  const after = await store.partsOf(tx, userId)
  await store.saveStanding(tx, userId, standingOf(after, await store.hasCodes(tx, userId)))
  await store.addToModels(tx, differences(before, after))
  return result
}
