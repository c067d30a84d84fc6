import { mayUsePassword } from '../../shared/contract/roles.ts'
import { record } from '../audit/record.ts'
import { createCodesIfNone } from '../backup-codes/codes.ts'
import type { Db } from '../db/connect.ts'
import { inTransaction } from '../db/transaction.ts'
import { AppError } from '../errors.ts'
import { tellOfPasskeys } from '../events/tell.ts'
import type { Services } from '../services.ts'
import type { Act } from '../session.ts'
import { makeProof } from '../sessions/make-proof.ts'
import type { Proof } from '../sessions/proof.ts'
import { endPending, endSessionsOfPassword, requireRunning } from '../sessions/sessions.ts'
import { lockAccount, type Account } from '../users/users.ts'
import { hashPassword, isPassword } from './hashing.ts'
import { meansOf, requireWayIn } from './means.ts'
import { faultInPassword } from './password-rules.ts'
import * as store from './store.ts'

interface Changed {
  sessionsEnded: number
}

/** A password that was right, for the moment it was checked; `stillIs` must be asked in the transaction it opens. */
export interface RightPassword {
  proof: Proof<'password'>
  stillIs: (tx: Db) => Promise<boolean>
}

/** Checks a password, with the same work for an account that has none, and for none. Null where it is wrong. */
export async function checkPassword(
  db: Db,
  account: Account | null,
  password: string,
): Promise<RightPassword | null> {
  const row = await store.passwordOf.first(db, { userId: account?.id ?? '' })
  const isAllowed = account !== null && mayUsePassword(account) && account.status !== 'disabled'
  const right = await isPassword(isAllowed ? (row?.hash ?? null) : null, password)
  if (!right || !account) return null
  return {
    proof: makeProof('password', account.id, null),
    stillIs: async (tx) => (await store.passwordOf.first(tx, { userId: account.id }))?.hash === row?.hash,
  }
}

/**
 * Sets or changes one's own password. Other sessions that a password opened end, and those that wait for a second step.
 * Codes come with it where none are left: a password needs a second step. Throws `permission.denied`, `input.invalid`.
 */
export async function setPassword(
  services: Services,
  { session, from }: Act,
  password: string,
): Promise<Changed & { backupCodes?: string[] }> {
  const { user } = session
  if (!mayUsePassword(user))
    throw new AppError('permission.denied', { detail: 'Your role signs in with passkeys only.' })
  const fault = await faultInPassword(password, { ...user, organisation: services.config.name })
  if (fault !== null) throw new AppError('input.invalid', { fields: { password: fault } })
  const hash = await hashPassword(password)
  const at = services.now()
  const { ended, codes } = await inTransaction(services.db, async (tx) => {
    await lockAccount(tx, user.id)
    await requireRunning(tx, session.id)
    const isNew = (await store.passwordOf.first(tx, { userId: user.id })) === undefined
    await store.savePassword(tx, { user_id: user.id, hash, changed_at: at.toISOString() })
    const action = isNew ? 'password.set' : 'password.changed'
    const others = await endSessionsOfPassword(tx, user.id, { except: session.id, at })
    await endPending(tx, user.id, at)
    await record(tx, { at, action, actor: user, sessionId: session.id, count: others.length, from })
    const fresh = await createCodesIfNone(tx, user.id, at)
    if (fresh) {
      // Shown with the password, which its owner is told of.
      const made = { action: 'backup-codes.created', count: fresh.length, silent: true } as const
      await record(tx, { at, actor: user, from, ...made })
    }
    return { ended: others, codes: fresh }
  })
  tell(services, user.id, ended)
  return { sessionsEnded: ended.length, ...(codes ? { backupCodes: codes } : {}) }
}

/** Removes one's own password and ends what it opened. Repeated, it changes nothing. Throws `conflict` for the last way in. */
export async function removePassword(services: Services, { session, from }: Act): Promise<Changed> {
  const { user } = session
  const at = services.now()
  const ended = await inTransaction(services.db, async (tx) => {
    await lockAccount(tx, user.id)
    await requireRunning(tx, session.id)
    if ((await store.deletePassword(tx, user.id)) === 0) return []
    requireWayIn(await meansOf(tx, user))
    const others = await endSessionsOfPassword(tx, user.id, { except: session.id, at })
    await endPending(tx, user.id, at)
    const entry = { at, actor: user, sessionId: session.id, count: others.length, from }
    await record(tx, { ...entry, action: 'password.removed' })
    return others
  })
  tell(services, user.id, ended)
  return { sessionsEnded: ended.length }
}

function tell(services: Services, userId: string, ended: string[]): void {
  services.publish({ sessions: ended }, { type: 'session.ended', reason: 'ended-elsewhere' })
  tellOfPasskeys(services, userId)
}
