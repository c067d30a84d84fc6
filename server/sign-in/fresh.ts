import type { CeremonyAnswer } from '../../shared/contract/webauthn.ts'
import { record } from '../audit/record.ts'
import type { Db } from '../db/connect.ts'
import type { Held } from '../db/statement.ts'
import { AppError } from '../errors.ts'
import { freshFor, levelOf } from '../freshness.ts'
import { withFreshPasskey } from '../passkeys/authentication.ts'
import type { Services } from '../services.ts'
import type { Act } from '../session.ts'
import type { Proof } from '../sessions/proof.ts'
import { refresh } from '../sessions/sessions.ts'
import { closeStep } from '../sessions/steps.ts'
import type { Purpose } from './second-step.ts'

/** A session made fresh: under a new cookie, until when, and how much that is worth. */
interface Freshened {
  token: string
  freshUntil: string
  freshLevel: 0 | 1 | 2
}

/** Makes the session fresh for five minutes at level 2 and gives it a new cookie. */
export function finishFreshPasskey(
  services: Services,
  { session, from }: Act,
  answer: CeremonyAnswer,
): Promise<Freshened> {
  const subject = { sessionId: session.id, userId: session.user.id }
  return withFreshPasskey(services, subject, { answer, from }, (held, { passkey, proof }) =>
    freshen(held, { session, from }, { proof, passkey, at: services.now() }),
  )
}

/** A second step, after the password, that makes a running session fresh at the level of that step. */
export const confirming: Purpose<Freshened> = {
  ceremony: 'fresh-step',
  failure: 'session.confirm-failed',
  complete: async (on, act, proof, at) => {
    // The password may have been changed, or the screen locked, since this try began.
    if ((await closeStep(on, act.session)) !== 1)
      throw new AppError('fresh.required', { detail: 'Enter your password again.' })
    return freshen(on, act, { proof, at })
  },
}

interface Given {
  proof: Proof
  passkey?: { id: string; name: string }
  at: Date
}

async function freshen(
  on: Db | Held,
  { session, from }: Act,
  { proof, passkey, at }: Given,
): Promise<Freshened> {
  const token = await refresh(on, session.id, proof, at)
  if (token === null) throw new AppError('session.required')
  const how = passkey ? { passkey } : { reason: proof.method }
  const entry = { at, actor: session.user, sessionId: session.id, from, ...how }
  await record(on, { ...entry, action: 'session.confirmed' })
  const freshUntil = new Date(at.getTime() + freshFor).toISOString()
  return { token, freshUntil, freshLevel: levelOf[proof.method] }
}
