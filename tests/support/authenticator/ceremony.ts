import type { Transport } from '../../../shared/contract/webauthn.ts'
import type { AttestationOverrides } from './attestation.ts'
import type { Flags } from './authenticator-data.ts'
import type { CborMap } from './cbor.ts'
import type { ClientDataOverrides } from './client-data.ts'
import type { Algorithm, KeyPair, SignatureOverrides } from './keys.ts'

export type Attachment = 'platform' | 'cross-platform'

/** One passkey as the authenticator keeps it. */
export interface SoftCredential {
  id: Buffer
  rpId: string
  /** `user.id` of the options it was made with. */
  userHandle: string
  algorithm: Algorithm
  keys: KeyPair
  counter: number
}

/** What the authenticator reads of creation options: the contract's `CreationOptions` are some. */
export interface CreationRequest {
  challenge: string
  rp: { id: string }
  user: { id: string }
  pubKeyCredParams: readonly { alg: number }[]
}

/** What the authenticator reads of request options: the contract's `RequestOptions` are some. */
export interface AssertionRequest {
  challenge: string
  rpId: string
  allowCredentials: readonly { id: string }[]
}

export interface AuthenticatorDataOverrides {
  /** Whose hash is put in. */
  rpId?: string
  flags?: Partial<Flags>
  counter?: number
  aaguid?: string
  extensions?: CborMap
  /** Alters the bytes before they are signed: cut off, trailing bytes, another length. */
  bytes?: (data: Buffer) => Buffer
}

/** Alterations of a registration, in the order in which it is made. All left out: an honest one. */
export interface RegistrationOverrides {
  client?: ClientDataOverrides
  credential?: {
    id?: Uint8Array
    algorithm?: Algorithm
    keys?: KeyPair
    /** Alters the COSE key that is told; the credential keeps signing with its real one. */
    publicKey?: (key: CborMap) => CborMap
  }
  data?: AuthenticatorDataOverrides
  attestation?: AttestationOverrides
  answer?: {
    id?: string
    rawId?: string
    attachment?: Attachment
    transports?: Transport[]
    /** Whether the credential is discoverable, as told by the `credProps` extension; null says nothing. */
    discoverable?: boolean | null
  }
}

/** Alterations of a sign-in, in the order in which it is made. All left out: an honest one. */
export interface AuthenticationOverrides {
  /** The passkey to use, instead of the newest that fits. */
  credential?: SoftCredential
  client?: ClientDataOverrides
  data?: AuthenticatorDataOverrides
  signature?: SignatureOverrides
  answer?: {
    id?: string
    rawId?: string
    attachment?: Attachment
    /** Null leaves it out. */
    userHandle?: string | null
  }
}

/** `RegistrationResponseJSON`, WebAuthn L3 section 5.1.8. For a field of a wrong type, spread it and replace. */
export interface RegistrationAnswer {
  id: string
  rawId: string
  type: 'public-key'
  authenticatorAttachment: Attachment
  response: { clientDataJSON: string; attestationObject: string; transports: Transport[] }
  clientExtensionResults: { credProps?: { rk: boolean } }
}

/** `AuthenticationResponseJSON`, WebAuthn L3 section 5.1.8. */
export interface AuthenticationAnswer {
  id: string
  rawId: string
  type: 'public-key'
  authenticatorAttachment: Attachment
  response: { clientDataJSON: string; authenticatorData: string; signature: string; userHandle?: string }
  clientExtensionResults: Record<string, never>
}
