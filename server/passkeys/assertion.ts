import { hash } from 'node:crypto'
import { parseAuthenticatorData } from '@simplewebauthn/server/helpers'
import type { AuthenticationResponse } from '../../shared/contract/webauthn.ts'
import { faultInClientData, type ClientDataFault } from './client-data.ts'
import { isSignedBy, type PublicKey } from './public-key.ts'

export interface Expected {
  challenge: string
  origins: readonly string[]
  rpId: string
  publicKey: PublicKey
  requireUserVerification: boolean
}

/** What a sound assertion says about the authenticator at this moment. */
export interface AssertionFacts {
  userVerified: boolean
  backupEligible: boolean
  backedUp: boolean
  signCount: number
}

export type AssertionFault =
  | ClientDataFault
  | 'id-inconsistent'
  | 'authenticator-data-malformed'
  | 'rp-id-wrong'
  | 'user-not-present'
  | 'user-not-verified'
  | 'backup-flags-wrong'
  | 'signature-wrong'

type Verdict = { fault: null; facts: AssertionFacts } | { fault: AssertionFault; facts: null }

/**
 * Verifies an assertion against a known public key: WebAuthn L3 §7.2, steps 9 to 23, in their order. Finding the
 * passkey, its owner and its counter are the caller's. The signature is verified whatever was found before it, so that
 * the time taken does not tell which step failed.
 */
export function verifyAssertion(
  { id, rawId, response }: AuthenticationResponse,
  expected: Expected,
): Verdict {
  const clientData = Buffer.from(response.clientDataJSON, 'base64url')
  const authenticatorData = Buffer.from(response.authenticatorData, 'base64url')
  const parsed = parseData(authenticatorData)
  // Steps 22 and 23: over the bytes as they came, never over anything re-encoded.
  const signed = Buffer.concat([authenticatorData, sha256(clientData)])
  const signatureHolds = isSignedBy(expected.publicKey, signed, Buffer.from(response.signature, 'base64url'))
  const fault =
    (id === rawId ? null : 'id-inconsistent') ??
    faultInClientData(clientData, { ...expected, type: 'webauthn.get' }) ??
    (parsed ? faultInData(parsed, expected) : 'authenticator-data-malformed') ??
    (signatureHolds ? null : 'signature-wrong')
  if (fault !== null || !parsed) return { fault: fault ?? 'authenticator-data-malformed', facts: null }
  const { flags, signCount } = parsed
  return {
    fault: null,
    facts: {
      userVerified: isSet(flags, bit.uv),
      backupEligible: isSet(flags, bit.be),
      backedUp: isSet(flags, bit.bs),
      signCount,
    },
  }
}

/** Flags of authenticator data, WebAuthn L3 §6.1. */
const bit = { up: 0x01, uv: 0x04, be: 0x08, bs: 0x10, at: 0x40, ed: 0x80 } as const

const isSet = (flags: number, which: number) => (flags & which) !== 0

interface ParsedData {
  rpIdHash: Buffer
  flags: number
  signCount: number
}

function parseData(bytes: Buffer): ParsedData | null {
  if (bytes.length < 37) return null
  const flags = bytes[32] ?? 0
  if ((isSet(flags, bit.at | bit.ed) || bytes.length > 37) && !holdsItsExtras(bytes)) return null
  return { rpIdHash: bytes.subarray(0, 32), flags, signCount: bytes.readUInt32BE(33) }
}

// Rare: credential data or extensions follow the counter. The library walks their CBOR and refuses leftovers.
function holdsItsExtras(bytes: Buffer): boolean {
  try {
    parseAuthenticatorData(new Uint8Array(bytes))
    return true
  } catch {
    return false
  }
}

function faultInData({ rpIdHash, flags }: ParsedData, expected: Expected): AssertionFault | null {
  if (!rpIdHash.equals(sha256(expected.rpId))) return 'rp-id-wrong' // step 15
  if (!isSet(flags, bit.up)) return 'user-not-present' // step 16
  if (expected.requireUserVerification && !isSet(flags, bit.uv)) return 'user-not-verified' // step 17
  if (!isSet(flags, bit.be) && isSet(flags, bit.bs)) return 'backup-flags-wrong' // step 18
  return null
}

const sha256 = (data: Buffer | string) => hash('sha256', data, 'buffer')
