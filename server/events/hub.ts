import { randomUUID } from 'node:crypto'
import { permissionsOf, type Role } from '../../shared/contract/roles.ts'
import type { LiveEvent } from '../../shared/contract/events.ts'
import type { Audience } from '../services.ts'
import type { Session } from '../session.ts'
import { rememberLately } from './lately.ts'

/** One open event stream. */
export interface Stream {
  /** As it is now: what it may hear goes by its owner's role. */
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
  /** Whether a stream of it is open, or was within the last half minute. */
  wasOnline: (sessionId: string) => boolean
  /** Ends every stream: the server is stopping. */
  close: () => void
}

// Enough for a reconnect after a short break; after a longer one the client reads everything anew.
const kept = 1000

/** Carries news from acts to the open streams of this process. */
export function createHub(now: () => Date): Hub {
  // By session: whether somebody is online is asked for every session on a page.
  const streams = new Map<string, Set<Stream>>()
  const lately = rememberLately(now)
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
      for (const ofSession of streams.values())
        for (const stream of ofSession) {
          deliver(stream, news)
          if (event.type === 'session.changed' && event.role && isMeant(audience, stream.session))
            stream.session = inRole(stream.session, event.role)
        }
    },
    join: (stream, lastEventId) => {
      const [from, seen] = lastEventId.split('-')
      if (from === process) for (const news of past) if (news.number > Number(seen)) deliver(stream, news)
      const { id } = stream.session
      const ofSession = streams.get(id) ?? new Set()
      streams.set(id, ofSession.add(stream))
      return () => {
        ofSession.delete(stream)
        if (ofSession.size > 0) return
        streams.delete(id)
        lately.note(id)
      }
    },
    isOnline: (sessionId) => streams.has(sessionId),
    wasOnline: (sessionId) => streams.has(sessionId) || lately.has(sessionId),
    close: () => {
      for (const ofSession of streams.values()) for (const stream of ofSession) stream.end()
    },
  }
}

const inRole = (session: Session, role: Role): Session => ({ ...session, user: { ...session.user, role } })

function isMeant(audience: Audience, { id, user }: Session): boolean {
  if ('sessions' in audience) return audience.sessions.includes(id)
  if ('users' in audience) return audience.users.includes(user.id)
  return permissionsOf[user.role].includes(audience.permission)
}
