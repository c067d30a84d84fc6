import type { CreationOptions, RequestOptions } from '../../shared/contract/webauthn.ts'
import { fromBytes, toBytes } from './base64url.ts'

// Browsers read and write the JSON forms of WebAuthn L3 (§5.1.8, §5.1.9) themselves since 2023-25; the rest is for older ones.

const descriptors = (list: RequestOptions['allowCredentials']) =>
  list.map(({ type, id, transports }) => ({ type, id, ...(transports && { transports }) }))

const binaryDescriptors = (list: RequestOptions['allowCredentials']): PublicKeyCredentialDescriptor[] =>
  list.map(({ type, id, transports }) => ({
    type,
    id: toBytes(id),
    // The type of the DOM library does not know "smart-card" yet.
    ...(transports && { transports: transports.filter((each) => each !== 'smart-card' && each !== 'cable') }),
  }))

/** What `navigator.credentials.create` takes. */
export function readCreationOptions(options: CreationOptions): PublicKeyCredentialCreationOptions {
  const { authenticatorAttachment, ...selection } = options.authenticatorSelection
  const authenticatorSelection = { ...selection, ...(authenticatorAttachment && { authenticatorAttachment }) }
  if ('parseCreationOptionsFromJSON' in PublicKeyCredential) {
    return PublicKeyCredential.parseCreationOptionsFromJSON({
      ...options,
      authenticatorSelection,
      excludeCredentials: descriptors(options.excludeCredentials),
    })
  }
  return {
    ...options,
    authenticatorSelection,
    challenge: toBytes(options.challenge),
    user: { ...options.user, id: toBytes(options.user.id) },
    excludeCredentials: binaryDescriptors(options.excludeCredentials),
  }
}

/** What `navigator.credentials.get` takes. */
export function readRequestOptions(options: RequestOptions): PublicKeyCredentialRequestOptions {
  if ('parseRequestOptionsFromJSON' in PublicKeyCredential) {
    return PublicKeyCredential.parseRequestOptionsFromJSON({
      ...options,
      allowCredentials: descriptors(options.allowCredentials),
    })
  }
  return {
    ...options,
    challenge: toBytes(options.challenge),
    allowCredentials: binaryDescriptors(options.allowCredentials),
  }
}

function responseByHand(response: AuthenticatorResponse): unknown {
  const clientDataJSON = fromBytes(response.clientDataJSON)
  if (response instanceof AuthenticatorAttestationResponse) {
    const attestationObject = fromBytes(response.attestationObject)
    return { clientDataJSON, attestationObject, transports: response.getTransports() }
  }
  if (!(response instanceof AuthenticatorAssertionResponse)) return { clientDataJSON }
  return {
    clientDataJSON,
    authenticatorData: fromBytes(response.authenticatorData),
    signature: fromBytes(response.signature),
    userHandle: response.userHandle && fromBytes(response.userHandle),
  }
}

/** The credential as it travels. Some password managers answer with objects whose own `toJSON` throws. */
export function writeCredential(credential: PublicKeyCredential): unknown {
  try {
    return credential.toJSON()
  } catch {
    return {
      id: credential.id,
      rawId: fromBytes(credential.rawId),
      type: credential.type,
      authenticatorAttachment: credential.authenticatorAttachment,
      response: responseByHand(credential.response),
      clientExtensionResults: credential.getClientExtensionResults(),
    }
  }
}
