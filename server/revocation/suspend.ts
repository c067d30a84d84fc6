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
import { lockAccount, type Account } from '../users/users.ts'
import { changePasskey, withinReach, type Allow, type Result, type Target } from './revoke.ts'
import { takePasskey, voidBeginnings } from './take.ts'

interface Suspension extends Target {
  /** When it becomes revoked by itself; ISO 8601. */
  until?: string | undefined
}

/** Takes one's own passkey out of use, for as long as it takes to look for it. Repeated, it answers zero. */
export const suspendMine = (services: Services, act: Act, target: Suspension): Promise<Result> =>
  suspend(services, act, { ...target, userId: act.session.user.id }, () => undefined)

/** Takes a user's passkey out of use from the console. Throws as `revokeOf` does, and `conflict` for a revoked one. */
export const suspendOf = (
  services: Services,
  act: Act,
  target: Suspension & { userId: string },
): Promise<Result> => suspend(services, act, target, withinReach(act))

/** Brings one's own suspended passkey back; what it had opened stays ended. */
export const restoreMine = (services: Services, act: Act, target: Target): Promise<Result> =>
  restore(services, act, { ...target, userId: act.session.user.id }, () => undefined)

/** Brings a user's suspended passkey back from the console. */
export const restoreOf = (
  services: Services,
  act: Act,
  target: Target & { userId: string },
): Promise<Result> => restore(services, act, target, withinReach(act))

function suspend(
  services: Services,
  act: Act,
  { until, ...target }: Suspension & { userId: string },
  allow: Allow,
): Promise<Result> {
  const at = services.now()
  if (until !== undefined && new Date(until) <= at)
    throw new AppError('input.invalid', { fields: { until: 'Choose a moment that lies ahead.' } })
  return changePasskey(services, act, target, {
    reason: 'passkey-suspended',
    change: async (tx, passkey, owner) => {
      await allow(tx, owner)
      refuseRevoked(passkey)
      const end = until === undefined ? null : new Date(until).toISOString()
      if (!(await keepingCount(tx, owner.id, () => markSuspended(tx, passkey.id, end)))) return null
      const ended = await endSessionsOfPasskey(tx, passkey, { at, reason: 'passkey-suspended' })
      await noteChange(tx, act, { ...target, passkey, owner, at, count: ended.length }, 'passkey.suspended')
      return [...ended, ...(await voidBeginnings(tx, owner.id, at))]
    },
  })
}

function restore(
  services: Services,
  act: Act,
  target: Target & { userId: string },
  allow: Allow,
): Promise<Result> {
  const at = services.now()
  return changePasskey(services, act, target, {
    reason: 'passkey-suspended',
    change: async (tx, passkey, owner) => {
      await allow(tx, owner)
      refuseRevoked(passkey)
      if (!(await keepingCount(tx, owner.id, () => markRestored(tx, passkey.id)))) return null
      await noteChange(tx, act, { ...target, passkey, owner, at, count: null }, 'passkey.restored')
      return []
    },
  })
}

/** Revokes what nobody restored in time. */
export async function expireSuspensions(services: Services): Promise<void> {
  const at = services.now()
  for (const { id, userId } of await outlivedSuspensions(services.db, at)) {
    await inTransaction(services.db, async (tx) => {
      const passkey = await lockPasskeyOf(tx, id, userId)
      const owner = await lockAccount(tx, userId)
      // Restored, or suspended for longer, since it was found.
      if (passkey.status !== 'suspended' || !passkey.suspendedUntil || passkey.suspendedUntil > at) return
      const why = { reason: 'The suspension ran out.', ticket: null }
      await takePasskey(tx, passkey, owner, { ...why, at, actor: null, from: null })
    })
    tellOfPasskeys(services, userId)
  }
}

function refuseRevoked({ status }: KnownPasskey): void {
  if (status === 'revoked')
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
