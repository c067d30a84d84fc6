import type { HandOffRow } from '../db/tables.ts'
import { equalSecrets, hashOf } from '../tokens.ts'

interface Given {
  verifier: string
  state: string
}

/** What may be wrong with a code that was brought, in words of the record. */
export type Fault =
  | 'code-unknown'
  | 'code-used'
  | 'code-void'
  | 'code-expired'
  | 'verifier-wrong'
  | 'state-wrong'
  | 'session-over'

type Kept = Pick<HandOffRow, 'redeemed_at' | 'voided_at' | 'expires_at' | 'challenge' | 'state_hash'>

/** What is wrong with the code and what came with it, or null. Both secrets are always compared. */
export function faultOf(kept: Kept, { verifier, state }: Given, now: Date): Fault | null {
  // RFC 7636, 4.6: the challenge is the base64url of the verifier's SHA-256.
  const isVerifier = equalSecrets(hashOf(verifier), kept.challenge)
  const isState = equalSecrets(hashOf(state), kept.state_hash)
  if (kept.redeemed_at !== null) return 'code-used'
  if (kept.voided_at !== null) return 'code-void'
  if (new Date(kept.expires_at) <= now) return 'code-expired'
  if (!isVerifier) return 'verifier-wrong'
  return isState ? null : 'state-wrong'
}
