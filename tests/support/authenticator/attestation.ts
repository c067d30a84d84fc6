import { sha256 } from './authenticator-data.ts'
import { cborMap, encodeCbor, type CborMap } from './cbor.ts'
import { algorithms, signed, type Algorithm, type KeyPair, type SignatureOverrides } from './keys.ts'
import { unchanged } from './unchanged.ts'

export interface AttestationOverrides {
  /** What is made: nothing (section 8.7) or packed self attestation (section 8.2). */
  make?: 'none' | 'packed'
  /** The format's name where it is to differ from what is made. */
  fmt?: string
  /** Alters the attestation statement. */
  statement?: (statement: CborMap) => CborMap
  /** Bends the signature of a packed statement. */
  signature?: SignatureOverrides
  /** Alters the finished CBOR: trailing bytes, cut off, no CBOR at all. */
  bytes?: (object: Buffer) => Buffer
}

/** The attestation object of WebAuthn L3 section 6.5.4. */
export function attestationObject(fmt: string, attStmt: CborMap, authData: Uint8Array): Buffer {
  return encodeCbor(cborMap(['fmt', fmt], ['attStmt', attStmt], ['authData', authData]))
}

/** Attests the credential by itself: with nothing, or with a signature of its own key. */
export function attest(
  credential: { algorithm: Algorithm; keys: KeyPair },
  ceremony: { authData: Buffer; clientDataJson: Buffer },
  overrides: AttestationOverrides = {},
): Buffer {
  const { make = 'none', fmt = make, statement = unchanged, bytes = unchanged } = overrides
  const { authData, clientDataJson } = ceremony
  const signature = () =>
    signed(credential, Buffer.concat([authData, sha256(clientDataJson)]), overrides.signature)
  const honest =
    make === 'none' ? cborMap() : cborMap(['alg', algorithms[credential.algorithm]], ['sig', signature()])
  return bytes(attestationObject(fmt, statement(honest), authData))
}
