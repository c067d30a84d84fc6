import type { Knex } from 'knex'
import type { Db } from '../db/connect.ts'
import { dialectOf } from '../db/dialect.ts'
import { along, filtered, ordered, type Ask, type Place } from './list-filter.ts'
import { begins, elsewhere, isBeginning, matching } from './search-text.ts'

/**
 * A page of whoever is found: first those whose e-mail begins with it, in that order; then those who have it elsewhere in
 * their e-mail or name, in the order in which they are met, since nothing else finds the first of very many soon enough.
 * Where all of those are shown at once, they are by e-mail, too.
 */
export async function findBySearch(db: Db, ask: Ask, text: string): Promise<Place[]> {
  const { after, limit } = ask
  if (isBeginning(text)) return findBeginning(db, ask, text)
  const first = after?.isElsewhere ? [] : await findByEmail(db, ask, text)
  if (first.length === limit) return first
  const rest = { ...ask, limit: limit - first.length, after: null }
  const met = await findElsewhere(db, rest, text, after?.isElsewhere ? after : null)
  if (!after?.isElsewhere && met.length < rest.limit) met.sort((a, b) => compare(a.email, b.email))
  return [...first, ...met.map(({ id, key }) => ({ id, key, isElsewhere: true }))]
}

const findByEmail = (db: Db, ask: Ask, text: string): Promise<Place[]> =>
  ordered(filtered(db, ask).where(begins('email_canonical', text)), ask)

interface Met extends Place {
  email: string
}

const findElsewhere = (db: Db, ask: Ask, text: string, after: Place | null) =>
  dialectOf(db) === 'sqlite'
    ? metInIndex(db, ask, text, Number(after?.key ?? 0))
    : metById(db, ask, text, after?.id ?? '')

/** As the index of letters gives them, by their number: no more are read than are shown. */
const metInIndex = (db: Db, ask: Ask, text: string, from: number): Promise<Met[]> =>
  filtered(db, ask, matching(db, text, from))
    .where(elsewhere(text))
    .orderBy('found.number')
    .limit(ask.limit)
    .select<Met[]>('users.id as id', 'found.number as key', 'users.email_canonical as email')

const glance = 3000
const enoughToGuessBy = 10

/**
 * By their ids, as they joined, which seldom goes by names: as many as are among the first few thousand say how far to look
 * for a page of them; where that is too far, or does not hold, all are found before they are put in order.
 */
async function metById(db: Db, ask: Ask, text: string, from: string): Promise<Met[]> {
  const among = (count: number) =>
    page(db('users').where('id', '>', from).orderBy('id').limit(count).as('users'), 'users.id')
  const page = (list?: Knex.QueryBuilder, order = "users.id || ''") =>
    filtered(db, ask, list)
      .where('users.id', '>', from)
      .where(elsewhere(text))
      .orderByRaw(order)
      .limit(ask.limit)
      .select<Met[]>('users.id as id', 'users.id as key', 'users.email_canonical as email')
  const near = await among(glance)
  if (near.length === ask.limit) return near
  const asFar = Math.ceil((1.5 * glance * ask.limit) / near.length)
  const further = near.length < enoughToGuessBy ? near : await among(asFar)
  return further.length === ask.limit ? further : page()
}

/**
 * Whoever's e-mail or name begins like this, each looked for where those are next to each other; all of the second that
 * come before the last of a full page of the first are found before they are put in order: PostgreSQL would go along the
 * list instead and hope that they come soon.
 */
async function findBeginning(db: Db, ask: Ask, text: string): Promise<Place[]> {
  const byEmail = await findByEmail(db, ask, text)
  const last = byEmail[ask.limit - 1]
  const named = filtered(db, ask, along(db, 'users_by_name')).where(begins('name_canonical', text))
  if (last) void named.where('users.email_canonical', '<', last.key)
  const byName = await named
    .orderByRaw("users.email_canonical || ''")
    .limit(ask.limit)
    .select<Place[]>('users.id as id', 'users.email_canonical as key')
  const places = [...new Map([...byEmail, ...byName].map((place) => [place.id, place])).values()]
  return places.sort((a, b) => compare(a.key, b.key)).slice(0, ask.limit)
}

// As the database compares, by code points: UTF-16 puts some of them elsewhere.
const compare = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b))
