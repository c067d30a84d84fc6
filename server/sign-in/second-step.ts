import type { SecondStep } from '../../shared/contract/next-step.ts'
import type { CeremonyAnswer } from '../../shared/contract/webauthn.ts'
import { recordFailure } from '../audit/failures.ts'
import { record } from '../audit/record.ts'
import type { Db } from '../db/connect.ts'
import type { Held } from '../db/statement.ts'
import { inTransaction } from '../db/transaction.ts'
import { AppError, isFailedAttempt } from '../errors.ts'
import { proveCode } from '../fallback/prove-code.ts'
import { withSecurityKey } from '../passkeys/authentication.ts'
import { beginSecurityKey } from '../passkeys/begin.ts'
import type { StepCeremony } from '../passkeys/judge.ts'
import type { Services } from '../services.ts'
import type { Act, Half, Session } from '../session.ts'
import type { Proof } from '../sessions/proof.ts'
import { endWaiting } from '../sessions/sessions.ts'
import { giveTryBack, isWaiting, takeTry } from '../sessions/steps.ts'
import { lockAccount } from '../users/users.ts'

/** What a second step is for, and what it does once it was right, in the same transaction. */
export interface Purpose<T> {
  ceremony: StepCeremony
  failure: 'sign-in.failed' | 'session.confirm-failed'
  complete: (on: Db | Held, act: Act, proof: Proof, at: Date) => Promise<T>
}

interface Code {
  step: Exclude<SecondStep, 'security-key'>
  code: string
}

/** Completes a first factor with a code. Throws `sign-in.failed` for a wrong one, and see `inTry`. */
export function finishCode<T>(
  services: Services,
  act: Act,
  purpose: Purpose<T>,
  { step, code }: Code,
): Promise<T> {
  const { user } = act.session
  return inTry(services, act, purpose, async () => {
    const at = services.now()
    const done = await inTransaction(services.db, async (tx) => {
      const { status } = await lockAccount(tx, user.id)
      if (status === 'disabled') throw new AppError('session.required')
      const proof = await proveCode(services, tx, {
        first: firstOf(act.session),
        userId: user.id,
        step,
        code,
      })
      if (!proof) return null
      if (step === 'backup-code')
        await record(tx, { at, action: 'backup-code.used', actor: user, from: act.from })
      return { result: await purpose.complete(tx, act, proof, at) }
    })
    if (done) return done.result
    await recordFailure(services, { action: purpose.failure, reason: `${step}-wrong`, user, from: act.from })
    throw new AppError('sign-in.failed')
  })
}

/** Options for a tap on one of the account's security keys. Throws `conflict` where it has none. */
export async function beginKey<T>(services: Services, session: Session, { ceremony }: Purpose<T>) {
  if (!(await isWaiting(services.db, session, services.now()))) throw over(session)
  const begun = await beginSecurityKey(services, session, ceremony)
  if (!begun) throw new AppError('conflict', { detail: 'There is no security key on this account.' })
  return begun
}

/** Completes a first factor with a tap on a security key. Throws `passkey.rejected`, and see `inTry`. */
export function finishKey<T>(
  services: Services,
  act: Act,
  purpose: Purpose<T>,
  answer: CeremonyAnswer,
): Promise<T> {
  const { id, user, passkeyId } = act.session
  const first = { method: firstOf(act.session), passkeyId: act.session.kind === 'pending' ? passkeyId : null }
  const subject = { ceremony: purpose.ceremony, sessionId: id, userId: user.id, first }
  return inTry(services, act, purpose, () =>
    withSecurityKey(services, subject, { answer, from: act.from }, (held, { proof }) =>
      purpose.complete(held, act, proof, services.now()),
    ),
  )
}

// Only a session that waits for its second step can have a first factor other than a password.
const firstOf = ({ kind, method }: Session): Half =>
  kind === 'pending' && method === 'copied-passkey' ? method : 'password'

/**
 * One of the five tries. Throws `session.required` in a sign-in and `fresh.required` elsewhere when there is none; what
 * fails on our side gives its try back. The fifth that is wrong ends the sign-in, and its owner hears of it.
 */
async function inTry<T>(services: Services, act: Act, { failure }: Purpose<T>, work: () => Promise<T>) {
  const { db, now } = services
  const { session, from } = act
  const left = await takeTry(db, session, now())
  if (left === null) throw over(session)
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof AppError)) await giveTryBack(db, session)
    else if (left === 0 && failure === 'sign-in.failed') {
      await stop(services, { session, from })
      if (isFailedAttempt(error)) throw new AppError('sign-in.failed', { reason: 'tries-used-up' })
    }
    throw error
  }
}

/** Somebody had the first factor right and the second wrong, five times; unless one at the same moment was right. */
async function stop({ db, now }: Services, { session, from }: Act): Promise<void> {
  const at = now()
  const { user, id } = session
  await inTransaction(db, async (tx) => {
    if (await endWaiting(tx, id, at))
      await record(tx, {
        at,
        action: 'sign-in.stopped',
        target: user,
        sessionId: id,
        reason: session.method,
        from,
      })
  })
}

const over = ({ kind }: Session) =>
  kind === 'pending'
    ? new AppError('session.required', { reason: 'tries-used-up' })
    : new AppError('fresh.required', { detail: 'Enter your password again.' })
