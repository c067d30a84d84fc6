import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto'
import { unchanged } from './unchanged.ts'

/** COSEAlgorithmIdentifier of what this authenticator can sign with (WebAuthn L3 section 5.8.5). */
export const algorithms = { ES256: -7, EdDSA: -8, RS256: -257 } as const
export type Algorithm = keyof typeof algorithms

export interface KeyPair {
  publicKey: KeyObject
  privateKey: KeyObject
}

/** A fresh key pair; `rsaBits` below 2048 makes one that is too weak to be accepted. */
export function newKeyPair(algorithm: Algorithm, rsaBits = 2048): KeyPair {
  switch (algorithm) {
    case 'ES256':
      return generateKeyPairSync('ec', { namedCurve: 'P-256' })
    case 'EdDSA':
      return generateKeyPairSync('ed25519')
    case 'RS256':
      return generateKeyPairSync('rsa', { modulusLength: rsaBits })
  }
}

/** Which of ours is meant by a COSE number, if any. */
export function algorithmOf(identifier: number): Algorithm | undefined {
  if (identifier === algorithms.ES256) return 'ES256'
  if (identifier === algorithms.EdDSA) return 'EdDSA'
  return identifier === algorithms.RS256 ? 'RS256' : undefined
}

/** How tests bend a signature; each step has its honest default. */
export interface SignatureOverrides {
  /** Signs with another private key of the same algorithm. */
  key?: KeyObject
  /** Signs something other than the bytes it should. */
  over?: (data: Buffer) => Buffer
  /** Alters the finished signature. */
  bytes?: (signature: Buffer) => Buffer
}

/** Signs in the format of WebAuthn L3 section 6.5.5: DER for ES256, PKCS #1 v1.5 for RS256. */
export function signed(
  credential: { algorithm: Algorithm; keys: KeyPair },
  data: Buffer,
  { key = credential.keys.privateKey, over = unchanged, bytes = unchanged }: SignatureOverrides = {},
): Buffer {
  const hash = credential.algorithm === 'EdDSA' ? null : 'sha256'
  return bytes(sign(hash, over(data), key))
}
