import { permissionsOf, type Role } from '../../shared/contract/roles.ts'
import type { LiveEvent } from '../../shared/contract/events.ts'
import type { Audience, Publish, Services } from '../services.ts'
import type { Session } from '../session.ts'
import { rememberLately } from './lately.ts'

/** One open event stream. */
export interface Stream {
  /** As it is now: what it may hear goes by its owner's role. */
  session: Session
  /** Under the id to come back with; null for news that nobody has to catch up on. */
  send: (event: LiveEvent, id: string | null) => void
  end: () => void
}

export interface News {
  audience: Audience
  event: LiveEvent
}

/** News at its place in the order of all. */
export interface Placed extends News {
  number: number
}

/** What a hub is told of and tells others. */
interface Surroundings {
  now: () => Date
  /** Of which order of news its numbers are: a process's own, or the one that all share. */
  order: string
  /** A session's first stream was opened here, or its last one closed. */
  onChange?: (sessionId: string, isOpen: boolean) => void
}

/** The open streams of this process. */
export interface Hub {
  /** Sends news to those it is meant for. */
  tell: (news: Placed) => void
  /** The same, for what nobody has to catch up on. */
  tellOnce: (news: News) => void
  /** Keeps news for those who come back, without sending it to those who are here. */
  keep: (news: Placed) => void
  /** Opens a stream, first with what it missed since `lastEventId`. Answers how to take it out again. */
  join: (stream: Stream, lastEventId: string) => () => void
  /** Whether a stream of the session is open. */
  isOnline: (sessionId: string) => boolean
  /** Whether one is, or was within the last half minute. */
  wasOnline: (sessionId: string) => boolean
  /** The sessions that have one. */
  sessions: () => string[]
  /** Ends every stream, and forgets what there was to catch up on: who comes back reads everything anew. */
  endAll: () => void
}

/** Live news, and who is there to hear it. */
export interface Live extends Pick<Services, 'publish' | 'whoIsOnline' | 'whoWasOnline'> {
  hub: Hub
  /** Tells the streams of this process only: of what every instance notices by itself. */
  publishHere: Publish
  /** Resolves once those who come back can catch up. */
  ready: Promise<unknown>
  /** Ends every stream, and what was published has left. */
  close: () => Promise<void>
}

// Enough for a reconnect after a short break; after a longer one the client reads everything anew.
export const kept = 1000

export function createHub({ now, order, onChange }: Surroundings): Hub {
  // By session: whether somebody is online is asked for every session on a page.
  const streams = new Map<string, Set<Stream>>()
  const lately = rememberLately(now)
  const past: Placed[] = []

  const tellAll = (news: News, id: string | null) => {
    const { audience, event } = news
    for (const ofSession of streams.values())
      for (const stream of ofSession) {
        deliver(stream, news, id)
        if (event.type === 'session.changed' && event.role && isMeant(audience, stream.session))
          stream.session = inRole(stream.session, event.role)
      }
  }
  const idOf = ({ number }: Placed) => `${order}-${number}`
  const keep = (news: Placed) => {
    past.push(news)
    if (past.length > kept) past.shift()
  }

  return {
    tell: (news) => {
      keep(news)
      tellAll(news, idOf(news))
    },
    tellOnce: (news) => tellAll(news, null),
    keep,
    join: (stream, lastEventId) => {
      const [from, seen] = lastEventId.split('-')
      if (from === order)
        for (const news of past) if (news.number > Number(seen)) deliver(stream, news, idOf(news))
      const { id } = stream.session
      const ofSession = streams.get(id) ?? new Set()
      if (ofSession.size === 0) onChange?.(id, true)
      streams.set(id, ofSession.add(stream))
      return () => {
        if (!ofSession.delete(stream) || ofSession.size > 0) return
        streams.delete(id)
        lately.note(id)
        onChange?.(id, false)
      }
    },
    isOnline: (sessionId) => streams.has(sessionId),
    wasOnline: (sessionId) => streams.has(sessionId) || lately.has(sessionId),
    sessions: () => [...streams.keys()],
    endAll: () => {
      past.length = 0
      for (const ofSession of streams.values()) for (const stream of ofSession) stream.end()
    },
  }
}

function deliver(stream: Stream, { audience, event }: News, id: string | null): void {
  if (!isMeant(audience, stream.session)) return
  stream.send(event, id)
  if (event.type === 'session.ended') stream.end()
}

const inRole = (session: Session, role: Role): Session => ({ ...session, user: { ...session.user, role } })

function isMeant(audience: Audience, { id, user }: Session): boolean {
  if ('sessions' in audience) return audience.sessions.includes(id)
  if ('users' in audience) return audience.users.includes(user.id)
  return permissionsOf[user.role].includes(audience.permission)
}
