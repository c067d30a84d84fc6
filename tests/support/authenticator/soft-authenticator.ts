import { randomBytes } from 'node:crypto'
import type { Transport } from '../../../shared/contract/webauthn.ts'
import { attest } from './attestation.ts'
import { authenticatorData, sha256, type AttestedCredential, type Flags } from './authenticator-data.ts'
import { encodeCbor } from './cbor.ts'
import type {
  AssertionRequest,
  Attachment,
  AuthenticationAnswer,
  AuthenticationOverrides,
  AuthenticatorDataOverrides,
  CreationRequest,
  RegistrationAnswer,
  RegistrationOverrides,
  SoftCredential,
} from './ceremony.ts'
import { clientDataJson } from './client-data.ts'
import { coseKey } from './cose-key.ts'
import { algorithmOf, newKeyPair, signed } from './keys.ts'
import { unchanged } from './unchanged.ts'

interface Model {
  /** Of the page that asks. */
  origin: string
  aaguid: string
  /** As the backup flags tell it. Only a device-bound passkey counts its uses. */
  backup: 'synced' | 'can-sync' | 'device'
  attachment: Attachment
}

export interface SoftAuthenticator {
  /** The passkeys it holds, oldest first. */
  readonly credentials: readonly SoftCredential[]
  /** Makes a passkey and answers as `navigator.credentials.create()` would. */
  create(options: CreationRequest, overrides?: RegistrationOverrides): RegistrationAnswer
  /** Signs in with a passkey it holds and answers as `navigator.credentials.get()` would. */
  get(options: AssertionRequest, overrides?: AuthenticationOverrides): AuthenticationAnswer
}

const standard: Model = {
  origin: 'https://example.org',
  aaguid: '00000000-0000-0000-0000-000000000000',
  backup: 'synced',
  attachment: 'platform',
}

const transportsOf: Record<Attachment, Transport[]> = {
  platform: ['internal', 'hybrid'],
  'cross-platform': ['usb'],
}

const base64url = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64url')

function newCredential(
  { rp, user, pubKeyCredParams }: CreationRequest,
  { id, algorithm, keys }: NonNullable<RegistrationOverrides['credential']>,
): SoftCredential {
  const offered = pubKeyCredParams.map(({ alg }) => algorithmOf(alg)).find((known) => known !== undefined)
  const chosen = algorithm ?? offered
  if (!chosen) throw new Error('None of the algorithms asked for is known here.')
  return {
    id: Buffer.from(id ?? randomBytes(32)),
    rpId: rp.id,
    userHandle: user.id,
    algorithm: chosen,
    keys: keys ?? newKeyPair(chosen),
    counter: 0,
  }
}

function dataOf(
  { backup, aaguid }: Model,
  { rpId, counter }: SoftCredential,
  attested: Omit<AttestedCredential, 'aaguid'> | undefined,
  overrides: AuthenticatorDataOverrides = {},
): Buffer {
  const { extensions, flags: told, bytes = unchanged } = overrides
  const flags: Flags = {
    up: true,
    uv: true,
    be: backup !== 'device',
    bs: backup === 'synced',
    at: attested !== undefined,
    ed: extensions !== undefined,
    reserved: 0,
    ...told,
  }
  return bytes(
    authenticatorData({
      rpId: overrides.rpId ?? rpId,
      flags,
      counter: overrides.counter ?? counter,
      ...(attested && { attested: { aaguid: overrides.aaguid ?? aaguid, ...attested } }),
      ...(extensions && { extensions }),
    }),
  )
}

function register(
  model: Model,
  credential: SoftCredential,
  { challenge }: CreationRequest,
  overrides: RegistrationOverrides,
): RegistrationAnswer {
  const { client, answer = {}, data, attestation } = overrides
  const { attachment = model.attachment, discoverable = true } = answer
  const change = overrides.credential?.publicKey ?? unchanged
  const publicKey = encodeCbor(change(coseKey(credential.keys.publicKey, credential.algorithm)))
  const clientData = { type: 'webauthn.create', challenge, origin: model.origin, crossOrigin: false }
  const json = clientDataJson(clientData, client)
  const authData = dataOf(model, credential, { id: credential.id, publicKey }, data)
  return {
    id: answer.id ?? base64url(credential.id),
    rawId: answer.rawId ?? base64url(credential.id),
    type: 'public-key',
    authenticatorAttachment: attachment,
    response: {
      clientDataJSON: base64url(json),
      attestationObject: base64url(attest(credential, { authData, clientDataJson: json }, attestation)),
      transports: answer.transports ?? transportsOf[attachment],
    },
    clientExtensionResults: discoverable === null ? {} : { credProps: { rk: discoverable } },
  }
}

function assert(
  model: Model,
  credential: SoftCredential,
  { challenge }: AssertionRequest,
  { client, data, signature, answer = {} }: AuthenticationOverrides,
): AuthenticationAnswer {
  const { userHandle = credential.userHandle } = answer
  const clientData = { type: 'webauthn.get', challenge, origin: model.origin, crossOrigin: false }
  const json = clientDataJson(clientData, client)
  const authData = dataOf(model, credential, undefined, data)
  return {
    id: answer.id ?? base64url(credential.id),
    rawId: answer.rawId ?? base64url(credential.id),
    type: 'public-key',
    authenticatorAttachment: answer.attachment ?? model.attachment,
    response: {
      clientDataJSON: base64url(json),
      authenticatorData: base64url(authData),
      signature: base64url(signed(credential, Buffer.concat([authData, sha256(json)]), signature)),
      ...(userHandle !== null && { userHandle }),
    },
    clientExtensionResults: {},
  }
}

/**
 * A client and authenticator in one (WebAuthn L3 sections 5.1 and 6.3), which really signs and, unless told
 * otherwise, verifies its user.
 */
export function softAuthenticator(settings: Partial<Model> = {}): SoftAuthenticator {
  const model = { ...standard, ...settings }
  const credentials: SoftCredential[] = []
  const count = (credential: SoftCredential) => {
    if (model.backup === 'device') credential.counter += 1
  }
  const holds = ({ rpId, allowCredentials }: AssertionRequest) => {
    const listed = new Set(allowCredentials.map(({ id }) => id))
    const fits = ({ id }: SoftCredential) => listed.size === 0 || listed.has(base64url(id))
    return credentials.findLast((credential) => credential.rpId === rpId && fits(credential))
  }
  return {
    credentials,
    create: (options, overrides = {}) => {
      const credential = newCredential(options, overrides.credential ?? {})
      count(credential)
      credentials.push(credential)
      return register(model, credential, options, overrides)
    },
    get: (options, overrides = {}) => {
      const credential = overrides.credential ?? holds(options)
      if (!credential) throw new Error('This authenticator holds no passkey for that.')
      count(credential)
      return assert(model, credential, options, overrides)
    },
  }
}
