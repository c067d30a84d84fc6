import { createHash } from 'node:crypto'
import { encodeCbor, type CborMap } from './cbor.ts'

/** Flag bits of WebAuthn L3 section 6.1, under their short names there; `reserved` is OR-ed in as it is. */
export interface Flags {
  up: boolean
  uv: boolean
  be: boolean
  bs: boolean
  at: boolean
  ed: boolean
  reserved: number
}

export interface AttestedCredential {
  /** As a UUID, with or without dashes. */
  aaguid: string
  id: Uint8Array
  /** COSE bytes. */
  publicKey: Uint8Array
}

export interface AuthenticatorData {
  rpId: string
  flags: Flags
  counter: number
  attested?: AttestedCredential
  extensions?: CborMap
}

export const sha256 = (data: string | Uint8Array) => createHash('sha256').update(data).digest()

function flagsByte({ up, uv, be, bs, at, ed, reserved }: Flags): number {
  const bits = [up, uv, be, bs, at, ed]
  const values = [0x01, 0x04, 0x08, 0x10, 0x40, 0x80]
  return values.reduce((byte, value, index) => (bits[index] ? byte | value : byte), reserved)
}

/** Attested credential data, WebAuthn L3 section 6.5.1. */
function attestedData({ aaguid, id, publicKey }: AttestedCredential): Buffer {
  const length = Buffer.from([id.length >> 8, id.length & 0xff])
  return Buffer.concat([Buffer.from(aaguid.replaceAll('-', ''), 'hex'), length, id, publicKey])
}

/** Builds authenticator data (WebAuthn L3 section 6.1) of the parts given, whatever the flags say of them. */
export function authenticatorData({ rpId, flags, counter, attested, extensions }: AuthenticatorData): Buffer {
  const count = Buffer.alloc(4)
  count.writeUInt32BE(counter)
  return Buffer.concat([
    sha256(rpId),
    Buffer.from([flagsByte(flags)]),
    count,
    attested ? attestedData(attested) : Buffer.alloc(0),
    extensions ? encodeCbor(extensions) : Buffer.alloc(0),
  ])
}
