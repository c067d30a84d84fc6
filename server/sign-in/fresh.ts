import type { CeremonyAnswer } from '../../shared/contract/webauthn.ts'
import { record } from '../audit/record.ts'
import { inTransaction } from '../db/transaction.ts'
import { freshFor } from '../freshness.ts'
import { beginFresh, checkPasskey, recordUse, refuse } from '../passkeys/authentication.ts'
import { hold } from '../db/statement.ts'
import type { Services } from '../services.ts'
import type { SeenFrom, Session } from '../session.ts'
import { refresh, requireRunning } from '../sessions/sessions.ts'

/** Options to prove again who one is, for this session, this user and this purpose only. */
export const beginFreshPasskey = (services: Services, { id, user }: Session) =>
  beginFresh(services, { sessionId: id, userId: user.id })

/** Makes the session fresh for five minutes at level 2 and gives it a new cookie. */
export async function finishFreshPasskey(
  services: Services,
  { session, from }: { session: Session; from: SeenFrom },
  answer: CeremonyAnswer,
) {
  const subject = { ceremony: 'fresh', sessionId: session.id, userId: session.user.id } as const
  const checked = await checkPasskey(services, subject, { answer, from })
  const at = services.now()
  const token = await inTransaction(services.db, async (tx) => {
    await requireRunning(tx, session.id)
    const proof = await hold(tx, (held) => recordUse(services, held, checked))
    if (!proof) return null
    await record(tx, {
      at,
      action: 'session.confirmed',
      actor: session.user,
      passkey: checked.passkey,
      sessionId: session.id,
      from,
    })
    return refresh(tx, session.id, proof, at)
  })
  if (token === null) return refuse(services, subject, { fault: 'overtaken', passkey: checked.passkey, from })
  return { token, freshUntil: new Date(at.getTime() + freshFor).toISOString(), freshLevel: 2 as const }
}
