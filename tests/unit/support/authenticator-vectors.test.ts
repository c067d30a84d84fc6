import { createPublicKey, verify, type KeyObject } from 'node:crypto'
import { isoCBOR } from '@simplewebauthn/server/helpers'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { attestationObject } from '../../support/authenticator/attestation.ts'
import { authenticatorData, sha256, type Flags } from '../../support/authenticator/authenticator-data.ts'
import { encodeCbor, type CborMap, type CborValue } from '../../support/authenticator/cbor.ts'
import { clientDataJson } from '../../support/authenticator/client-data.ts'
import { coseKey, label } from '../../support/authenticator/cose-key.ts'
import { algorithmOf } from '../../support/authenticator/keys.ts'
import { authentications, registrations } from '../../support/w3c-vectors.ts'

const bytes = (text: string) => Buffer.from(text, 'base64url')

/** Maps and bytes, as the library's own decoder reads them. */
const decoded = (cbor: Buffer) => isoCBOR.decodeFirst<CborMap>(Uint8Array.from(cbor))
const asBytes = (value: CborValue | undefined) => z.instanceof(Uint8Array).parse(value)
const asMap = (value: CborValue | undefined): CborMap =>
  value instanceof Map ? value : expect.fail('The vector has no map here.')

function flagsOf(byte: number): Flags {
  const has = (bit: number) => (byte & bit) !== 0
  return {
    up: has(0x01),
    uv: has(0x04),
    be: has(0x08),
    bs: has(0x10),
    at: has(0x40),
    ed: has(0x80),
    reserved: byte & 0x22,
  }
}

/** The vector's key as node:crypto knows it, by way of JWK. */
function keyOf(cose: string): KeyObject {
  const fields = decoded(bytes(cose))
  const text = (name: number) => Buffer.from(asBytes(fields.get(name))).toString('base64url')
  const kty = fields.get(label.kty)
  const key =
    kty === 3
      ? { kty: 'RSA', n: text(label.n), e: text(label.e) }
      : kty === 2
        ? { kty: 'EC', crv: 'P-256', x: text(label.x), y: text(label.y) }
        : { kty: 'OKP', crv: 'Ed25519', x: text(label.x) }
  return createPublicKey({ format: 'jwk', key })
}

const clientData = z.looseObject({ type: z.string(), crossOrigin: z.boolean() })

describe('the builders rebuild the test vectors of WebAuthn L3', () => {
  it.each(registrations)('attestation object: $title', ({ rpId, flags, counter, aaguid, ...vector }) => {
    const object = bytes(vector.credential.response.attestationObject)
    const attested = { aaguid, id: bytes(vector.credential.id), publicKey: bytes(vector.publicKey) }
    const parts = { rpId, flags: flagsOf(Number(flags)), counter, attested }
    // The signature of a statement is random, so the statement is taken over; `none` has an empty one.
    const statement = asMap(decoded(object).get('attStmt'))
    expect(attestationObject(vector.fmt, statement, authenticatorData(parts))).toEqual(object)
    expect(vector.fmt === 'none').toBe(statement.size === 0)
  })

  it.each(authentications)('authenticator data: $title', ({ rpId, flags, counter, credential }) => {
    const data = authenticatorData({ rpId, flags: flagsOf(Number(flags)), counter })
    expect(data).toEqual(bytes(credential.response.authenticatorData))
  })

  it.each([...registrations, ...authentications])('client data: $id', (vector) => {
    const text = bytes(vector.credential.response.clientDataJSON)
    const { topOrigin, extraData } = clientData.parse(JSON.parse(text.toString()))
    const type = vector.kind === 'registration' ? 'webauthn.create' : 'webauthn.get'
    const { challenge, origin, crossOrigin } = vector
    expect(clientDataJson({ type, challenge, origin, crossOrigin, topOrigin, extraData })).toEqual(text)
  })

  const known = authentications.flatMap((vector) => {
    const algorithm = algorithmOf(vector.alg)
    return algorithm ? [{ ...vector, algorithm }] : []
  })

  it('for all three algorithms', () => {
    expect(new Set(known.map(({ algorithm }) => algorithm))).toEqual(new Set(['ES256', 'EdDSA', 'RS256']))
  })

  it.each(known)('public key: $title', ({ publicKey, algorithm }) => {
    expect(encodeCbor(coseKey(keyOf(publicKey), algorithm))).toEqual(bytes(publicKey))
  })

  it.each(known)('signed bytes: $title', ({ publicKey, algorithm, credential: { response } }) => {
    const data = Buffer.concat([bytes(response.authenticatorData), sha256(bytes(response.clientDataJSON))])
    const hash = algorithm === 'EdDSA' ? null : 'sha256'
    expect(verify(hash, data, keyOf(publicKey), bytes(response.signature))).toBe(true)
  })
})

describe('CBOR, by the examples of RFC 8949, appendix A', () => {
  const mixed: CborMap = new Map<string, CborValue>([
    ['a', 1],
    ['b', [2, 3]],
  ])
  const examples: [CborValue, string][] = [
    [0, '00'],
    [23, '17'],
    [24, '1818'],
    [100, '1864'],
    [1000, '1903e8'],
    [1000000, '1a000f4240'],
    [-1, '20'],
    [-10, '29'],
    [-100, '3863'],
    [-1000, '3903e7'],
    [false, 'f4'],
    [true, 'f5'],
    [null, 'f6'],
    [Buffer.from('01020304', 'hex'), '4401020304'],
    ['', '60'],
    ['IETF', '6449455446'],
    ['\u00fc', '62c3bc'],
    [[], '80'],
    [[1, [2, 3], [4, 5]], '8301820203820405'],
    [mixed, 'a26161016162820203'],
  ]

  it.each(examples)('%j', (value, hex) => {
    expect(encodeCbor(value).toString('hex')).toBe(hex)
  })

  it('sorts the keys of a map: shorter ones first, then in byte order', () => {
    const map = new Map([
      ['bb', 1],
      ['c', 2],
      ['aa', 3],
    ])
    expect(encodeCbor(map).toString('hex')).toBe('a361630262616103626262' + '01')
  })
})
