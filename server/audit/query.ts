import type { ActivityEntry } from '../../shared/contract/activity.ts'
import type { Db } from '../db/connect.ts'
import { AppError } from '../errors.ts'
import { toActivity } from './entries.ts'
import { entriesAbout } from './store.ts'

/** A page of the record about one user, newest first. Throws `input.invalid` for a cursor that is not ours. */
export async function activityOf(
  db: Db,
  userId: string,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<{ items: ActivityEntry[]; next: string | null }> {
  const rows = await entriesAbout(db, userId, { before: parseCursor(cursor), limit: limit + 1 })
  const items = rows.slice(0, limit).map(toActivity)
  return { items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null }
}

/** The `seq` that a page ends before; all there is where no cursor is given. Throws `input.invalid`. */
export function parseCursor(cursor: string | undefined): number {
  const before = cursor === undefined ? Number.MAX_SAFE_INTEGER : Number(cursor)
  if (!Number.isSafeInteger(before))
    throw new AppError('input.invalid', { fields: { cursor: 'Unknown cursor.' } })
  return before
}
