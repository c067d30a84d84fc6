import { createHash, randomBytes } from 'node:crypto'
import { matchCodeOf } from '../../shared/match-code.ts'

/** What one sign-in through the browser is held together by. */
export interface Secrets {
  /** Goes through the browser and back. */
  state: string
  /** Never leaves the app but to the server, at the end (RFC 7636). */
  verifier: string
  /** S256 of the verifier. */
  challenge: string
  /** What the person compares. */
  matchCode: string
}

/** 32 random bytes as base64url: 43 characters. */
export const bytes32 = (): string => randomBytes(32).toString('base64url')

/** New secrets for one sign-in. */
export function newSecrets(): Secrets {
  const [state, verifier] = [bytes32(), bytes32()]
  const challenge = createHash('sha256').update(verifier).digest('base64url')
  const digest = createHash('sha256').update(state).digest()
  return { state, verifier, challenge, matchCode: matchCodeOf(new Uint8Array(digest).buffer) }
}
