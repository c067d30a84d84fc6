import { verifyRegistrationResponse } from '@simplewebauthn/server'
import { describe, expect, it } from 'vitest'
import { faultInRegistration } from '../../../../server/passkeys/registration-checks.ts'
import { algorithms } from '../../../../server/passkeys/public-key.ts'
import { registrationResponse, type RegistrationResponse } from '../../../../shared/contract/webauthn.ts'
import {
  registrationFaults,
  registrationOddities,
} from '../../../support/authenticator/registration-faults.ts'
import { softAuthenticator } from '../../../support/authenticator/soft-authenticator.ts'
import { registrations } from '../../../support/w3c-vectors.ts'

const origin = 'https://example.org'
const challenge = Buffer.from('a challenge of thirty-two bytes!').toString('base64url')
const request = {
  challenge,
  rp: { id: 'example.org' },
  user: { id: 'dXNlcg' },
  pubKeyCredParams: algorithms.map((alg) => ({ alg })),
}

/** What the server does with a registration: our checks, then the library. */
async function verdict(answer: RegistrationResponse, expected: { challenge: string; requireUV: boolean }) {
  if (faultInRegistration(answer, { challenge: expected.challenge, origins: [origin] })) return 'reject'
  const { response, id, rawId, type } = answer
  const { clientDataJSON, attestationObject } = response
  const { verified } = await verifyRegistrationResponse({
    response: {
      id,
      rawId,
      type,
      response: { clientDataJSON, attestationObject },
      clientExtensionResults: {},
    },
    expectedChallenge: expected.challenge,
    expectedOrigin: origin,
    expectedRPID: 'example.org',
    requireUserVerification: expected.requireUV,
    supportedAlgorithmIDs: [...algorithms],
  }).catch(() => ({ verified: false }))
  return verified ? 'accept' : 'reject'
}

describe('checking a registration', () => {
  it.each(registrationFaults)('refuses one $name', async ({ overrides }) => {
    const answer = softAuthenticator().create(request, overrides)
    const parsed = registrationResponse.safeParse(answer).data
    expect(parsed ? await verdict(parsed, { challenge, requireUV: true }) : 'reject').toBe('reject')
  })

  it.each(registrationFaults.filter(({ libraryRefuses }) => !libraryRefuses))(
    'closes a gap of the library: one $name',
    ({ overrides }) => {
      const parsed = registrationResponse.safeParse(softAuthenticator().create(request, overrides)).data
      if (parsed) expect(faultInRegistration(parsed, { challenge, origins: [origin] })).not.toBeNull()
    },
  )

  it.each(registrationOddities)('accepts one $name', async ({ overrides }) => {
    const answer = registrationResponse.parse(softAuthenticator().create(request, overrides))
    expect(await verdict(answer, { challenge, requireUV: true })).toBe('accept')
  })
})

describe('the registrations of WebAuthn L3 section 16', () => {
  it.each(registrations)('$id: $ourVerdict', async (vector) => {
    const answer = registrationResponse.parse(vector.credential)
    const ours = await verdict(answer, { challenge: vector.challenge, requireUV: vector.requireUV })
    // `either` is attestation with certificates: refused until a policy asks for it.
    expect(ours).toBe(vector.ourVerdict === 'either' ? 'reject' : vector.ourVerdict)
  })
})
