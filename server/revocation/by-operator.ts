import { inTransaction } from '../db/transaction.ts'
import { tellOfPasskeys } from '../events/tell.ts'
import { AppError } from '../errors.ts'
import { lockPasskeyOf, ownerOf, unrevokedOf } from '../passkeys/passkeys.ts'
import type { Services } from '../services.ts'
import { lockAdministrators, requireWorkingAdministrator } from '../users/administrators.ts'
import { findAccountByEmail, lockAccount } from '../users/users.ts'
import { takePasskey, voidBeginnings } from './take.ts'

/** One passkey, or all that a user has; and why. */
export type OperatorsOrder = ({ passkeyId: string } | { email: string }) & {
  reason: string
  ticket?: string | undefined
}

interface Done {
  passkeysRevoked: number
  sessionsEnded: number
}

/**
 * Revokes from the command line what the console would. Repeated, it changes nothing and answers zeros. Throws
 * `not-found`, and `conflict` for the last working administrator.
 */
export async function revokeByOperator(services: Services, order: OperatorsOrder): Promise<Done> {
  const { db } = services
  const at = services.now()
  const why = {
    at,
    actor: null,
    from: null,
    reason: `${order.reason} (command line)`,
    ticket: order.ticket ?? null,
  }
  const { userId, ended, revoked } = await inTransaction(db, async (tx) => {
    await lockAdministrators(tx)
    const owned =
      'email' in order ? (await findAccountByEmail(tx, order.email))?.id : await ownerOf(tx, order.passkeyId)
    if (!owned) throw new AppError('not-found')
    const ids = 'email' in order ? await unrevokedOf(tx, owned) : [order.passkeyId]
    const passkeys = []
    // In one order for everybody, and before the user, as a sign-in does.
    for (const id of ids.sort()) passkeys.push(await lockPasskeyOf(tx, id, owned))
    const owner = await lockAccount(tx, owned)
    const taken = []
    for (const passkey of passkeys) taken.push(await takePasskey(tx, passkey, owner, why))
    const sessions = taken.flatMap((each) => each ?? [])
    if (taken.some((each) => each !== null)) sessions.push(...(await voidBeginnings(tx, owned, at)))
    if (owner.role === 'admin') await requireWorkingAdministrator(tx)
    return { userId: owned, ended: sessions, revoked: taken.filter((each) => each !== null).length }
  })
  services.publish({ sessions: ended }, { type: 'session.ended', reason: 'passkey-revoked' })
  tellOfPasskeys(services, userId)
  return { passkeysRevoked: revoked, sessionsEnded: ended.length }
}
