import type { KeyObject } from 'node:crypto'
import { cborMap, type CborMap } from './cbor.ts'
import { algorithms, type Algorithm } from './keys.ts'

/** Labels of COSE keys, RFC 9052 section 7 and RFC 9053 section 7. `curve` is `n` for RSA, RFC 8230. */
export const label = { kty: 1, alg: 3, curve: -1, x: -2, y: -3, n: -1, e: -2 } as const

const bytes = (coordinate: string | undefined) => Buffer.from(coordinate ?? '', 'base64url')

/** The credential public key as a COSE map, WebAuthn L3 section 6.5.1.1; change the map to make a wrong key. */
export function coseKey(publicKey: KeyObject, algorithm: Algorithm): CborMap {
  const jwk = publicKey.export({ format: 'jwk' })
  const alg = algorithms[algorithm]
  switch (algorithm) {
    case 'ES256':
      return cborMap(
        [label.kty, 2],
        [label.alg, alg],
        [label.curve, 1],
        [label.x, bytes(jwk.x)],
        [label.y, bytes(jwk.y)],
      )
    case 'EdDSA':
      return cborMap([label.kty, 1], [label.alg, alg], [label.curve, 6], [label.x, bytes(jwk.x)])
    case 'RS256':
      return cborMap([label.kty, 3], [label.alg, alg], [label.n, bytes(jwk.n)], [label.e, bytes(jwk.e)])
  }
}

/** A change of a COSE map: these fields replaced or added. */
export const withFields = (fields: CborMap) => (key: CborMap) => new Map([...key, ...fields])

/** A change of a COSE map: this field left out. */
export const withoutField = (gone: number | string) => (key: CborMap) =>
  new Map([...key].filter(([name]) => name !== gone))
