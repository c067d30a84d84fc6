import { record } from '../audit/record.ts'
import { inTransaction } from '../db/transaction.ts'
import type { Services } from '../services.ts'
import type { Act } from '../session.ts'
import { endAllSessions } from '../sessions/sessions.ts'
import { lockTarget } from '../users/reach.ts'
import type { Result } from './revoke.ts'

interface Order {
  userId: string
  reason: string
  ticket?: string | undefined
}

/** Ends everything a user has open, from the console. Throws `not-found`, `permission.denied`. Repeated, it answers zero. */
export async function endSessionsOf(
  services: Services,
  act: Act,
  { userId, reason, ticket }: Order,
): Promise<Result> {
  const at = services.now()
  const { session, from } = act
  const ended = await inTransaction(services.db, async (tx) => {
    const target = await lockTarget(tx, act, userId)
    const sessions = await endAllSessions(tx, userId, at)
    const entry = { at, actor: session.user, target, reason, ticket: ticket ?? null, from }
    if (sessions.length > 0) await record(tx, { ...entry, action: 'session.ended', count: sessions.length })
    return sessions
  })
  services.publish({ sessions: ended }, { type: 'session.ended', reason: 'ended-elsewhere' })
  services.publish({ permission: 'users.read' }, { type: 'users.changed' })
  return { sessionsEnded: ended.length }
}
