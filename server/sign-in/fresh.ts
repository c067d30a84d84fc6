import type { CeremonyAnswer } from '../../shared/contract/webauthn.ts'
import { record } from '../audit/record.ts'
import { AppError } from '../errors.ts'
import { freshFor } from '../freshness.ts'
import { beginFresh, withPasskey } from '../passkeys/authentication.ts'
import type { Services } from '../services.ts'
import type { SeenFrom, Session } from '../session.ts'
import { refresh } from '../sessions/sessions.ts'

/** Options to prove again who one is, for this session, this user and this purpose only. */
export const beginFreshPasskey = (services: Services, { id, user }: Session) =>
  beginFresh(services, { sessionId: id, userId: user.id })

/** Makes the session fresh for five minutes at level 2 and gives it a new cookie. */
export function finishFreshPasskey(
  services: Services,
  { session, from }: { session: Session; from: SeenFrom },
  answer: CeremonyAnswer,
) {
  const subject = { ceremony: 'fresh', sessionId: session.id, userId: session.user.id } as const
  return withPasskey(services, subject, { answer, from }, async (held, { passkey, proof }) => {
    const at = services.now()
    const token = await refresh(held, session.id, proof, at)
    if (token === null) throw new AppError('session.required')
    const entry = { at, actor: session.user, passkey, sessionId: session.id, from }
    await record(held, { ...entry, action: 'session.confirmed' })
    return { token, freshUntil: new Date(at.getTime() + freshFor).toISOString(), freshLevel: 2 as const }
  })
}
