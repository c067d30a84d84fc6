import { verifyAuthenticationResponse } from '@simplewebauthn/server'
import { describe, expect, it } from 'vitest'
import { verifyAssertion } from '../../../../server/passkeys/assertion.ts'
import { importPublicKey, type PublicKey } from '../../../../server/passkeys/public-key.ts'
import {
  authenticationFaults,
  authenticationOddities,
} from '../../../support/authenticator/authentication-faults.ts'
import { softAuthenticator } from '../../../support/authenticator/soft-authenticator.ts'
import { coseKey } from '../../../support/authenticator/cose-key.ts'
import { encodeCbor } from '../../../support/authenticator/cbor.ts'
import { authentications } from '../../../support/w3c-vectors.ts'

const bytes = (text: string) => new Uint8Array(Buffer.from(text, 'base64url'))
const rp = { id: 'example.org', name: 'Example' }
const origin = 'https://example.org'
const challenge = Buffer.from('a challenge of thirty-two bytes!').toString('base64url')

function scene(algorithm: 'ES256' | 'EdDSA' | 'RS256' = 'ES256') {
  const authenticator = softAuthenticator()
  authenticator.create(
    { challenge, rp, user: { id: 'dXNlcg' }, pubKeyCredParams: [] },
    { credential: { algorithm } },
  )
  const [credential] = authenticator.credentials
  if (!credential) throw new Error('no credential')
  const cose = new Uint8Array(encodeCbor(coseKey(credential.keys.publicKey, algorithm)))
  const expected = {
    challenge,
    origins: [origin],
    rpId: rp.id,
    publicKey: importPublicKey(cose),
    requireUserVerification: true,
  }
  return { authenticator, credential, cose, expected }
}

const request = { challenge, rpId: rp.id, allowCredentials: [] }

describe('verifying an assertion', () => {
  it.each(['ES256', 'EdDSA', 'RS256'] as const)('accepts %s', (algorithm) => {
    const { authenticator, expected } = scene(algorithm)
    expect(verifyAssertion(authenticator.get(request), expected)).toMatchObject({
      fault: null,
      facts: { userVerified: true, backupEligible: true, backedUp: true },
    })
  })

  // Not of the bytes alone: they are the business of whoever finds the passkey and its owner.
  const elsewhere = ['of another user', 'of no user', 'no longer eligible for backup']
  it.each(authenticationFaults.filter(({ name }) => !elsewhere.includes(name)))(
    'refuses one $name',
    ({ overrides }) => {
      const { authenticator, expected } = scene()
      expect(verifyAssertion(authenticator.get(request, overrides), expected).fault).not.toBeNull()
    },
  )

  it.each(authenticationOddities)('accepts one $name, as the library does', async ({ overrides }) => {
    const { authenticator, credential, cose, expected } = scene()
    const response = authenticator.get(request, overrides)
    expect(verifyAssertion(response, expected).fault).toBeNull()
    const { verified } = await verifyAuthenticationResponse({
      response,
      expectedChallenge: challenge,
      expectedOrigin: origin,
      expectedRPID: rp.id,
      credential: { id: response.id, publicKey: cose, counter: credential.counter },
    })
    expect(verified).toBe(true)
  })

  it('accepts a tap without verification only where it was asked for', () => {
    const { authenticator, expected } = scene()
    const tap = authenticator.get(request, { data: { flags: { uv: false } } })
    expect(verifyAssertion(tap, expected).fault).toBe('user-not-verified')
    expect(verifyAssertion(tap, { ...expected, requireUserVerification: false }).fault).toBeNull()
  })
})

describe('the assertions of WebAuthn L3 section 16', () => {
  it.each(authentications)('$id: $ourVerdict', (vector) => {
    const verdict = (publicKey: PublicKey | null) =>
      publicKey &&
      verifyAssertion(
        { ...vector.credential, response: { ...vector.credential.response } },
        {
          challenge: vector.challenge,
          origins: [vector.origin],
          rpId: vector.rpId,
          publicKey,
          requireUserVerification: vector.requireUV,
        },
      ).fault === null
        ? 'accept'
        : 'reject'
    if (vector.ourVerdict !== 'either') expect(verdict(keyOf(vector.publicKey))).toBe(vector.ourVerdict)
    else expect(keyOf(vector.publicKey)).toBeNull()
  })
})

function keyOf(cose: string): PublicKey | null {
  try {
    return importPublicKey(bytes(cose))
  } catch {
    return null
  }
}
