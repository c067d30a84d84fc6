import type { Knex } from 'knex'
import type { UsersFilter } from '../../shared/contract/users.ts'
import type { Db } from '../db/connect.ts'
import { dialectOf } from '../db/dialect.ts'
import { aside, withCounts, type UserAndCounts } from './store.ts'

/** Where in the list a page begins: after this row. */
export interface Place {
  /** What the list is ordered by: e-mail, or the day of the last sign-in. */
  key: string
  id: string
}

export interface Ask extends UsersFilter {
  now: Date
  limit: number
  after: Place | null
}

// Rows looked at one after the other before the index is asked: what is common is found among them, and what is rare
// is few enough to be sorted.
const glance = 3000

/** The ids of a page, in the order of the list. */
export async function findUsers(db: Db, ask: Ask): Promise<Place[]> {
  const { search } = ask
  if (!search) return ordered(filtered(db, ask), ask)
  const first = ordered(filtered(db, ask), { ...ask, limit: glance }).as('users')
  const near = await db
    .from(first)
    .where(compared(search))
    .orderBy(['key', 'id'])
    .limit(ask.limit)
    .select<Place[]>('id', 'key')
  if (near.length === ask.limit) return near
  return ordered(filtered(db, ask).where(matches(db, search)), ask)
}

/** How many there are, counted as far as `most`. */
export async function countUsers(db: Db, ask: Ask, most: number): Promise<number> {
  const list = filtered(db, { ...ask, after: null })
  if (ask.search) void list.where(matches(db, ask.search))
  const [counted] = await db
    .from(list.limit(most).select('users.id').as('some'))
    .count<{ count: number }[]>({ count: '*' })
  return counted?.count ?? 0
}

export const usersById = (db: Db, ids: readonly string[]): Promise<UserAndCounts[]> =>
  withCounts(db).whereIn('users.id', ids)

const keyOf = ({ unusedDays }: Ask) =>
  unusedDays === undefined ? 'users.email_canonical' : 'users.last_used_day'

function ordered(list: Knex.QueryBuilder, ask: Ask) {
  const key = keyOf(ask)
  return list
    .orderBy([key, 'users.id'])
    .limit(ask.limit)
    .select<Place[]>('users.id as id', `${key} as key`, 'users.email_canonical', 'users.name_canonical')
}

function filtered(db: Db, ask: Ask): Knex.QueryBuilder {
  const list = db('users').whereNot('users.email_canonical', 'like', `${aside}%`)
  const { role, status, atRisk, passkeys } = ask
  if (role !== undefined) void list.where('users.role', role)
  if (status !== undefined) void list.where('users.status', status)
  if (atRisk !== undefined) void list.where('users.risk', atRisk)
  if (ask.soleModel !== undefined) void list.where('users.sole_model', ask.soleModel)
  if (passkeys !== undefined)
    void list.where(
      'users.active_passkeys',
      { none: '=', one: '=', any: '>' }[passkeys],
      passkeys === 'one' ? 1 : 0,
    )
  if (ask.unusedDays !== undefined)
    void list.where('users.last_used_day', '<', dayBefore(ask.now, ask.unusedDays))
  if (ask.invitation !== undefined) void list.whereIn('users.id', invited(db, ask.now))
  if (ask.after) void list.where(after(keyOf(ask), ask.after))
  return list
}

const after =
  (column: string, { key, id }: Place) =>
  (builder: Knex.QueryBuilder) => {
    void builder.where(column, '>=', key).where((rest: Knex.QueryBuilder) => {
      void rest.where(column, '>', key).orWhere('users.id', '>', id)
    })
  }

const invited = (db: Db, now: Date) =>
  db('invitations')
    .whereNull('accepted_at')
    .whereNull('voided_at')
    .where('expires_at', '>', now.toISOString())
    .select('user_id')

const dayBefore = (now: Date, days: number) =>
  new Date(now.getTime() - days * 24 * 3_600_000).toISOString().slice(0, 10)

/** Whoever the index finds, compared again: it knows groups of three letters only. */
function matches(db: Db, search: string) {
  const letters = Array.from(fold(search))
  if (letters.length < 3 || dialectOf(db) === 'postgres') return compared(search)
  const groups = letters.slice(2).map((_, index) => letters.slice(index, index + 3).join(''))
  const query = [...new Set(groups)].map((group) => `"${group.replaceAll('"', '""')}"`).join(' AND ')
  return (builder: Knex.QueryBuilder) => {
    void builder
      .whereRaw('users.number in (select rowid from users_search where users_search match ?)', [query])
      .where(compared(search))
  }
}

// One or two letters are in nearly everybody: they mean a beginning.
function compared(search: string) {
  const text = fold(search)
  return Array.from(text).length < 3 ? startsWith(text) : contains(text)
}

function contains(text: string) {
  const pattern = `%${text.replace(/[\\%_]/g, '\\$&')}%`
  return (builder: Knex.QueryBuilder) => {
    for (const column of ['email_canonical', 'name_canonical'])
      void builder.orWhereRaw(`users.${column} like ? escape '\\'`, [pattern])
  }
}

const startsWith = (text: string) => (builder: Knex.QueryBuilder) => {
  for (const column of ['email_canonical', 'name_canonical'])
    void builder.orWhereBetween(`users.${column}`, [text, `${text}\u{10ffff}`])
}

const fold = (text: string) => text.normalize('NFKC').toLowerCase()
