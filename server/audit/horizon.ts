import type { Db } from '../db/connect.ts'
import { dialectOf } from '../db/dialect.ts'
import * as store from './chain-store.ts'

/** What a sealer remembers of transactions that may still bring an entry from before what is sealed. */
export interface Horizon {
  pending: { upTo: number; writers: ReadonlySet<string> } | null
}

/**
 * Up to which `seq` no entry can appear any more that is not there now. PostgreSQL hands out numbers before the commit:
 * whoever wrote to the record up to a moment is awaited before that moment counts. To be asked before entries are read.
 */
export async function completeUpTo(tx: Db, horizon: Horizon): Promise<number> {
  const newest = (await store.newestEntry.first(tx, {}))?.seq ?? 0
  // Numbers are given under SQLite's one write lock, which this transaction has.
  if (dialectOf(tx) === 'sqlite') return newest
  // After `newest` was read: who got a number below it holds the lock by now, or has ended.
  const writers = new Set((await store.writers.all(tx, {})).map(({ writer }) => writer))
  if (writers.size === 0) return newest
  const { pending } = horizon
  if (pending && [...pending.writers].some((writer) => writers.has(writer))) return 0
  horizon.pending = { upTo: newest, writers }
  return pending?.upTo ?? 0
}
