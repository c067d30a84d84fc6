import { cborMap } from './cbor.ts'
import type { AuthenticationOverrides } from './ceremony.ts'
import { newKeyPair } from './keys.ts'

/** A sign-in no relying party of ours may accept, and whether `@simplewebauthn/server` refuses it too. */
export interface AuthenticationFault {
  name: string
  overrides: AuthenticationOverrides
  libraryRefuses: boolean
}

const refused = (name: string, overrides: AuthenticationOverrides) => ({
  name,
  overrides,
  libraryRefuses: true,
})
const letThrough = (name: string, overrides: AuthenticationOverrides) => ({
  name,
  overrides,
  libraryRefuses: false,
})

const trailing = (bytes: Buffer) => Buffer.concat([bytes, Buffer.from([0])])
const base64url = (text: string) => Buffer.from(text).toString('base64url')

const clientFaults: AuthenticationFault[] = [
  refused('of the other ceremony', { client: { fields: { type: 'webauthn.create' } } }),
  refused('for another challenge', { client: { fields: { challenge: base64url('another challenge') } } }),
  refused('without a challenge', { client: { fields: { challenge: undefined } } }),
  refused('from another origin', { client: { fields: { origin: 'https://example.com' } } }),
  refused('from a subdomain', { client: { fields: { origin: 'https://login.example.org' } } }),
  refused('with client data that is not JSON', { client: { text: () => 'webauthn.get' } }),
  refused('with client data that is JSON null', { client: { text: () => 'null' } }),
  refused('from inside a foreign page that is named', {
    client: { fields: { crossOrigin: true, topOrigin: 'https://example.com' } },
  }),
  letThrough('from inside a foreign page', { client: { fields: { crossOrigin: true } } }),
]

const dataFaults: AuthenticationFault[] = [
  refused('for another relying party', { data: { rpId: 'example.com' } }),
  refused('without user presence', { data: { flags: { up: false } } }),
  refused('without user verification', { data: { flags: { uv: false } } }),
  refused('backed up though not eligible', { data: { flags: { be: false, bs: true } } }),
  letThrough('no longer eligible for backup', { data: { flags: { be: false, bs: false } } }),
  refused('with extensions declared and missing', { data: { flags: { ed: true } } }),
  refused('with extensions undeclared', { data: { extensions: cborMap(['uvm', 1]), flags: { ed: false } } }),
  refused('with attested data declared and missing', { data: { flags: { at: true } } }),
  refused('with bytes after the authenticator data', { data: { bytes: trailing } }),
  refused('with authenticator data cut off', { data: { bytes: (data) => data.subarray(0, -1) } }),
  refused('with no authenticator data', { data: { bytes: () => Buffer.alloc(0) } }),
]

const signatureFaults: AuthenticationFault[] = [
  refused('signed by another key', { signature: { key: newKeyPair('ES256').privateKey } }),
  refused('signed over other bytes', { signature: { over: trailing } }),
  refused('signed without the client data', { signature: { over: (data) => data.subarray(0, -32) } }),
  refused('with no signature', { signature: { bytes: () => Buffer.alloc(0) } }),
  refused('with a signature that is no DER', { signature: { bytes: () => Buffer.alloc(70, 0x30) } }),
  refused('with a signature of zeros', {
    signature: { bytes: () => Buffer.from('3006020100020100', 'hex') },
  }),
  refused('with a signature cut off', { signature: { bytes: (signature) => signature.subarray(0, -1) } }),
  letThrough('with bytes after the signature', { signature: { bytes: trailing } }),
]

const answerFaults: AuthenticationFault[] = [
  refused('with an id that is not the raw id', { answer: { id: base64url('another passkey') } }),
  letThrough('of another user', { answer: { userHandle: base64url('somebody else') } }),
  letThrough('of no user', { answer: { userHandle: null } }),
]

/** Every one fits a synced ES256 passkey of RP ID `example.org`, and a sign-in that began without an e-mail. */
export const authenticationFaults: readonly AuthenticationFault[] = [
  ...clientFaults,
  ...dataFaults,
  ...signatureFaults,
  ...answerFaults,
]

/** Unusual, and right all the same: to refuse one of these is as wrong. */
export const authenticationOddities: readonly { name: string; overrides: AuthenticationOverrides }[] = [
  { name: 'with client data of the future', overrides: { client: { fields: { extraData: ['new'] } } } },
  { name: 'with reserved flags set', overrides: { data: { flags: { reserved: 0x22 } } } },
  { name: 'with extensions declared', overrides: { data: { extensions: cborMap(['uvm', [[2, 4, 2]]]) } } },
  { name: 'no longer backed up', overrides: { data: { flags: { bs: false } } } },
]
