import type { Db } from '../db/connect.ts'
import type { SeenFrom } from '../session.ts'
import { hashOf, newId, newToken } from '../tokens.ts'
import { fullFor } from './life.ts'
import type { Proof } from './proof.ts'
import * as store from './store.ts'

interface Inherited {
  from: SeenFrom & { computer?: string | undefined }
  at: Date
  /** When the person proved who they are, in the session this one comes from: the day runs from there. */
  authenticatedAt: Date
}

/** Starts a full session out of another one's proof: as old as that, and not fresh. Answers its cookie's token. */
export async function startInherited(
  tx: Db,
  proof: Proof,
  { from, at, authenticatedAt }: Inherited,
): Promise<{ id: string; token: string }> {
  const token = newToken()
  const id = newId()
  await store.addSession(tx, {
    id,
    token_hash: hashOf(token),
    user_id: proof.userId,
    kind: 'full',
    method: proof.method,
    passkey_id: proof.passkeyId,
    created_at: authenticatedAt.toISOString(),
    last_seen_at: at.toISOString(),
    ends_at: new Date(authenticatedAt.getTime() + fullFor).toISOString(),
    fresh_until: null,
    fresh_method: null,
    address: from.address,
    client: from.client,
    computer: from.computer ?? null,
    ended_at: null,
    end_reason: null,
  })
  return { id, token }
}

/** Lets nobody use a session any more that is still to vouch for another until `endsAt`, when it runs out by itself. */
export const detachSession = (tx: Db, id: string, endsAt: Date): Promise<number> =>
  store.detach(tx, { id, tokenHash: hashOf(newToken()), endsAt: endsAt.toISOString() })
