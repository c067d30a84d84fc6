import type pg from 'pg'
import { z } from 'zod'
import { liveEvent } from '../../shared/contract/events.ts'
import { permission } from '../../shared/contract/roles.ts'
import type { Db } from '../db/connect.ts'
import { statement } from '../db/statement.ts'
import type { News, Placed } from './hub.ts'

export const channel = 'weftid_news'

/**
 * Numbers are given under a lock that lasts until the commit, so that who has read up to one has missed none below it. The
 * notification, which is sent with the commit, says no more than that there is something.
 */
const insert = statement<{ at: string; news: string }>((db, param) =>
  db.raw(
    `with turn as materialized (select pg_advisory_xact_lock(7101)),
      added as (
        insert into news (at, audience, event)
        select cast(? as text), item->>'audience', item->>'event'
        from turn, json_array_elements(cast(? as json)) as item
        returning seq)
      select pg_notify('${channel}', cast(max(seq) as text)) from added`,
    [param('at'), param('news')],
  ),
)

export const addNews = (db: Db, news: readonly News[], at: Date): Promise<number> =>
  insert.run(db, { at: at.toISOString(), news: JSON.stringify(news) })

export const forgetNews = (db: Db, before: Date): Promise<number> =>
  db('news').where('at', '<', before.toISOString()).delete()

const json = z.string().transform((text): unknown => JSON.parse(text))
const audience = z.union([
  z.object({ sessions: z.array(z.string()) }),
  z.object({ users: z.array(z.string()) }),
  z.object({ permission }),
])
const placed = z.object({ number: z.number(), audience: json.pipe(audience), event: json.pipe(liveEvent) })

// A newer instance may tell what this one does not know: nobody here could be told.
const readRows = (rows: readonly unknown[]): Placed[] =>
  rows.flatMap((row) => placed.safeParse(row).data ?? [])

interface Some {
  news: Placed[]
  /** Up to which number this goes, what could not be read included. */
  upTo: number
  /** How many rows that were. */
  read: number
}

export const newsPerRead = 500

/** The next news behind a number. */
export async function newsAfter(client: pg.Client, number: number): Promise<Some> {
  const { rows } = await client.query<{ number: number }>(
    'select seq as number, audience, event from news where seq > $1 order by seq limit $2',
    [number, newsPerRead],
  )
  return { news: readRows(rows), upTo: rows.at(-1)?.number ?? number, read: rows.length }
}

/** The last of the news, oldest first. */
export async function lastNews(client: pg.Client, limit: number): Promise<Placed[]> {
  const sql = 'select seq as number, audience, event from news order by seq desc limit $1'
  return readRows((await client.query<object>(sql, [limit])).rows.reverse())
}

/** The number that was given last. */
export async function lastNumber(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ last: number }>(
    'select case when is_called then last_value else 0 end as last from news_seq_seq',
  )
  return rows[0]?.last ?? 0
}
