import { record } from '../audit/record.ts'
import type { Db } from '../db/connect.ts'
import { inTransaction } from '../db/transaction.ts'
import { tellOfPasskeys } from '../events/tell.ts'
import { AppError } from '../errors.ts'
import {
  lockPasskeyOf,
  markRestored,
  markSuspended,
  outlivedSuspensions,
  type KnownPasskey,
} from '../passkeys/passkeys.ts'
import type { Services } from '../services.ts'
import type { Act } from '../session.ts'
import { endSessionsOfPasskey } from '../sessions/sessions.ts'
import { keepingCount } from '../standing/standing.ts'
import { lockAdministrators } from '../users/administrators.ts'
import { lockMyself, lockTarget, requireMayLetIn } from '../users/reach.ts'
import { lockAccount, type Account } from '../users/users.ts'
import { changePasskey, type LockOwner, type Result, type Target } from './revoke.ts'
import { takePasskey, voidBeginnings } from './take.ts'

interface Suspension extends Target {
  /** When it becomes revoked by itself; ISO 8601. */
  until?: string | undefined
}

/**
 * Takes one's own passkey out of use, for as long as it takes to look for it. Repeated, it answers zero; with another end
 * it moves the end. Throws `conflict` for a revoked one, and for that of the last working administrator.
 */
export const suspendMine = (services: Services, act: Act, target: Suspension): Promise<Result> =>
  suspend(services, act, { ...target, userId: act.session.user.id }, (tx) => lockMyself(tx, act))

/** Takes a user's passkey out of use from the console. Throws as `suspendMine` and `revokeOf` do. */
export const suspendOf = (
  services: Services,
  act: Act,
  target: Suspension & { userId: string },
): Promise<Result> => suspend(services, act, target, (tx) => lockTarget(tx, act, target.userId))

/** Brings one's own suspended passkey back; what it had opened stays ended. Throws `conflict` for a revoked one. */
export const restoreMine = (services: Services, act: Act, target: Target): Promise<Result> =>
  restore(services, act, { ...target, userId: act.session.user.id }, (tx) => lockMyself(tx, act))

/** Brings a user's suspended passkey back from the console. */
export const restoreOf = (
  services: Services,
  act: Act,
  target: Target & { userId: string },
): Promise<Result> =>
  restore(services, act, target, async (tx) => {
    const owner = await lockTarget(tx, act, target.userId)
    requireMayLetIn(act, owner)
    return owner
  })

function suspend(
  services: Services,
  act: Act,
  { until, ...target }: Suspension & { userId: string },
  lockOwner: LockOwner,
): Promise<Result> {
  const at = services.now()
  if (until !== undefined && new Date(until) <= at)
    throw new AppError('input.invalid', { fields: { until: 'Choose a moment that lies ahead.' } })
  const end = until === undefined ? null : new Date(until)
  return changePasskey(services, target, {
    lockOwner,
    reason: 'passkey-suspended',
    change: async (tx, passkey, owner) => {
      refuseRevoked(passkey, at)
      if (!(await keepingCount(tx, owner.id, () => markSuspended(tx, passkey.id, end)))) return null
      const ended = await endSessionsOfPasskey(tx, passkey, { at, reason: 'passkey-suspended' })
      await noteChange(tx, act, { ...target, passkey, owner, at, count: ended.length }, 'passkey.suspended')
      // Where only the end was moved, nothing is being taken.
      return passkey.status === 'active' ? [...ended, ...(await voidBeginnings(tx, owner.id, at))] : ended
    },
  })
}

function restore(
  services: Services,
  act: Act,
  target: Target & { userId: string },
  lockOwner: LockOwner,
): Promise<Result> {
  const at = services.now()
  return changePasskey(services, target, {
    lockOwner,
    reason: 'passkey-suspended',
    change: async (tx, passkey, owner) => {
      refuseRevoked(passkey, at)
      if (!(await keepingCount(tx, owner.id, () => markRestored(tx, passkey.id)))) return null
      await noteChange(tx, act, { ...target, passkey, owner, at, count: null }, 'passkey.restored')
      return []
    },
  })
}

/** Revokes what nobody restored in time. */
export async function expireSuspensions(services: Services): Promise<void> {
  const at = services.now()
  for (;;) {
    const outlived = await outlivedSuspensions(services.db, at)
    for (const { id, userId } of outlived) await expire(services, { id, userId, at })
    if (outlived.length === 0) return
  }
}

async function expire(
  services: Services,
  { id, userId, at }: { id: string; userId: string; at: Date },
): Promise<void> {
  await inTransaction(services.db, async (tx) => {
    await lockAdministrators(tx)
    const passkey = await lockPasskeyOf(tx, id, userId)
    const owner = await lockAccount(tx, userId)
    // Restored, or suspended for longer, since it was found.
    if (!hasRunOut(passkey, at)) return
    const why = { reason: 'The suspension ran out.', ticket: null }
    await takePasskey(tx, passkey, owner, { ...why, at, actor: null, from: null })
  })
  tellOfPasskeys(services, userId)
}

const hasRunOut = ({ status, suspendedUntil }: KnownPasskey, at: Date): boolean =>
  status === 'suspended' && suspendedUntil !== null && suspendedUntil <= at

// One whose suspension has run out is revoked, whether or not that has been written down yet.
function refuseRevoked(passkey: KnownPasskey, at: Date): void {
  if (passkey.status === 'revoked' || hasRunOut(passkey, at))
    throw new AppError('conflict', { detail: 'This passkey was revoked, and that is for good.' })
}

interface Note extends Target {
  passkey: KnownPasskey
  owner: Account
  at: Date
  count: number | null
}

const noteChange = (
  tx: Db,
  { session, from }: Act,
  { passkey, owner, at, count, reason, ticket }: Note,
  action: 'passkey.suspended' | 'passkey.restored',
): Promise<void> =>
  record(tx, {
    at,
    action,
    actor: session.user,
    target: owner,
    passkey,
    reason: reason ?? null,
    ticket: ticket ?? null,
    count,
    from,
  })
