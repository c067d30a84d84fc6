import { createPublicKey, generateKeyPairSync, verify, type KeyObject } from 'node:crypto'
import { decodeCredentialPublicKey } from '@simplewebauthn/server/helpers'

/** The algorithms asked for and accepted, in order of preference: EdDSA, ES256, RS256 (Windows Hello). */
export const algorithms = [-8, -7, -257] as const
export type Algorithm = (typeof algorithms)[number]

export interface PublicKey {
  algorithm: Algorithm
  key: KeyObject
}

/** COSE labels (RFC 9053): -1 is the curve, or n of RSA. */
const label = { kty: 1, alg: 3, crv: -1, x: -2, y: -3, n: -1, e: -2 } as const

/**
 * A usable key out of COSE bytes: of an algorithm we ask for, of the one kind and curve that algorithm has here, a
 * point of that curve, at least 2048 bits of RSA. Throws for anything else.
 */
export function importPublicKey(cose: Uint8Array<ArrayBuffer>): PublicKey {
  const decoded: unknown = decodeCredentialPublicKey(cose)
  if (!(decoded instanceof Map)) throw new Error('The key is not a map.')
  const fields: Map<unknown, unknown> = decoded
  const algorithm = algorithms.find((known) => known === fields.get(label.alg))
  if (algorithm === undefined) throw new Error('The key is of an algorithm that was not asked for.')
  // OpenSSL refuses a point that is not on the curve.
  const key = createPublicKey({ key: jwkOf[algorithm](fields), format: 'jwk' })
  const { modulusLength } = key.asymmetricKeyDetails ?? {}
  if (algorithm === -257 && (modulusLength ?? 0) < 2048) throw new Error('The RSA key is too short.')
  return { algorithm, key }
}

const jwkOf: Record<Algorithm, (fields: Map<unknown, unknown>) => Record<string, string>> = {
  [-8]: (fields) => {
    expectField(fields, { kty: 1, crv: 6 })
    return { kty: 'OKP', crv: 'Ed25519', x: bytes(fields, label.x, 32) }
  },
  [-7]: (fields) => {
    expectField(fields, { kty: 2, crv: 1 })
    return { kty: 'EC', crv: 'P-256', x: bytes(fields, label.x, 32), y: bytes(fields, label.y, 32) }
  },
  [-257]: (fields) => {
    expectField(fields, { kty: 3 })
    return { kty: 'RSA', n: bytes(fields, label.n), e: bytes(fields, label.e) }
  },
}

function expectField(fields: Map<unknown, unknown>, wanted: { kty: number; crv?: number }): void {
  for (const [name, value] of Object.entries(wanted))
    if (fields.get(name === 'kty' ? label.kty : label.crv) !== value)
      throw new Error(`The key's ${name} does not fit its algorithm.`)
}

function bytes(fields: Map<unknown, unknown>, name: number, length?: number): string {
  const value = fields.get(name)
  if (!(value instanceof Uint8Array) || (length !== undefined && value.length !== length))
    throw new Error('The key lacks a part, or it has the wrong length.')
  return Buffer.from(value).toString('base64url')
}

/** Whether `signature` is this key's over `data`. Wrong encodings are wrong signatures. */
export function isSignedBy({ algorithm, key }: PublicKey, data: Buffer, signature: Buffer): boolean {
  try {
    return verify(algorithm === -8 ? null : 'sha256', data, key, signature)
  } catch {
    return false
  }
}

/** A key nobody holds: verifying with it costs what verifying with a real one does. */
export const decoyKey: PublicKey = {
  algorithm: -7,
  key: generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey,
}

const most = 10_000
const imported = new Map<string, PublicKey>()

/** The key of stored COSE bytes (base64url); importing costs as much as verifying, so the last used are kept. */
export function storedPublicKey(cose: string): PublicKey {
  const key = imported.get(cose) ?? importPublicKey(new Uint8Array(Buffer.from(cose, 'base64url')))
  imported.delete(cose)
  imported.set(cose, key)
  const [oldest] = imported.keys()
  if (imported.size > most && oldest !== undefined) imported.delete(oldest)
  return key
}
