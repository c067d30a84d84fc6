import { canonicalEmail } from '../../shared/contract/fields.ts'
import type { NextStep } from '../../shared/contract/next-step.ts'
import type { CeremonyAnswer } from '../../shared/contract/webauthn.ts'
import { record } from '../audit/record.ts'
import type { Held } from '../db/statement.ts'
import { meansOf } from '../fallback/means.ts'
import { networkOf } from '../network.ts'
import { withPasskeySignIn } from '../passkeys/authentication.ts'
import { beginSignIn } from '../passkeys/begin.ts'
import { isCrossPlatform } from '../passkeys/passkeys.ts'
import type { Services } from '../services.ts'
import type { SeenFrom, Session } from '../session.ts'
import { pendingFor } from '../sessions/life.ts'
import { replaceSession, startSession } from '../sessions/sessions.ts'
import { openStep } from '../sessions/steps.ts'
import { newId } from '../tokens.ts'
import { viewUser } from '../users/users.ts'
import { noteNewComputer, type SignedIn } from './complete.ts'
import { nextStep } from './next-step.ts'

interface Request extends CeremonyAnswer {
  computer?: string | undefined
}

type Arrived = SignedIn & { next: NextStep }

/** Options for a sign-in with a passkey: the same whatever the e-mail. */
export const beginPasskeySignIn = (services: Services, email: string | undefined) =>
  beginSignIn(services, email === undefined ? null : canonicalEmail(email))

/**
 * Signs in with a passkey: checked, used, a session started, on the record, in one transaction. One that seems to exist
 * twice opens a pending session only, and is refused where nothing could complete that.
 */
export function finishPasskeySignIn(
  services: Services,
  { computer, ...answer }: Request,
  { from, replaced }: { from: SeenFrom; replaced: Session | null },
): Promise<Arrived> {
  const here = { ...from, computer }
  return withPasskeySignIn(services, { answer, from: here }, async (held, { passkey, proof }, last) => {
    const at = services.now()
    const actor = { id: passkey.user_id, displayName: passkey.display_name, role: passkey.role }
    const next = await stepAfter(held, proof.method, actor, passkey.id)
    if (!next) return null
    const isNew =
      next.done && !isAtHome(passkey, from) && (await noteNewComputer(held, { user: actor, from: here }, at))
    const id = newId()
    const endsAt = next.done ? {} : { endsAt: new Date(at.getTime() + pendingFor) }
    const entry = { at, action: 'sign-in.succeeded', actor, passkey, sessionId: id, from } as const
    const [user, , { token }] = await last([
      viewUser(held, actor.id),
      // The browser's cookie is about to name the new session: nobody could end the old one any more.
      replaced && replaceSession(held, replaced.id, at),
      startSession(held, proof, { id, from: here, at, ...endsAt }),
      next.done ? record(held, entry) : openStep(held, { id }, at),
    ])
    return { token, next, isNew, user }
  })
}

async function stepAfter(
  held: Held,
  first: 'passkey' | 'copied-passkey',
  owner: { id: string; role: Session['user']['role'] },
  passkeyId: string,
): Promise<NextStep | null> {
  if (first === 'passkey') return { done: true }
  return nextStep(first, await meansOf(held, owner, [passkeyId]))
}

interface Seen {
  transports: string
  backup_eligible: number
  last_used_client: string | null
  last_used_address: string | null
}

/** Built into this computer, or used from here the last time: nothing that its owner would want to hear of. */
function isAtHome(passkey: Seen, { client, address }: SeenFrom): boolean {
  if (passkey.backup_eligible === 0 && !isCrossPlatform(passkey)) return true
  const { last_used_client, last_used_address } = passkey
  return last_used_client === client && networkOf(last_used_address ?? '') === networkOf(address)
}
