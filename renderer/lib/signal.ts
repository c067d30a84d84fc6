import { inTurn } from './in-turn.ts'

// Where the browser knows the Signal API (WebAuthn L3 §5.1.10) it may tidy up after us; nothing is promised either way.

type Signal = 'signalAllAcceptedCredentials' | 'signalCurrentUserDetails' | 'signalUnknownCredential'

function knows(signal: Signal): boolean {
  return 'PublicKeyCredential' in window && signal in PublicKeyCredential
}

function send(signal: () => Promise<void>): void {
  inTurn(signal).catch(() => undefined)
}

/** Which passkeys of this account still count: the complete list, suspended ones too. */
export function signalAccepted(rpId: string, userId: string, allAcceptedCredentialIds: string[]): void {
  if (!knows('signalAllAcceptedCredentials')) return
  send(() => PublicKeyCredential.signalAllAcceptedCredentials({ rpId, userId, allAcceptedCredentialIds }))
}

/** The names the account goes by now. */
export function signalUser(rpId: string, userId: string, name: string, displayName: string): void {
  if (!knows('signalCurrentUserDetails')) return
  send(() => PublicKeyCredential.signalCurrentUserDetails({ rpId, userId, name, displayName }))
}

/** The server refused to register what this page just created. Never for a refused sign-in. */
export function signalRefused(rpId: string, credentialId: string): void {
  if (!knows('signalUnknownCredential')) return
  send(() => PublicKeyCredential.signalUnknownCredential({ rpId, credentialId }))
}
