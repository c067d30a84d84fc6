import { mayActOn } from '../../shared/contract/roles.ts'
import { record } from '../audit/record.ts'
import type { Db } from '../db/connect.ts'
import { inTransaction } from '../db/transaction.ts'
import { tellOfPasskeys } from '../events/tell.ts'
import { AppError } from '../errors.ts'
import { meansOf, requireWayIn } from '../fallback/means.ts'
import { voidInvitations } from '../invitations/invitations.ts'
import { activePasskeysOf, lockPasskeyOf, markRevoked } from '../passkeys/passkeys.ts'
import { keepingCount } from '../standing/standing.ts'
import type { Services } from '../services.ts'
import type { Act } from '../session.ts'
import { endEnrolments, endPending, endSessionsOfPasskey, requireRunning } from '../sessions/sessions.ts'
import { voidPasses } from '../temporary-passes/passes.ts'
import { lockAdministrators, requireWorkingAdministrator } from '../users/administrators.ts'
import { lockAccount, type Account } from '../users/users.ts'

interface Target {
  passkeyId: string
  reason?: string | undefined
  ticket?: string | undefined
}

interface Result {
  sessionsEnded: number
}

/**
 * Revokes one's own passkey. Throws `not-found`, and `conflict` for the last way in: nobody locks themselves out.
 * Repeated, it changes nothing and answers zero.
 */
export function revokeMine(services: Services, act: Act, target: Target): Promise<Result> {
  return revoke(services, act, { ...target, userId: act.session.user.id }, async (tx, owner) => {
    const active = await activePasskeysOf(tx, owner.id)
    if (active.some(({ id }) => id === target.passkeyId))
      requireWayIn(await meansOf(tx, owner, [target.passkeyId]))
  })
}

/** Revokes a user's passkey from the console. Throws `not-found`, `permission.denied` for people out of reach. */
export function revokeOf(services: Services, act: Act, target: Target & { userId: string }): Promise<Result> {
  return revoke(services, act, target, (_tx, owner) => {
    if (!mayActOn(act.session.user, owner)) throw new AppError('permission.denied')
  })
}

async function revoke(
  services: Services,
  { session, from }: Act,
  { userId, passkeyId, reason, ticket }: Target & { userId: string },
  allow: (tx: Db, owner: Account) => Promise<void> | void,
): Promise<Result> {
  const at = services.now()
  const why = { at, reason: reason ?? null, ticket: ticket ?? null }
  const ended = await inTransaction(services.db, async (tx) => {
    await lockAdministrators(tx)
    // Passkey, user, session: in the order of a sign-in, or the two would wait for each other.
    const passkey = await lockPasskeyOf(tx, passkeyId, userId)
    const owner = await lockAccount(tx, userId)
    await requireRunning(tx, session.id)
    await allow(tx, owner)
    const by = { ...why, actorId: session.user.id }
    if (!(await keepingCount(tx, userId, () => markRevoked(tx, passkeyId, by)))) return []
    const sessions = await endSessionsOfPasskey(tx, passkey, at)
    // What was begun before could bring back what is being taken.
    await voidInvitations(tx, userId, at)
    await voidPasses(tx, userId, at)
    const halfway = [...(await endEnrolments(tx, userId, at)), ...(await endPending(tx, userId, at))]
    if (owner.role === 'admin') await requireWorkingAdministrator(tx)
    await record(tx, {
      ...why,
      action: 'passkey.revoked',
      actor: session.user,
      target: owner,
      passkey,
      count: sessions.length,
      from,
    })
    return [...sessions, ...halfway]
  })
  // After the commit, so that nobody hears of a revocation that was rolled back.
  services.publish({ sessions: ended }, { type: 'session.ended', reason: 'passkey-revoked' })
  tellOfPasskeys(services, userId)
  return { sessionsEnded: ended.length }
}
