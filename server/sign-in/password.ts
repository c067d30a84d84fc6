import type { NextStep } from '../../shared/contract/next-step.ts'
import { recordFailure } from '../audit/failures.ts'
import { inTransaction } from '../db/transaction.ts'
import { AppError } from '../errors.ts'
import { meansOf } from '../fallback/means.ts'
import { checkPassword } from '../fallback/password.ts'
import type { Services } from '../services.ts'
import type { Act, SeenFrom, Session } from '../session.ts'
import { pendingFor } from '../sessions/life.ts'
import { endSession, requireRunning, startSession } from '../sessions/sessions.ts'
import { openStep } from '../sessions/steps.ts'
import { findAccount, findAccountByEmail, lockAccount } from '../users/users.ts'
import { nextStep } from './next-step.ts'

interface Request {
  email: string
  password: string
  computer?: string | undefined
}

interface Halfway {
  next: NextStep
  token: string
}

const nothingLeft =
  'Your password is right, but no second step is left on this account. Ask the help desk for a temporary pass.'

/**
 * The first half of a sign-in: a right password opens a pending session. Unknown, disabled and passwordless accounts do
 * the same work as a wrong password and get the same `sign-in.failed`; `server.unavailable` where too many are checked.
 */
export async function signInWithPassword(
  services: Services,
  { email, password, computer }: Request,
  { from, replaced }: { from: SeenFrom; replaced: Session | null },
): Promise<Halfway> {
  const { db } = services
  const account = await findAccountByEmail(db, email)
  const right = await checkPassword(db, account, password)
  const failure = { action: 'sign-in.failed', user: account, from } as const
  if (!account || !right) {
    await recordFailure(services, { ...failure, reason: 'password-wrong' })
    throw new AppError('sign-in.failed')
  }
  const at = services.now()
  const started = await inTransaction(db, async (tx) => {
    const { status } = await lockAccount(tx, account.id)
    if (status === 'disabled' || !(await right.stillIs(tx))) return 'password-wrong'
    const next = nextStep('password', await meansOf(tx, account))
    if (!next) return 'no-second-step'
    // The browser's cookie is about to name the new session: nobody could end the old one any more.
    if (replaced) await endSession(tx, replaced.id, at, 'replaced')
    const endsAt = new Date(at.getTime() + pendingFor)
    const { id, token } = await startSession(tx, right.proof, { from: { ...from, computer }, at, endsAt })
    await openStep(tx, { id }, at)
    return { next, token }
  })
  if (typeof started !== 'string') return started
  await recordFailure(services, { ...failure, reason: started })
  throw new AppError('sign-in.failed', started === 'no-second-step' ? { detail: nothingLeft } : {})
}

/** The first half of being fresh without a passkey: a right password lets five second steps be tried. */
export async function confirmPassword(
  services: Services,
  { session, from }: Act,
  password: string,
): Promise<{ next: NextStep }> {
  const { db } = services
  const account = await findAccount(db, session.user.id)
  const right = await checkPassword(db, account, password)
  const at = services.now()
  const next = await inTransaction(db, async (tx) => {
    await lockAccount(tx, account.id)
    await requireRunning(tx, session.id)
    if (!right || !(await right.stillIs(tx))) return null
    const step = nextStep('password', await meansOf(tx, account))
    if (step) await openStep(tx, session, at)
    return step
  })
  if (next) return { next }
  const reason = right ? 'no-second-step' : 'password-wrong'
  await recordFailure(services, { action: 'session.confirm-failed', reason, user: account, from })
  throw new AppError('sign-in.failed', right ? { detail: nothingLeft } : {})
}
