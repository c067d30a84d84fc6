import type { UsersFilter } from '../../shared/contract/users.ts'
import type { Db } from '../../server/db/connect.ts'
import { dialectOf } from '../../server/db/dialect.ts'

/** A person as far as lists go by it, counted anew out of everything there is. */
export interface Listed {
  id: string
  email: string
  name: string
  role: string
  status: string
  active: number
  isAtRisk: boolean
  lastDay: string
  isInvited: boolean
  /** Of all their active passkeys. */
  models: string[]
  /** Where a search that goes by no letter meets them: by their number, or where there is none by their id. */
  turn: string
}

const fold = (text: string) => text.normalize('NFKC').toLowerCase()

/** Everybody, as a list knows them. */
export async function everybody(db: Db, now: Date): Promise<Listed[]> {
  const users = await db('users').whereNot('email_canonical', 'like', 'set aside:%').select('*')
  const turnBy = dialectOf(db) === 'sqlite' ? 'number' : 'id'
  const turns = await db('users').select<{ id: string; turn: string | number }[]>('id', `${turnBy} as turn`)
  const turnOf = new Map(turns.map(({ id, turn }) => [id, String(turn).padStart(9, '0')]))
  const passkeys = await db('passkeys')
    .where({ status: 'active' })
    .select('user_id', 'backup_eligible', 'aaguid')
  const withCodes = new Set(await db('backup_codes').whereNull('used_at').pluck('user_id'))
  const invitations = await db('invitations').whereNull('accepted_at').whereNull('voided_at').select('*')
  const invited = new Set(
    invitations.filter(({ expires_at }) => new Date(expires_at) > now).map(({ user_id }) => user_id),
  )
  const active = Map.groupBy(passkeys, ({ user_id }) => user_id)
  return users.map((row) => {
    const own = active.get(row.id) ?? []
    return {
      id: row.id,
      email: row.email_canonical,
      name: fold(row.display_name),
      role: row.role,
      status: row.status,
      active: own.length,
      isAtRisk: own.length === 1 && own[0]?.backup_eligible === 0 && !withCodes.has(row.id),
      lastDay: row.last_used_day,
      isInvited: invited.has(row.id),
      models: [...new Set(own.map(({ aaguid }) => aaguid))],
      turn: turnOf.get(row.id) ?? '',
    }
  })
}

/**
 * Whom a list must show, and in which order: filtered one after the other, as simply as it can be said. A search for
 * letters has first those whose e-mail begins with them, and the others by e-mail only if they end the page they begin on.
 */
export function naiveList(
  people: readonly Listed[],
  filter: UsersFilter,
  now: Date,
  pageOf: number,
): string[] {
  const { search, role, status, passkeys, atRisk, unusedDays, invitation, soleModel } = filter
  const text = fold(search?.trim() ?? '')
  const isShort = Array.from(text).length < 3
  const isFound = (field: string) => (isShort ? field.startsWith(text) : field.includes(text))
  const since = new Date(now.getTime() - (unusedDays ?? 0) * 86_400_000).toISOString().slice(0, 10)
  const counts = { none: (n: number) => n === 0, one: (n: number) => n === 1, any: (n: number) => n > 0 }
  const wanted: ((one: Listed) => boolean)[] = [
    (one) => isFound(one.email) || isFound(one.name),
    (one) => role === undefined || one.role === role,
    (one) => status === undefined || one.status === status,
    (one) => passkeys === undefined || counts[passkeys](one.active),
    (one) => atRisk === undefined || one.isAtRisk,
    (one) => unusedDays === undefined || one.lastDay < since,
    (one) => invitation === undefined || one.isInvited,
    (one) => soleModel === undefined || (one.models.length === 1 && one.models[0] === soleModel),
  ]
  const shown = people.filter((one) => wanted.every((isWanted) => isWanted(one)))
  const keyOf = ({ email, lastDay }: Listed) => (unusedDays === undefined || text ? email : lastDay)
  const inOrder = shown.sort((a, b) => compare(keyOf(a), keyOf(b)) || compare(a.id, b.id))
  const isOfFew = [atRisk, invitation].some((asked) => asked !== undefined) || isOfFewest(filter)
  if (text === '' || isShort || isOfFew) return inOrder.map(({ id }) => id)
  const first = inOrder.filter(({ email }) => email.startsWith(text))
  const others = inOrder.filter(({ email }) => !email.startsWith(text))
  if ((first.length % pageOf) + others.length > pageOf) others.sort((a, b) => compare(a.turn, b.turn))
  return [...first, ...others].map(({ id }) => id)
}

const isOfFewest = ({ role = 'user', status = 'active', passkeys }: UsersFilter) =>
  role !== 'user' || status !== 'active' || passkeys === 'none'

// By letter as the database does, not by language.
const compare = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b))
