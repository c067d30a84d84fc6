import type { Db } from '../db/connect.ts'
import * as store from './chain-store.ts'

/** How many entries wait for their seal, as far as ten thousand: normally those of the last second. */
export async function sealBacklog(db: Db): Promise<number> {
  const last = await store.lastSeal.first(db, {})
  return store.countBehind(db, last?.settled ?? 0)
}
