import { z } from 'zod'
import type { Db } from '../db/connect.ts'
import type { InstanceRow, OpenStreamRow } from '../db/live-tables.ts'

export type Change = Pick<OpenStreamRow, 'session_id' | 'left_at'>

/** Whose streams an instance has opened or closed. In one order, so that two such statements never wait for each other. */
export async function put(db: Db, instance: string, changes: readonly Change[]): Promise<void> {
  const perStatement = 1000
  for (let from = 0; from < changes.length; from += perStatement)
    await db('open_streams')
      .insert(changes.slice(from, from + perStatement).map((change) => ({ ...change, instance })))
      .onConflict(['session_id', 'instance'])
      .merge(['left_at'])
}

const answer = z.object({ rows: z.array(z.object({ is_new: z.boolean() })) })

/** Says that an instance lives, and answers whether nobody knew of it. */
export async function beat(db: Db, { id, seen_at }: InstanceRow): Promise<boolean> {
  const told: unknown = await db.raw(
    `insert into instances (id, seen_at) values (?, ?)
      on conflict (id) do update set seen_at = excluded.seen_at returning xmax = 0 as is_new`,
    [id, seen_at],
  )
  return answer.parse(told).rows.some(({ is_new }) => is_new)
}

/** Removes streams that were left before a moment, and instances that were not heard of since another, with theirs. */
export async function forget(db: Db, { left, dead }: { left: string; dead: string }): Promise<void> {
  await db('open_streams').where('left_at', '<', left).delete()
  await db('instances').where('seen_at', '<', dead).delete()
}

interface Question {
  ids: readonly string[]
  /** The instance that asks knows its own. */
  except: string
  /** Since when the others must have been heard of. */
  heard: string
  /** Streams that were left after this moment count too; null where only open ones do. */
  left: string | null
}

/** Which of the sessions have a stream at another instance. */
export const among = async (db: Db, { ids, except, heard, left }: Question): Promise<string[]> =>
  ids.length === 0
    ? []
    : db('open_streams')
        .join('instances', 'instances.id', 'open_streams.instance')
        .whereIn('session_id', [...ids])
        .whereNot('instance', except)
        .where('seen_at', '>', heard)
        .where((there) => {
          void there.whereNull('left_at')
          if (left !== null) void there.orWhere('left_at', '>', left)
        })
        .pluck('session_id')
