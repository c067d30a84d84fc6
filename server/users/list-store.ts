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
  // All of whom there are few are looked at quicker than any index says who of them it is.
  if (fewOf(ask)) return ordered(filtered(db, ask).where(compared(search)), ask)
  const near = await findNear(db, ask, search)
  if (near.length === ask.limit) return near
  return isBeginning(search)
    ? findBeginning(db, ask, fold(search))
    : sorted(db, filtered(db, ask, matching(db, search)).where(compared(search)), ask)
}

const findNear = (db: Db, ask: Ask, search: string): Promise<Place[]> =>
  db
    .from(ordered(filtered(db, ask), { ...ask, limit: glance }).as('users'))
    .where(compared(search))
    .orderBy(['key', 'id'])
    .limit(ask.limit)
    .select<Place[]>('id', 'key')

/** Whoever's e-mail or name begins like this: each looked for where those are next to each other. */
async function findBeginning(db: Db, ask: Ask, text: string): Promise<Place[]> {
  const found = [
    await ordered(filtered(db, ask).where(begins('email_canonical', text)), ask),
    await sorted(
      db,
      filtered(db, ask, along(db, 'users_by_name')).where(begins('name_canonical', text)),
      ask,
    ),
  ].flat()
  const places = [...new Map(found.map((place) => [place.id, place])).values()]
  return places.sort(inOrder).slice(0, ask.limit)
}

// As the database compares, by code points: UTF-16 puts some of them elsewhere.
const inOrder = (a: Place, b: Place) =>
  Buffer.compare(Buffer.from(a.key), Buffer.from(b.key)) ||
  Buffer.compare(Buffer.from(a.id), Buffer.from(b.id))

/** How many there are, counted as far as `most`. */
export async function countUsers(db: Db, ask: Ask, most: number): Promise<number> {
  const { search } = ask
  const from = search && !fewOf(ask) && !isBeginning(search) ? matching(db, search) : undefined
  const list = filtered(db, { ...ask, after: null }, from)
  if (search) void list.where(compared(search))
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
  return list
    .orderBy([keyOf(ask), 'users.id'])
    .limit(ask.limit)
    .select<Place[]>(columns(ask))
}

/**
 * The same, all of it found before it is put in order: PostgreSQL would go along the list instead and hope that they come
 * soon, where they are known not to.
 */
const sorted = (db: Db, list: Knex.QueryBuilder, ask: Ask) =>
  dialectOf(db) === 'sqlite'
    ? ordered(list, ask)
    : list
        .orderByRaw(`${keyOf(ask)} || '', users.id`)
        .limit(ask.limit)
        .select<Place[]>(columns(ask))

const columns = (ask: Ask) => [
  'users.id as id',
  `${keyOf(ask)} as key`,
  'users.email_canonical',
  'users.name_canonical',
]

/** Kinds of whom there are few, the rarest first, with an index of their own: the condition is word for word its own. */
const few: { index: string; condition: string; isAsked: (filter: UsersFilter) => boolean }[] = [
  { index: 'users_staff', condition: "role <> 'user'", isAsked: ({ role = 'user' }) => role !== 'user' },
  { index: 'users_at_risk', condition: "risk <> ''", isAsked: ({ atRisk }) => atRisk !== undefined },
  {
    index: 'users_disabled',
    condition: "status = 'disabled'",
    isAsked: ({ status }) => status === 'disabled',
  },
  { index: 'users_invited', condition: "status = 'invited'", isAsked: ({ status }) => status === 'invited' },
  {
    index: 'users_without_passkey',
    condition: 'active_passkeys = 0',
    isAsked: ({ passkeys }) => passkeys === 'none',
  },
]

const fewOf = (filter: UsersFilter) => few.find(({ isAsked }) => isAsked(filter))

/** The users along one index. PostgreSQL knows how many there are of which, and chooses by itself. */
const along = (db: Db, index: string) =>
  db.raw(dialectOf(db) === 'sqlite' ? `users indexed by ${index}` : 'users')

function filtered(db: Db, ask: Ask, from?: Knex.Raw): Knex.QueryBuilder {
  const rare = from ? undefined : fewOf(ask)
  const list = db
    .from(from ?? (rare ? along(db, rare.index) : 'users'))
    .whereNot('users.email_canonical', 'like', `${aside}%`)
  if (rare) void list.whereRaw(`users.${rare.condition}`)
  narrow(db, list, ask)
  if (ask.after) void list.where(after(keyOf(ask), ask.after))
  return list
}

const counts = { none: ['=', 0], one: ['=', 1], any: ['>', 0] } as const

function narrow(db: Db, list: Knex.QueryBuilder, ask: Ask): void {
  for (const [column, value] of Object.entries(exactly(ask)))
    if (value !== undefined) void list.where(`users.${column}`, value)
  if (ask.passkeys !== undefined) void list.where('users.active_passkeys', ...counts[ask.passkeys])
  if (ask.unusedDays !== undefined)
    void list.where('users.last_used_day', '<', dayBefore(ask.now, ask.unusedDays))
  if (ask.invitation !== undefined) void list.whereIn('users.id', invited(db, ask.now))
}

const exactly = ({ role, status, atRisk, soleModel }: Ask) => ({
  role,
  status,
  risk: atRisk,
  sole_model: soleModel,
})

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

/**
 * Whoever the index finds, one after the other; to be compared again: it knows groups of three letters only. PostgreSQL
 * finds its own by the comparison.
 */
function matching(db: Db, search: string): Knex.Raw | undefined {
  if (dialectOf(db) === 'postgres') return undefined
  const letters = Array.from(fold(search))
  const groups = letters.slice(2).map((_, index) => letters.slice(index, index + 3).join(''))
  const query = [...new Set(groups)].map((group) => `"${group.replaceAll('"', '""')}"`).join(' AND ')
  return db.raw(
    `(select rowid as number from users_search where users_search match ?) as found
      cross join users on users.number = found.number`,
    [query],
  )
}

// One or two letters are in nearly everybody: they mean a beginning.
const isBeginning = (search: string) => Array.from(fold(search)).length < 3

const compared = (search: string) => (isBeginning(search) ? startsWith(fold(search)) : contains(fold(search)))

function contains(text: string) {
  const pattern = `%${text.replace(/[\\%_]/g, '\\$&')}%`
  return (builder: Knex.QueryBuilder) => {
    for (const column of ['email_canonical', 'name_canonical'])
      void builder.orWhereRaw(`users.${column} like ? escape '\\'`, [pattern])
  }
}

const startsWith = (text: string) => (builder: Knex.QueryBuilder) => {
  for (const column of ['email_canonical', 'name_canonical'] as const)
    void builder.orWhere(begins(column, text))
}

const begins =
  (column: 'email_canonical' | 'name_canonical', text: string) => (builder: Knex.QueryBuilder) => {
    void builder.whereBetween(`users.${column}`, [text, `${text}\u{10ffff}`])
  }

const fold = (text: string) => text.normalize('NFKC').toLowerCase()
