import type { Knex } from 'knex'
import type { AuditFilter } from '../../shared/contract/audit.ts'
import type { Db } from '../db/connect.ts'
import { statement } from '../db/statement.ts'
import type { PlacedRow } from './entries.ts'

export type Order = 'asc' | 'desc'

/** A way through the record that an index goes in the order of `seq`, and what is then left to look at in each entry. */
export interface Path {
  along: (entries: Knex.QueryBuilder) => Knex.QueryBuilder
  rest: AuditFilter
}

/** The stretch of a path to be read, both ends excluded. */
export interface Stretch {
  above: number
  below: number
  order: Order
}

/**
 * The paths that together pass every entry the filter wants. Sign-ins write to the index by target only: so acts on
 * oneself are found by target, acts on others by an index that leaves those out, and successful sign-ins, which most
 * entries are, by going through all.
 */
export function pathsOf({ actor, target, action, ...times }: AuditFilter): Path[] {
  const about = (id: string) => (entries: Knex.QueryBuilder) => entries.where('audit.target_id', id)
  if (target !== undefined) return [{ along: about(target), rest: { actor, action, ...times } }]
  if (actor !== undefined) {
    const onOthers = (entries: Knex.QueryBuilder) =>
      entries.where('audit.actor_id', actor).whereRaw('audit.actor_id <> audit.target_id')
    return [
      { along: onOthers, rest: { action, ...times } },
      { along: about(actor), rest: { actor, action, ...times } },
    ]
  }
  if (action === undefined || action === 'sign-in.succeeded')
    return [{ along: (entries) => entries, rest: { action, ...times } }]
  const ofAction = (entries: Knex.QueryBuilder) =>
    entries.where('audit.action', action).whereRaw("audit.action <> 'sign-in.succeeded'")
  return [{ along: ofAction, rest: times }]
}

const within = (entries: Knex.QueryBuilder, { above, below }: Stretch) =>
  entries.where('audit.seq', '>', above).where('audit.seq', '<', below)

/** The entry `steps` further along the path; undefined where it ends before. */
export async function stepAlong(
  db: Db,
  path: Path,
  stretch: Stretch,
  steps: number,
): Promise<number | undefined> {
  const query = within(path.along(db('audit')), stretch).orderBy('audit.seq', stretch.order)
  const row: { seq: number } | undefined = await query.offset(steps).first('audit.seq')
  return row?.seq
}

/** Entries of the stretch that the rest of the filter wants too, with their places in the chain. */
export function entriesOn(db: Db, path: Path, stretch: Stretch, limit: number): Promise<PlacedRow[]> {
  const { actor, action, from, to } = path.rest
  const some = within(path.along(db('audit')), stretch)
    .orderBy('seq', stretch.order)
    .limit(limit)
  if (actor !== undefined) void some.where('audit.actor_id', actor)
  if (action !== undefined) void some.where('audit.action', action)
  if (from !== undefined) void some.where('audit.at', '>=', new Date(from).toISOString())
  if (to !== undefined) void some.where('audit.at', '<', new Date(to).toISOString())
  // Found first, then placed: PostgreSQL would otherwise go through the seals of every entry before them.
  return db
    .from(some.select('audit.*').as('entries'))
    .leftJoin('audit_seals', 'audit_seals.seq', 'entries.seq')
    .orderBy('entries.seq', stretch.order)
    .select('entries.*', 'audit_seals.position', 'audit_seals.seal')
}

export const ends = statement<Record<string, never>, { first: number | null; last: number | null }>((db) =>
  db('audit').select(db('audit').min('seq').as('first'), db('audit').max('seq').as('last')).limit(1),
)

/** The first entry at or behind `seq`, and when it was. */
export const entryFrom = statement<{ seq: number }, { seq: number; at: string }>((db, param) =>
  db('audit').where('seq', '>=', param('seq')).orderBy('seq').limit(1).select('seq', 'at'),
)
