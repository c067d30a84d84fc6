import type { User } from '../../shared/contract/user.ts'
import { revokeTokensOf } from '../api-tokens/revoke.ts'
import { record } from '../audit/record.ts'
import type { Db } from '../db/connect.ts'
import { inTransaction } from '../db/transaction.ts'
import { hasHadPasskey } from '../passkeys/passkeys.ts'
import { voidBeginnings } from '../revocation/take.ts'
import type { Services } from '../services.ts'
import type { Act } from '../session.ts'
import { endAllSessions } from '../sessions/sessions.ts'
import { lockAdministrators, requireWorkingAdministrator } from '../users/administrators.ts'
import { lockTarget, requireMayLetIn } from '../users/reach.ts'
import { setStatus, viewUser, type Account } from '../users/users.ts'

interface Why {
  reason?: string | undefined
  ticket?: string | undefined
}

/**
 * Keeps somebody out without erasing anything: every session ends, and what could open another is void. Repeated, it
 * answers zero. Throws `not-found`, `permission.denied`, `conflict` for the last working administrator.
 */
export async function disableUser(
  services: Services,
  userId: string,
  why: Why,
  act: Act,
): Promise<{ sessionsEnded: number; user: User }> {
  const at = services.now()
  const ended = await switching(services, userId, act, async (tx, target) => {
    if (target.status === 'disabled') return []
    await setStatus(tx, userId, 'disabled')
    const sessions = await endAllSessions(tx, userId, at, 'account-disabled')
    await voidBeginnings(tx, userId, at)
    await revokeTokensOf(tx, act, target, at)
    if (target.role === 'admin') await requireWorkingAdministrator(tx)
    await note(tx, act, { at, target, why, count: sessions.length }, 'user.disabled')
    return sessions
  })
  services.publish({ sessions: ended }, { type: 'session.ended', reason: 'account-disabled' })
  services.publish({ permission: 'users.read' }, { type: 'users.changed' })
  return { sessionsEnded: ended.length, user: await viewUser(services.db, userId) }
}

/** Lets somebody in again, with the passkeys they had. */
export async function enableUser(services: Services, userId: string, why: Why, act: Act): Promise<User> {
  await switching(services, userId, act, async (tx, target) => {
    requireMayLetIn(act, target)
    if (target.status !== 'disabled') return
    await setStatus(tx, userId, (await hasHadPasskey(tx, userId)) ? 'active' : 'invited')
    await note(tx, act, { at: services.now(), target, why, count: null }, 'user.enabled')
  })
  services.publish({ permission: 'users.read' }, { type: 'users.changed' })
  return viewUser(services.db, userId)
}

/** Does `work` with everything locked that it rests on. Throws `not-found`, `permission.denied`. */
function switching<T>(
  { db }: Services,
  userId: string,
  act: Act,
  work: (tx: Db, target: Account) => Promise<T>,
): Promise<T> {
  return inTransaction(db, async (tx) => {
    await lockAdministrators(tx)
    return work(tx, await lockTarget(tx, act, userId))
  })
}

const note = (
  tx: Db,
  { session, from }: Act,
  { why, ...entry }: { at: Date; target: Account; why: Why; count: number | null },
  action: 'user.disabled' | 'user.enabled',
): Promise<void> =>
  record(tx, {
    ...entry,
    action,
    actor: session.user,
    reason: why.reason ?? null,
    ticket: why.ticket ?? null,
    from,
  })
