import type { HandOffRequest } from '../../shared/contract/hand-off.ts'
import { record } from '../audit/record.ts'
import { inTransaction } from '../db/transaction.ts'
import type { Services } from '../services.ts'
import type { Act } from '../session.ts'
import { detachSession } from '../sessions/hand-over.ts'
import { hashOf, newId, newToken } from '../tokens.ts'
import { lockMyself } from '../users/reach.ts'
import { codeFor } from './hand-offs.ts'
import * as store from './store.ts'

interface Approval extends HandOffRequest {
  /** The browser's session was made only for this. */
  endSession: boolean
}

/**
 * Makes the code for one app that asked, and answers where the browser takes it: RFC 8252, 7.3. Codes this session made
 * before are void. A session made only for this is its cookie's no longer, and lives on in the code alone.
 */
export async function approve(
  { db, now }: Services,
  act: Act,
  { challenge, state, redirectUri, endSession }: Approval,
): Promise<{ redirectTo: string }> {
  const { session, from } = act
  const at = now()
  const expiresAt = new Date(at.getTime() + codeFor)
  const code = newToken()
  await inTransaction(db, async (tx) => {
    await lockMyself(tx, act)
    await store.voidOfSession(tx, session.id, at.toISOString())
    await store.insertHandOff(tx, {
      id: newId(),
      code_hash: hashOf(code),
      user_id: session.user.id,
      session_id: session.id,
      passkey_id: session.passkeyId,
      method: session.method,
      authenticated_at: session.createdAt.toISOString(),
      challenge,
      redirect_uri: redirectUri,
      state_hash: hashOf(state),
      ends_session: Number(endSession),
      created_at: at.toISOString(),
      expires_at: expiresAt.toISOString(),
      redeemed_at: null,
      voided_at: null,
      opened_session_id: null,
    })
    const { user, id: sessionId } = session
    await record(tx, { at, action: 'hand-off.approved', actor: user, sessionId, from })
    if (endSession) await detachSession(tx, session.id, expiresAt)
  })
  return { redirectTo: `${redirectUri}?${new URLSearchParams({ code, state }).toString()}` }
}
