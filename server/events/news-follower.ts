import { setTimeout as after } from 'node:timers/promises'
import pg from 'pg'
import { clientConfig, giveUpOnSilence, usual } from '../db/postgres.ts'
import type { Services } from '../services.ts'
import { kept, type Hub } from './hub.ts'
import { channel, lastNews, lastNumber, newsAfter, newsPerRead } from './news-store.ts'
import { keptFor } from './news-writer.ts'

const second = 1000
/** News is looked for this often without a notification too: that finds a connection that is dead without saying so. */
const lookEvery = 5 * second
const silence = 5 * second
const pauses = [0.2 * second, second, 2 * second, 5 * second]

interface Follower {
  /** Resolves once the latest news are kept. */
  ready: Promise<unknown>
  close: () => Promise<void>
}

/** How far this process has read, and when; null before it has begun. */
interface Place {
  number: number | null
  at: number
}

/** Tells the hub the news of all instances, each once and in order, over as many connections as that takes. */
export function followNews({ url, log }: Pick<Services, 'log'> & { url: string }, hub: Hub): Follower {
  const closing = new AbortController()
  const { promise: ready, resolve: isReady } = Promise.withResolvers<undefined>()
  const place: Place = { number: null, at: performance.now() }

  const follow = async () => {
    for (let failures = 0; !closing.signal.aborted; failures++) {
      const client = new pg.Client(clientConfig(url, usual))
      let isNew = true
      try {
        await listen(client, closing.signal, async () => {
          if (isNew) await resume(client, place, hub)
          await readOn(client, place, hub)
          isNew = false
          failures = 0
          isReady(undefined)
        })
      } catch (error) {
        log.warn({ err: error }, 'no news of other instances until the database is back')
      } finally {
        await client.end().catch(() => undefined)
      }
      const pause = pauses[Math.min(failures, pauses.length - 1)]
      await after(pause, undefined, { signal: closing.signal }).catch(() => undefined)
    }
    isReady(undefined)
  }
  const following = follow()
  return {
    ready,
    close: () => {
      closing.abort()
      return following
    },
  }
}

/** Calls `read` at once, whenever notified and now and then, never twice at a time. Rejects where the connection is lost. */
async function listen(client: pg.Client, closing: AbortSignal, read: () => Promise<void>): Promise<void> {
  let wake = Promise.withResolvers<null>()
  const { promise: lost, reject: lose } = Promise.withResolvers<never>()
  lost.catch(() => undefined)
  client.on('error', lose)
  client.on('end', () => lose(new Error('The connection ended.')))
  client.on('notification', () => wake.resolve(null))
  closing.addEventListener('abort', () => wake.resolve(null), { once: true })
  await client.connect()
  giveUpOnSilence(client, silence)
  await client.query(`listen ${channel}`)
  while (!closing.aborted) {
    // Before reading: what is notified from now on may not be seen by it.
    wake = Promise.withResolvers()
    const timer = setTimeout(() => wake.resolve(null), lookEvery)
    try {
      await read()
      await Promise.race([wake.promise, lost])
    } finally {
      clearTimeout(timer)
    }
  }
}

/** Goes on where the last connection ended; where that cannot be, everybody here reads everything anew. */
async function resume(client: pg.Client, place: Place, hub: Hub): Promise<void> {
  const last = await lastNumber(client)
  // Long ago, and it may be gone; and a database that was restored gives numbers again.
  const isThere = place.number !== null && place.number <= last && performance.now() - place.at < keptFor / 2
  if (isThere) return
  hub.endAll()
  for (const news of await lastNews(client, kept)) if (news.number <= last) hub.keep(news)
  place.number = last
}

async function readOn(client: pg.Client, place: Place, hub: Hub): Promise<void> {
  for (let isMore = true; isMore;) {
    const { news, upTo, read } = await newsAfter(client, place.number ?? 0)
    for (const one of news) hub.tell(one)
    place.number = upTo
    place.at = performance.now()
    isMore = read === newsPerRead
  }
}
