import type { User } from '../../shared/contract/user.ts'
import type { UsersFilter } from '../../shared/contract/users.ts'
import type { Db } from '../db/connect.ts'
import { AppError } from '../errors.ts'
import type { Services } from '../services.ts'
import type { Place } from './list-filter.ts'
import { countUsers, findUsers, usersById } from './list-store.ts'
import { toView } from './users.ts'

// Counting further would cost more than anybody learns by it.
const countedTo = 1000

interface Page {
  items: User[]
  next: string | null
}

type Ask = UsersFilter & { limit: number; cursor?: string | undefined }

/**
 * A page of users, in the order of their e-mail or, where those unused for long are asked for, of their last sign-in; of a
 * search, those first whose e-mail begins with it.
 */
export async function pageOfUsers(
  { db, now }: Pick<Services, 'db' | 'now'>,
  { limit, cursor, ...filter }: Ask,
): Promise<Page> {
  const after = cursor === undefined ? null : placeOf(cursor)
  const found = await findUsers(db, { ...filter, after, now: now(), limit: limit + 1 })
  const places = found.slice(0, limit)
  const last = places.at(-1)
  return {
    items: await inOrder(db, places),
    next: found.length > limit && last ? cursorOf(last) : null,
  }
}

/** A page, and how many there are. */
export async function listUsers(services: Pick<Services, 'db' | 'now'>, ask: Ask) {
  const page = await pageOfUsers(services, ask)
  const isAll = page.next === null && ask.cursor === undefined
  const count = isAll ? page.items.length : await countTo(services, ask)
  return { ...page, matching: { count: Math.min(count, countedTo), isExact: count <= countedTo } }
}

const countTo = ({ db, now }: Pick<Services, 'db' | 'now'>, ask: Ask): Promise<number> =>
  countUsers(db, { ...ask, after: null, now: now() }, countedTo + 1)

async function inOrder(db: Db, places: readonly Place[]): Promise<User[]> {
  const rows = await usersById(
    db,
    places.map(({ id }) => id),
  )
  const byId = new Map(rows.map((row) => [row.id, row]))
  return places.flatMap(({ id }) => {
    const row = byId.get(id)
    return row ? [toView(row)] : []
  })
}

const cursorOf = ({ key, id, isElsewhere }: Place) =>
  Buffer.from(`${isElsewhere ? '+' : '-'}${id} ${key}`).toString('base64url')

function placeOf(cursor: string): Place {
  const text = Buffer.from(cursor, 'base64url').toString()
  const [, part, id, key] = /^([+-])([\w-]+) ([^\0]*)$/su.exec(text) ?? []
  if (id === undefined || key === undefined)
    throw new AppError('input.invalid', { fields: { cursor: 'Unknown cursor.' } })
  return { id, key, isElsewhere: part === '+' }
}
