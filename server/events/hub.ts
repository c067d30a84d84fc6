import { randomUUID } from 'node:crypto'
import { permissionsOf } from '../../shared/contract/roles.ts'
import type { LiveEvent } from '../../shared/contract/events.ts'
import type { Audience } from '../services.ts'
import type { Session } from '../session.ts'

/** One open event stream. */
export interface Stream {
  session: Session
  send: (event: LiveEvent, id: string) => void
  end: () => void
}

interface News {
  number: number
  audience: Audience
  event: LiveEvent
}

export interface Hub {
  publish: (audience: Audience, event: LiveEvent) => void
  /** Opens a stream, first with what it missed since `lastEventId`. Answers how to take it out again. */
  join: (stream: Stream, lastEventId: string) => () => void
  isOnline: (sessionId: string) => boolean
  /** Ends every stream: the server is stopping. */
  close: () => void
}

// Enough for a reconnect after a short break; after a longer one the client reads everything anew.
const kept = 1000

/** Carries news from acts to the open streams of this process. */
export function createHub(): Hub {
  // By session: whether somebody is online is asked for every session on a page.
  const streams = new Map<string, Set<Stream>>()
  const past: News[] = []
  const process = randomUUID().slice(0, 8)
  let number = 0
  const idOf = (news: News) => `${process}-${news.number}`

  const deliver = (stream: Stream, news: News) => {
    if (!isMeant(news.audience, stream.session)) return
    stream.send(news.event, idOf(news))
    if (news.event.type === 'session.ended') stream.end()
  }

  return {
    publish: (audience, event) => {
      const news = { number: ++number, audience, event }
      past.push(news)
      if (past.length > kept) past.shift()
      for (const ofSession of streams.values()) for (const stream of ofSession) deliver(stream, news)
    },
    join: (stream, lastEventId) => {
      const [from, seen] = lastEventId.split('-')
      if (from === process) for (const news of past) if (news.number > Number(seen)) deliver(stream, news)
      const { id } = stream.session
      const ofSession = streams.get(id) ?? new Set()
      streams.set(id, ofSession.add(stream))
      return () => {
        ofSession.delete(stream)
        if (ofSession.size === 0) streams.delete(id)
      }
    },
    isOnline: (sessionId) => streams.has(sessionId),
    close: () => {
      for (const ofSession of streams.values()) for (const stream of ofSession) stream.end()
    },
  }
}

function isMeant(audience: Audience, { id, user }: Session): boolean {
  if ('sessions' in audience) return audience.sessions.includes(id)
  if ('users' in audience) return audience.users.includes(user.id)
  return permissionsOf[user.role].includes(audience.permission)
}
