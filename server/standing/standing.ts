import type { Db } from '../db/connect.ts'
import type { Held } from '../db/statement.ts'
import { differences, standingOf } from './counts.ts'
import * as store from './store.ts'

/**
 * Does `work`, which changes the passkeys or backup codes of one user, and keeps what lists and the fleet are counted by
 * in step with it. To be wrapped around every such change, in its transaction; it locks the user.
 */
export async function keepingCount<T>(tx: Db, userId: string, work: () => Promise<T>): Promise<T> {
  await store.lockStanding.first(tx, { userId })
  const before = await store.partsOf.all(tx, { userId })
  const result = await work()
  const after = await store.partsOf.all(tx, { userId })
  const hasCodes = (await store.unusedCode.first(tx, { userId })) !== undefined
  await store.saveStanding.run(tx, { userId, ...standingOf(after, hasCodes) })
  for (const [aaguid, change] of differences(before, after))
    if (Object.values(change).some((amount) => amount !== 0))
      await store.addToModel.run(tx, { aaguid, ...change })
  return result
}

interface Use {
  userId: string
  /** The model of the passkey that was used; null for any other way in. */
  aaguid: string | null
  at: Date
}

/** Notes the day on which somebody, and a model, was in use. Done once a day it is enough. */
export async function noteDay(on: Db | Held, { userId, aaguid, at }: Use): Promise<void> {
  const day = dayOf(at.toISOString())
  await store.userUsedOn.run(on, { key: userId, day })
  if (aaguid !== null) await store.modelUsedOn.run(on, { key: aaguid, day })
}

/** The day of a moment in ISO 8601, UTC. */
export const dayOf = (time: string): string => time.slice(0, 10)

/** Of these users, those who have an active passkey of another model. */
export const withAnotherModel = async (
  db: Db,
  aaguid: string,
  userIds: readonly string[],
): Promise<Set<string>> => new Set(await store.haveAnother(db, aaguid, userIds))
