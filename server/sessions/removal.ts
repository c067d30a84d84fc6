import type { Db } from '../db/connect.ts'
import { inPortions } from '../db/portions.ts'
import { removeOld, removePending } from './removal-store.ts'

/** Removes what ended before that moment; half sign-ins as soon as they are over, for anybody can begin many. */
export async function removeOldSessions(db: Db, before: Date, now: Date): Promise<void> {
  await inPortions((limit) => removePending(db, now, limit))
  await inPortions((limit) => removeOld(db, before, limit))
}
