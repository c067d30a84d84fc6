import type { CurrentSession } from '../../shared/contract/session.ts'
import { recordFailure } from '../audit/failures.ts'
import { record } from '../audit/record.ts'
import { spendCode } from '../backup-codes/codes.ts'
import type { Db } from '../db/connect.ts'
import { inTransaction } from '../db/transaction.ts'
import { openEnrolment } from '../enrolment/enrolment.ts'
import { AppError } from '../errors.ts'
import type { Services } from '../services.ts'
import type { Opening, SeenFrom, Session } from '../session.ts'
import { recoveryFor } from '../sessions/life.ts'
import { passwordSetAt } from '../fallback/means.ts'
import { makeProof } from '../sessions/make-proof.ts'
import { spendPass } from '../temporary-passes/passes.ts'
import { hasOtherWorkingAdministrator } from '../users/administrators.ts'
import { findAccountByEmail, lockAccount, type Account } from '../users/users.ts'

type Means = Extract<Opening, 'backup-code' | 'temporary-pass'>

interface Claim {
  email: string
  means: Means
  /** The code or pass, as typed. */
  secret: string
  from: SeenFrom
  /** The session whose cookie this one's takes the place of. */
  replaced: Session | null
}

interface Recovered {
  token: string
  current: CurrentSession
}

/**
 * Lets somebody back in with a backup code or a temporary pass, for a session that can only register a passkey. An
 * unknown, a disabled and an unentitled account do the same work as a wrong secret and get the same `sign-in.failed`.
 */
export async function recover(
  services: Services,
  { email, means, secret, from, replaced }: Claim,
): Promise<Recovered> {
  const { db } = services
  const at = services.now()
  const known = await findAccountByEmail(db, email)
  const started = await inTransaction(db, async (tx) => {
    // Locked before it is judged: it may be disabled, or given power over others, at this moment.
    const account = await lockAccount(tx, known?.id ?? '').catch(noneIfMissing)
    const isEntitled = await mayRecover(tx, account, means)
    // Tried for nobody where there is no such account: the work is the same.
    const endsAt = await spend(services, tx, { userId: account?.id ?? '', means, secret, at })
    if (!endsAt) return null
    if (!account || !isEntitled) throw new AppError('sign-in.failed')
    const target = account
    await record(tx, { at, action: actionOf[means], actor: target, from })
    return openEnrolment(tx, makeProof(means, target.id, null), { from, at, endsAt, replaced })
  }).catch((error: unknown) => {
    if (error instanceof AppError && error.code === 'sign-in.failed') return null
    throw error
  })
  if (started) return started
  await recordFailure(services, { action: 'sign-in.failed', reason: `${means}-wrong`, user: known, from })
  throw new AppError('sign-in.failed')
}

const actionOf = { 'backup-code': 'recovery.started', 'temporary-pass': 'temporary-pass.used' } as const

/** When the session ends that this secret opens; null where it opens none. */
async function spend(
  services: Services,
  tx: Db,
  { userId, means, secret, at }: { userId: string; means: Means; secret: string; at: Date },
): Promise<Date | null> {
  if (means === 'temporary-pass') return spendPass(services, tx, { userId, typed: secret, at })
  return (await spendCode(tx, userId, secret, at)) ? new Date(at.getTime() + recoveryFor) : null
}

function noneIfMissing(error: unknown): null {
  if (error instanceof AppError && error.code === 'not-found') return null
  throw error
}

const nobody = { id: '', role: 'user' } as const

/**
 * A backup code alone is not enough on an account with a password, which it only completes, nor for whoever has power
 * over others, while somebody else could issue a pass.
 */
async function mayRecover(tx: Db, account: Account | null, means: Means): Promise<boolean> {
  const other = await hasOtherWorkingAdministrator(tx, account?.id ?? '')
  const password = await passwordSetAt(tx, account ?? nobody)
  if (!account || account.status === 'disabled') return false
  if (means === 'temporary-pass') return true
  return password === null && (account.role === 'user' || !other)
}
