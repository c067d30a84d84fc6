import type { CurrentSession } from '../../shared/contract/session.ts'
import type { Db } from '../db/connect.ts'
import type { Opening, SeenFrom, Session } from '../session.ts'
import { currentView, sessionById } from '../sessions/current.ts'
import type { Proof } from '../sessions/proof.ts'
import { endSession, startSession } from '../sessions/sessions.ts'
import { viewUser } from '../users/users.ts'

interface Opened {
  from: SeenFrom
  at: Date
  endsAt: Date
  /** The session whose cookie this one's takes the place of: nobody could end it any more. */
  replaced: Session | null
}

/** Opens a session that can only register a passkey, in the transaction that spends what opened it. */
export async function openEnrolment(
  tx: Db,
  proof: Proof<Opening>,
  { replaced, ...start }: Opened,
): Promise<{ token: string; current: CurrentSession }> {
  if (replaced) await endSession(tx, replaced.id, start.at, 'replaced')
  const { id, token } = await startSession(tx, proof, start)
  const current = currentView(await sessionById(tx, id), await viewUser(tx, proof.userId), start.at)
  return { token, current }
}
