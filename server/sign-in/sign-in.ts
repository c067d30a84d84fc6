import { canonicalEmail } from '../../shared/contract/fields.ts'
import type { User } from '../../shared/contract/user.ts'
import type { CeremonyAnswer } from '../../shared/contract/webauthn.ts'
import { record } from '../audit/record.ts'
import { beginSignIn, withPasskey } from '../passkeys/authentication.ts'
import type { Services } from '../services.ts'
import type { SeenFrom, Session } from '../session.ts'
import { replaceSession, startSession } from '../sessions/sessions.ts'
import { markSignedIn, viewUser } from '../users/users.ts'

interface Request extends CeremonyAnswer {
  computer?: string | undefined
}

interface SignedIn {
  token: string
  user: User
}

/** Options for a sign-in with a passkey: the same whatever the e-mail. */
export const beginPasskeySignIn = (services: Services, email: string | undefined) =>
  beginSignIn(services, email === undefined ? null : canonicalEmail(email))

/** Signs in with a passkey: checked, used, a session started, on the record, in one transaction. */
export function finishPasskeySignIn(
  services: Services,
  { computer, ...answer }: Request,
  { from, replaced }: { from: SeenFrom; replaced: Session | null },
): Promise<SignedIn> {
  const subject = { ceremony: 'sign-in', sessionId: null, userId: null } as const
  const here = { ...from, computer }
  return withPasskey(services, subject, { answer, from: here }, async (held, { passkey, proof }) => {
    const at = services.now()
    const actor = { id: passkey.user_id, displayName: passkey.display_name, role: passkey.role }
    // User before sessions, as everywhere: two that lock in different orders would wait for each other.
    await markSignedIn(held, actor.id, at)
    // The browser's cookie is about to name the new session: nobody could end the old one any more.
    if (replaced) await replaceSession(held, replaced.id, at)
    const { id, token } = await startSession(held, proof, { from: here, at })
    await record(held, { at, action: 'sign-in.succeeded', actor, passkey, sessionId: id, from })
    return { token, user: await viewUser(held, actor.id) }
  })
}
