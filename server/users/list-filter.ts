import type { Knex } from 'knex'
import type { UsersFilter } from '../../shared/contract/users.ts'
import type { Db } from '../db/connect.ts'
import { dialectOf } from '../db/dialect.ts'
import { aside } from './store.ts'

/** Where in the list a page begins: after this row. */
export interface Place {
  /** What the list is ordered by: e-mail, the day of the last sign-in, or a number. */
  key: string
  id: string
  /** Among those whom a search finds by more than how their e-mail begins. */
  isElsewhere?: boolean
}

export interface Ask extends UsersFilter {
  now: Date
  limit: number
  after: Place | null
}

// What is looked for is found by name or e-mail, whatever else is asked.
const keyOf = ({ unusedDays, search }: Ask) =>
  unusedDays === undefined || search ? 'users.email_canonical' : 'users.last_used_day'

/** The page in the order of the list. */
export const ordered = (list: Knex.QueryBuilder, ask: Ask) =>
  list
    .orderBy([keyOf(ask), 'users.id'])
    .limit(ask.limit)
    .select<Place[]>('users.id as id', `${keyOf(ask)} as key`)

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

export const fewOf = (filter: UsersFilter) => few.find(({ isAsked }) => isAsked(filter))

/** The users along one index. PostgreSQL knows how many there are of which, and chooses by itself. */
export const along = (db: Db, index: string) =>
  db.raw(dialectOf(db) === 'sqlite' ? `users indexed by ${index}` : 'users')

/** Whom the filter leaves, but for the search; from those in `from`, where that is given. */
export function filtered(db: Db, ask: Ask, from?: Knex.Raw | Knex.QueryBuilder): Knex.QueryBuilder {
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
