import type { AuditFilter } from '../../shared/contract/audit.ts'
import type { Db } from '../db/connect.ts'
import * as store from './search-store.ts'

/** Entries are written in the order of their times but for this: acts that waited, and clocks that differ. */
const slack = 60_000

/** Between which `seq`, both excluded, every entry of these times lies: found by halving, since `at` has no index. */
export async function boundsOf(
  db: Db,
  { from, to }: Pick<AuditFilter, 'from' | 'to'>,
): Promise<{ above: number; below: number }> {
  const { first, last } = (await store.ends.first(db, {})) ?? {}
  const range = { first: first ?? 0, end: (last ?? 0) + 1 }
  return {
    above: from === undefined ? range.first - 1 : (await firstSince(db, shifted(from, -slack), range)) - 1,
    below: to === undefined ? range.end : await firstSince(db, shifted(to, slack), range),
  }
}

// The last moment whose text is as long as every other's.
const endOfTime = Date.parse('9999-12-31T23:59:59.999Z')

/** A moment as entries have it, a little earlier or later. */
const shifted = (time: string, by: number) =>
  new Date(Math.min(Date.parse(time) + by, endOfTime)).toISOString()

/** The `seq` of the first entry since a moment, or the end of the range. */
async function firstSince(db: Db, moment: string, range: { first: number; end: number }): Promise<number> {
  let { first, end } = range
  while (first < end) {
    const middle = Math.floor((first + end) / 2)
    const entry = await store.entryFrom.first(db, { seq: middle })
    if (entry && entry.at < moment) first = entry.seq + 1
    else end = middle
  }
  return end
}
