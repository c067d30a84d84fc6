import { decodePartialCBOR } from '@levischuck/tiny-cbor'
import { decodeAttestationObject, parseAuthenticatorData } from '@simplewebauthn/server/helpers'
import type { RegistrationResponse } from '../../shared/contract/webauthn.ts'
import { faultInClientData, type ClientDataFault } from './client-data.ts'
import { importPublicKey } from './public-key.ts'

export type RegistrationFault =
  | ClientDataFault
  | 'id-inconsistent'
  | 'attestation-malformed'
  | 'format-refused'
  | 'credential-id-wrong'
  | 'backup-flags-wrong'
  | 'key-refused'
  | 'not-discoverable'

interface Expected {
  challenge: string
  origins: readonly string[]
}

/**
 * The steps of WebAuthn L3 §7.1 that `verifyRegistrationResponse` leaves to the relying party. To be run before it:
 * what is refused here is never given to the library, which would parse any format and fetch revocation lists.
 * Null where nothing is wrong.
 */
export function faultInRegistration(
  answer: RegistrationResponse,
  expected: Expected,
): RegistrationFault | null {
  const { id, rawId, response, clientExtensionResults } = answer
  if (id !== rawId) return 'id-inconsistent'
  const clientData = Buffer.from(response.clientDataJSON, 'base64url')
  const fault = faultInClientData(clientData, { ...expected, type: 'webauthn.create' })
  if (fault) return fault
  // We asked for a discoverable credential; a client that knows it made none says so (§10.1.3).
  if (clientExtensionResults?.credProps?.rk === false) return 'not-discoverable'
  try {
    return faultInAttestation(new Uint8Array(Buffer.from(response.attestationObject, 'base64url')), id)
  } catch {
    return 'attestation-malformed'
  }
}

function faultInAttestation(bytes: Uint8Array<ArrayBuffer>, id: string): RegistrationFault | null {
  // The library reads the first item and ignores what follows it.
  if (decodePartialCBOR(bytes, 0)[1] !== bytes.length) return 'attestation-malformed'
  const attestation = decodeAttestationObject(bytes)
  const format = attestation.get('fmt')
  // Step 21: `none`, and packed self attestation. Certificates mean nothing until a policy asks for them.
  const isSelfAttested = format === 'packed' && attestation.get('attStmt').get('x5c') === undefined
  if (format !== 'none' && !isSelfAttested) return 'format-refused'
  return faultInCredential(attestation.get('authData'), id)
}

function faultInCredential(data: Uint8Array<ArrayBuffer>, id: string): RegistrationFault | null {
  const { credentialID, credentialPublicKey, flags } = parseAuthenticatorData(data)
  if (!credentialID || !credentialPublicKey) return 'attestation-malformed'
  // Step 25: at most 1023 bytes; and the id told outside must be the one the authenticator made.
  if (credentialID.length > 1023 || id !== Buffer.from(credentialID).toString('base64url'))
    return 'credential-id-wrong'
  // Step 18: a credential that cannot be backed up is not backed up.
  if (!flags.be && flags.bs) return 'backup-flags-wrong'
  return isUsable(credentialPublicKey) ? null : 'key-refused'
}

function isUsable(key: Uint8Array<ArrayBuffer>): boolean {
  try {
    importPublicKey(key)
    return true
  } catch {
    return false
  }
}
