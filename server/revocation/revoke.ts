import type { Db } from '../db/connect.ts'
import { inTransaction } from '../db/transaction.ts'
import { tellOfPasskeys } from '../events/tell.ts'
import { meansOf, requireWayIn } from '../fallback/means.ts'
import { activePasskeysOf, lockPasskeyOf, type KnownPasskey } from '../passkeys/passkeys.ts'
import type { Services } from '../services.ts'
import type { Act } from '../session.ts'
import { lockAdministrators, requireWorkingAdministrator } from '../users/administrators.ts'
import { lockMyself, lockTarget } from '../users/reach.ts'
import type { Account } from '../users/users.ts'
import { takePasskey, voidBeginnings } from './take.ts'

export interface Target {
  passkeyId: string
  reason?: string | undefined
  ticket?: string | undefined
}

export interface Result {
  sessionsEnded: number
}

/** Locks the owner, and throws where the act may not be done to them. */
export type LockOwner = (tx: Db) => Promise<Account>

/**
 * Revokes one's own passkey. Throws `not-found`, and `conflict` for the last way in: nobody locks themselves out.
 * Repeated, it changes nothing and answers zero.
 */
export function revokeMine(services: Services, act: Act, target: Target): Promise<Result> {
  return revoke(services, act, { ...target, userId: act.session.user.id }, async (tx) => {
    const owner = await lockMyself(tx, act)
    const active = await activePasskeysOf(tx, owner.id)
    if (active.some(({ id }) => id === target.passkeyId))
      requireWayIn(await meansOf(tx, owner, [target.passkeyId]))
    return owner
  })
}

/** Revokes a user's passkey from the console. Throws `not-found`, `permission.denied` for people out of reach. */
export const revokeOf = (
  services: Services,
  act: Act,
  target: Target & { userId: string },
): Promise<Result> => revoke(services, act, target, (tx) => lockTarget(tx, act, target.userId))

function revoke(
  services: Services,
  act: Act,
  { reason, ticket, ...target }: Target & { userId: string },
  lockOwner: LockOwner,
): Promise<Result> {
  const { session, from } = act
  const at = services.now()
  const why = { at, actor: session.user, reason: reason ?? null, ticket: ticket ?? null, from }
  return changePasskey(services, target, {
    lockOwner,
    reason: 'passkey-revoked',
    change: async (tx, passkey, owner) => {
      const ended = await takePasskey(tx, passkey, owner, why)
      return ended && [...ended, ...(await voidBeginnings(tx, owner.id, at))]
    },
  })
}

interface Change {
  lockOwner: LockOwner
  /** What the holders of ended sessions are told. */
  reason: 'passkey-revoked' | 'passkey-suspended'
  /** Answers the sessions that ended; null where there was nothing to change. */
  change: (tx: Db, passkey: KnownPasskey, owner: Account) => Promise<string[] | null>
}

/** Changes one passkey under every lock it takes, never leaving the server without a working administrator. */
export async function changePasskey(
  services: Services,
  { userId, passkeyId }: { userId: string; passkeyId: string },
  { lockOwner, reason, change }: Change,
): Promise<Result> {
  const ended = await inTransaction(services.db, async (tx) => {
    await lockAdministrators(tx)
    // Passkey, user, session: in the order of a sign-in, or the two would wait for each other.
    const passkey = await lockPasskeyOf(tx, passkeyId, userId)
    const owner = await lockOwner(tx)
    const sessions = await change(tx, passkey, owner)
    if (sessions && owner.role === 'admin') await requireWorkingAdministrator(tx)
    return sessions ?? []
  })
  // After the commit, so that nobody hears of what was rolled back.
  services.publish({ sessions: ended }, { type: 'session.ended', reason })
  tellOfPasskeys(services, userId)
  return { sessionsEnded: ended.length }
}
