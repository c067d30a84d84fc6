import { record } from '../audit/record.ts'
import { inTransaction } from '../db/transaction.ts'
import { AppError } from '../errors.ts'
import type { Services } from '../services.ts'
import type { Act } from '../session.ts'
import { endOtherSessions, endSessionOf, renewToken } from '../sessions/sessions.ts'
import { lockMyself } from '../users/reach.ts'

/** Ends one of one's own sessions, this one too. Repeated, it answers zero; `not-found` for anybody else's. */
export async function endMine(
  services: Services,
  { session, from }: Act,
  id: string,
): Promise<{ sessionsEnded: number }> {
  const { user } = session
  const at = services.now()
  const ended = await inTransaction(services.db, async (tx) => {
    await lockMyself(tx, { session })
    const result = await endSessionOf(tx, { id, userId: user.id }, at)
    if (result === 'unknown') throw new AppError('not-found')
    if (result === 'ended')
      await record(tx, { at, action: 'session.ended', actor: user, sessionId: id, from })
    return result === 'ended'
  })
  if (ended) services.publish({ sessions: [id] }, { type: 'session.ended', reason: 'ended-elsewhere' })
  return { sessionsEnded: Number(ended) }
}

/** Ends all of one's sessions but this one, which goes on under a new cookie. */
export async function endOthers(
  services: Services,
  { session, from }: Act,
): Promise<{ sessionsEnded: number; token: string }> {
  const { user, id } = session
  const at = services.now()
  const { ended, token } = await inTransaction(services.db, async (tx) => {
    await lockMyself(tx, { session })
    const renewed = await renewToken(tx, id)
    if (renewed === null) throw new AppError('session.required')
    const others = await endOtherSessions(tx, user.id, { except: id, at, reason: 'ended-elsewhere' })
    const entry = { at, actor: user, sessionId: id, from }
    if (others.length > 0) await record(tx, { ...entry, action: 'session.ended', count: others.length })
    return { ended: others, token: renewed }
  })
  services.publish({ sessions: ended }, { type: 'session.ended', reason: 'ended-elsewhere' })
  return { sessionsEnded: ended.length, token }
}
