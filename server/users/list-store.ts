import type { Db } from '../db/connect.ts'
import { fewOf, filtered, ordered, type Ask, type Place } from './list-filter.ts'
import { findBySearch } from './search-store.ts'
import { compared, fold, isBeginning, matching } from './search-text.ts'
import { withCounts, type UserAndCounts } from './store.ts'

/** A page, in the order of the list; of a search, in that of `findBySearch`. */
export async function findUsers(db: Db, ask: Ask): Promise<Place[]> {
  const { search } = ask
  if (!search) return ordered(filtered(db, ask), ask)
  // All of whom there are few are looked at quicker than any index says who of them it is.
  if (fewOf(ask)) return ordered(filtered(db, ask).where(compared(fold(search))), ask)
  return findBySearch(db, ask, fold(search))
}

/** How many there are, counted as far as `most`. */
export async function countUsers(db: Db, ask: Ask, most: number): Promise<number> {
  const { search } = ask
  const text = fold(search ?? '')
  const from = search && !fewOf(ask) && !isBeginning(text) ? matching(db, text) : undefined
  const list = filtered(db, { ...ask, after: null }, from)
  if (search) void list.where(compared(text))
  const [counted] = await db
    .from(list.limit(most).select('users.id').as('some'))
    .count<{ count: number }[]>({ count: '*' })
  return counted?.count ?? 0
}

export const usersById = (db: Db, ids: readonly string[]): Promise<UserAndCounts[]> =>
  withCounts(db).whereIn('users.id', ids)
