import { cborMap } from './cbor.ts'
import type { RegistrationOverrides } from './ceremony.ts'
import { withByteOrderMark, withDuplicate } from './client-data.ts'
import { label, withFields, withoutField } from './cose-key.ts'
import { newKeyPair } from './keys.ts'

/** A registration no relying party of ours may accept, and whether `@simplewebauthn/server` refuses it too. */
export interface RegistrationFault {
  name: string
  overrides: RegistrationOverrides
  libraryRefuses: boolean
}

const refused = (name: string, overrides: RegistrationOverrides) => ({
  name,
  overrides,
  libraryRefuses: true,
})
const letThrough = (name: string, overrides: RegistrationOverrides) => ({
  name,
  overrides,
  libraryRefuses: false,
})

const trailing = (bytes: Buffer) => Buffer.concat([bytes, Buffer.from([0])])
const cutOff = (bytes: Buffer) => bytes.subarray(0, -1)
const base64url = (text: string) => Buffer.from(text).toString('base64url')
const zeros = Buffer.alloc(32)

const clientFaults: RegistrationFault[] = [
  refused('of the other ceremony', { client: { fields: { type: 'webauthn.get' } } }),
  refused('for another challenge', { client: { fields: { challenge: base64url('another challenge') } } }),
  refused('without a challenge', { client: { fields: { challenge: undefined } } }),
  refused('from another origin', { client: { fields: { origin: 'https://example.com' } } }),
  refused('from a subdomain', { client: { fields: { origin: 'https://login.example.org' } } }),
  refused('from another port', { client: { fields: { origin: 'https://example.org:8443' } } }),
  refused('with an origin that is a list', { client: { fields: { origin: ['https://example.com'] } } }),
  refused('for two challenges', {
    client: { text: withDuplicate('challenge', base64url('another challenge')) },
  }),
  refused('with client data that is not JSON', { client: { text: () => 'webauthn.create' } }),
  refused('with client data that is JSON null', { client: { text: () => 'null' } }),
  letThrough('from inside a foreign page', { client: { fields: { crossOrigin: true } } }),
  letThrough('with a top origin', {
    client: { fields: { crossOrigin: true, topOrigin: 'https://example.com' } },
  }),
]

const dataFaults: RegistrationFault[] = [
  refused('for another relying party', { data: { rpId: 'example.com' } }),
  refused('without user presence', { data: { flags: { up: false } } }),
  refused('without user verification', { data: { flags: { uv: false } } }),
  refused('backed up though not eligible', { data: { flags: { be: false, bs: true } } }),
  refused('with the attested data undeclared', { data: { flags: { at: false } } }),
  refused('with extensions declared and missing', { data: { flags: { ed: true } } }),
  refused('with extensions undeclared', {
    data: { extensions: cborMap(['credProtect', 2]), flags: { ed: false } },
  }),
  refused('with bytes after the authenticator data', { data: { bytes: trailing } }),
  letThrough('with authenticator data cut off', { data: { bytes: cutOff } }),
  refused('with no authenticator data', { data: { bytes: () => Buffer.alloc(0) } }),
]

const keyFaults: RegistrationFault[] = [
  refused('with an algorithm not asked for', {
    credential: { publicKey: withFields(cborMap([label.alg, -35])) },
  }),
  refused('with a key that names no algorithm', { credential: { publicKey: withoutField(label.alg) } }),
  letThrough('with a curve that is not the algorithm’s', {
    credential: { algorithm: 'ES256', publicKey: withFields(cborMap([label.curve, 2])) },
  }),
  letThrough('with a point off the curve', {
    credential: {
      algorithm: 'ES256',
      publicKey: withFields(cborMap([label.x, zeros], [label.y, zeros])),
    },
  }),
  letThrough('with a key type that is not the algorithm’s', {
    credential: { algorithm: 'ES256', publicKey: withFields(cborMap([label.kty, 1])) },
  }),
  letThrough('with an algorithm that is not the key’s', {
    credential: { algorithm: 'ES256', publicKey: withFields(cborMap([label.alg, -257])) },
  }),
  letThrough('with a coordinate missing', {
    credential: { algorithm: 'ES256', publicKey: withoutField(label.y) },
  }),
  letThrough('with an RSA key that is too small', {
    credential: { algorithm: 'RS256', keys: newKeyPair('RS256', 1024) },
  }),
  letThrough('with a credential id that is too long', { credential: { id: Buffer.alloc(1024, 7) } }),
  refused('with an empty credential id', { credential: { id: Buffer.alloc(0) } }),
]

const attestationFaults: RegistrationFault[] = [
  refused('with a statement where there is no attestation', {
    attestation: { statement: () => cborMap(['alg', -7]) },
  }),
  refused('with an attestation format nobody knows', { attestation: { fmt: 'handwritten' } }),
  refused('self-attested for another algorithm', {
    credential: { algorithm: 'ES256' },
    attestation: { make: 'packed', statement: withFields(cborMap(['alg', -8])) },
  }),
  refused('self-attested by another key', {
    credential: { algorithm: 'ES256' },
    attestation: { make: 'packed', signature: { key: newKeyPair('ES256').privateKey } },
  }),
  refused('self-attested over other bytes', {
    attestation: { make: 'packed', signature: { over: trailing } },
  }),
  refused('self-attested without a signature', {
    attestation: { make: 'packed', statement: withoutField('sig') },
  }),
  refused('attested by a certificate that is none', {
    attestation: { make: 'packed', statement: withFields(cborMap(['x5c', [Buffer.from('no certificate')]])) },
  }),
  letThrough('with an attestation object cut off', { attestation: { bytes: cutOff } }),
  letThrough('with bytes after the attestation object', { attestation: { bytes: trailing } }),
]

const answerFaults: RegistrationFault[] = [
  refused('with an id that is not the raw id', { answer: { id: base64url('another passkey') } }),
  letThrough('with ids that are not the attested one', {
    answer: { id: base64url('another passkey'), rawId: base64url('another passkey') },
  }),
  letThrough('of a passkey that is not discoverable', { answer: { discoverable: false } }),
]

/** Every one fits options for RP ID `example.org`, as the authenticator makes them by default. */
export const registrationFaults: readonly RegistrationFault[] = [
  ...clientFaults,
  ...dataFaults,
  ...keyFaults,
  ...attestationFaults,
  ...answerFaults,
]

/** Unusual, and right all the same: to refuse one of these is as wrong. */
export const registrationOddities: readonly { name: string; overrides: RegistrationOverrides }[] = [
  { name: 'with client data of the future', overrides: { client: { fields: { extraData: ['new'] } } } },
  { name: 'with a byte order mark', overrides: { client: { text: withByteOrderMark } } },
  { name: 'with reserved flags set', overrides: { data: { flags: { reserved: 0x22 } } } },
  { name: 'with a counter that begins high', overrides: { data: { counter: 0xffffffff } } },
  {
    name: 'with extensions declared',
    overrides: { data: { extensions: cborMap(['credProtect', 2], ['hmac-secret', true]) } },
  },
  { name: 'with the longest credential id', overrides: { credential: { id: Buffer.alloc(1023, 7) } } },
  { name: 'self-attested', overrides: { attestation: { make: 'packed' } } },
  { name: 'silent about being discoverable', overrides: { answer: { discoverable: null } } },
  { name: 'eligible for backup, not backed up', overrides: { data: { flags: { be: true, bs: false } } } },
]
