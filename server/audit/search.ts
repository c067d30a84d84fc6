import type { AuditEntry, AuditFilter } from '../../shared/contract/audit.ts'
import type { Db } from '../db/connect.ts'
import { toEntry, type PlacedRow } from './entries.ts'
import { parseCursor } from './query.ts'
import * as store from './search-store.ts'
import { boundsOf } from './time-bounds.ts'

/** Where no index answers the whole filter, so many entries are looked at in one go, */
const look = 1000
/** and no further go is begun after so many milliseconds. */
const patience = 15

/**
 * A page of the record, newest first. Where what is asked for is rare among what had to be looked at, a page may be
 * shorter than its limit and still have a next one: no question takes long. Throws `input.invalid` for a strange cursor.
 */
export async function searchRecord(
  db: Db,
  { limit, cursor, ...filter }: AuditFilter & { limit: number; cursor?: string | undefined },
): Promise<{ items: AuditEntry[]; next: string | null }> {
  const before = parseCursor(cursor)
  const bounds = await boundsOf(db, filter)
  const stretch = { above: bounds.above, below: Math.min(before, bounds.below), order: 'desc' as const }
  // One more than asked for, to know whether there is a next page.
  const { rows, next } = await search(db, filter, stretch, limit + 1)
  const items = rows.slice(0, limit).map(toEntry)
  const reached = rows.length > limit ? items.at(-1)?.id : next
  return { items, next: reached === null || reached === undefined ? null : String(reached) }
}

/** What a search found, in order, and where the next one goes on: behind this `seq`, or nowhere. */
interface Found {
  rows: PlacedRow[]
  next: number | null
}

/** Up to `limit` entries from the beginning of the stretch on. */
export async function search(
  db: Db,
  filter: AuditFilter,
  stretch: store.Stretch,
  limit: number,
): Promise<Found> {
  const found: Found[] = []
  for (const path of store.pathsOf(filter)) found.push(await searchAlong(db, path, stretch, limit))
  return together(found, stretch.order, limit)
}

async function searchAlong(db: Db, path: store.Path, stretch: store.Stretch, limit: number): Promise<Found> {
  const isAnswered = Object.values(path.rest).every((value) => value === undefined)
  const rows: PlacedRow[] = []
  let ahead = stretch
  const began = performance.now()
  do {
    const edge = isAnswered ? undefined : await store.stepAlong(db, path, ahead, look)
    const near = edge === undefined ? ahead : upTo(edge, ahead)
    const wanted = limit - rows.length
    const some = await store.entriesOn(db, path, near, wanted)
    rows.push(...some)
    const last = some.at(-1)
    if (last && some.length === wanted) return { rows, next: last.seq }
    if (edge === undefined) return { rows, next: null }
    ahead = behind(edge, ahead)
  } while (performance.now() - began < patience)
  return { rows, next: ahead.order === 'desc' ? ahead.below : ahead.above }
}

/** The near part of a stretch, its edge included; and what lies behind that. */
const upTo = (edge: number, { above, below, order }: store.Stretch): store.Stretch =>
  order === 'desc' ? { above: edge - 1, below, order } : { above, below: edge + 1, order }

const behind = (edge: number, { above, below, order }: store.Stretch): store.Stretch =>
  order === 'desc' ? { above, below: edge, order } : { above: edge, below, order }

/** What several paths found, as far as all of them have come. */
function together(found: readonly Found[], order: store.Order, limit: number): Found {
  const sign = order === 'desc' ? -1 : 1
  const nexts = found.flatMap(({ next }) => (next === null ? [] : [sign * next]))
  const reached = nexts.length === 0 ? null : sign * Math.min(...nexts)
  const rows = found
    .flatMap((each) => each.rows)
    .filter(({ seq }) => reached === null || sign * seq <= sign * reached)
    .sort((one, other) => sign * (one.seq - other.seq))
    .slice(0, limit)
  const last = rows.at(-1)
  return { rows, next: rows.length === limit && last ? last.seq : reached }
}
