import { setTimeout as after } from 'node:timers/promises'
import type { Publish, Services } from '../services.ts'
import type { News } from './hub.ts'
import { addNews, forgetNews } from './news-store.ts'

const perStatement = 200
const pauseWhenFailing = 1000
/** What waits for a database that is away: who missed more than this has long been told to read everything anew. */
const mostWaiting = 10_000

const minute = 60_000
/** For how long news can be caught up on. */
export const keptFor = 10 * minute

interface NewsWriter {
  publish: Publish
  /** Resolves once what was published is written, or could not be. */
  close: () => Promise<void>
}

/** Writes news for all instances, together what is published while the last was being written. */
export function startNewsWriter({ db, now, log }: Pick<Services, 'db' | 'now' | 'log'>): NewsWriter {
  const waiting: News[] = []
  const closing = new AbortController()
  let writing: Promise<void> | null = null

  const writeSome = async () => {
    const some = waiting.slice(0, perStatement)
    try {
      await addNews(db, some, now())
      waiting.splice(0, some.length)
    } catch (error) {
      log.warn({ err: error, news: waiting.length }, 'news wait for the database')
      if (closing.signal.aborted) waiting.length = 0
      waiting.splice(0, waiting.length - mostWaiting)
      await after(pauseWhenFailing, undefined, { signal: closing.signal }).catch(() => undefined)
    }
  }
  const writeAll = async () => {
    while (waiting.length > 0) await writeSome()
    // In the moment in which nothing waits: what is published later finds nobody writing.
    writing = null
  }
  const forget = () =>
    forgetNews(db, new Date(now().getTime() - keptFor)).catch((error: unknown) => {
      log.warn({ err: error }, 'old news could not be removed')
    })
  const forgetting = setInterval(() => void forget(), minute)

  return {
    publish: (audience, event) => {
      if ('sessions' in audience && audience.sessions.length === 0) return
      waiting.push({ audience, event })
      writing ??= writeAll()
    },
    close: async () => {
      clearInterval(forgetting)
      closing.abort()
      await writing
    },
  }
}
