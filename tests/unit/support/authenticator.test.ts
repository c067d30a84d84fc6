import { verifyAuthenticationResponse, verifyRegistrationResponse } from '@simplewebauthn/server'
import { describe, expect, it } from 'vitest'
import {
  authenticationFaults,
  authenticationOddities,
} from '../../support/authenticator/authentication-faults.ts'
import type { AuthenticationOverrides, RegistrationOverrides } from '../../support/authenticator/ceremony.ts'
import { algorithms, type Algorithm } from '../../support/authenticator/keys.ts'
import { registrationFaults, registrationOddities } from '../../support/authenticator/registration-faults.ts'
import { softAuthenticator } from '../../support/authenticator/soft-authenticator.ts'

const origin = 'https://example.org'
const rpId = 'example.org'
const challenge = Buffer.alloc(32, 5).toString('base64url')
const everyAlgorithm: Algorithm[] = ['ES256', 'EdDSA', 'RS256']

const creation = (wanted: Algorithm[] = ['EdDSA', 'ES256', 'RS256']) => ({
  challenge,
  rp: { id: rpId },
  user: { id: Buffer.alloc(64, 9).toString('base64url') },
  pubKeyCredParams: wanted.map((algorithm) => ({ alg: algorithms[algorithm] })),
})
const request = { challenge, rpId, allowCredentials: [] }

type Settings = Parameters<typeof softAuthenticator>[0]

function registered(overrides: RegistrationOverrides, wanted?: Algorithm[], settings?: Settings) {
  const authenticator = softAuthenticator(settings)
  const response = authenticator.create(creation(wanted), overrides)
  const verify = () =>
    verifyRegistrationResponse({
      response,
      expectedChallenge: challenge,
      expectedOrigin: origin,
      expectedRPID: rpId,
      supportedAlgorithmIDs: Object.values(algorithms),
    })
  return { authenticator, response, verify }
}

async function signedIn(overrides: AuthenticationOverrides, wanted: Algorithm[], settings?: Settings) {
  const { authenticator, verify } = registered({}, wanted, settings)
  const { registrationInfo } = await verify()
  if (!registrationInfo) throw new Error('The honest registration was refused.')
  const response = authenticator.get(request, overrides)
  return verifyAuthenticationResponse({
    response,
    expectedChallenge: challenge,
    expectedOrigin: origin,
    expectedRPID: rpId,
    credential: registrationInfo.credential,
  })
}

/** The library has two ways to refuse: it throws, or it says so. */
const verdict = (answer: Promise<{ verified: boolean }>) =>
  answer.then(
    ({ verified }) => verified,
    () => false,
  )

describe('the software authenticator, before @simplewebauthn/server', () => {
  it.each(everyAlgorithm)('registers a passkey with %s', async (algorithm) => {
    const { response, verify } = registered({}, [algorithm])
    const { verified, registrationInfo } = await verify()
    expect(verified).toBe(true)
    expect(registrationInfo).toMatchObject({
      fmt: 'none',
      userVerified: true,
      credentialDeviceType: 'multiDevice',
      credentialBackedUp: true,
      credential: { id: response.id, counter: 0 },
    })
  })

  it.each(everyAlgorithm)('attests a passkey by itself with %s', async (algorithm) => {
    const { verify } = registered({ attestation: { make: 'packed' } }, [algorithm])
    const { verified, registrationInfo } = await verify()
    expect(verified).toBe(true)
    expect(registrationInfo?.fmt).toBe('packed')
  })

  it.each(everyAlgorithm)('signs in with %s', async (algorithm) => {
    await expect(signedIn({}, [algorithm])).resolves.toMatchObject({ verified: true })
  })

  it.each(registrationFaults)('makes a registration $name', async ({ overrides, libraryRefuses }) => {
    expect(await verdict(registered(overrides).verify())).toBe(!libraryRefuses)
  })

  it.each(authenticationFaults)('makes a sign-in $name', async ({ overrides, libraryRefuses }) => {
    expect(await verdict(signedIn(overrides, ['ES256']))).toBe(!libraryRefuses)
  })

  it.each(registrationOddities)('makes a good registration $name', async ({ overrides }) => {
    expect(await verdict(registered(overrides).verify())).toBe(true)
  })

  it.each(authenticationOddities)('makes a good sign-in $name', async ({ overrides }) => {
    expect(await verdict(signedIn(overrides, ['ES256']))).toBe(true)
  })
})

describe('the software authenticator, by itself', () => {
  it('takes the first algorithm asked for that it knows', () => {
    const { authenticator } = registered({}, ['RS256', 'ES256'])
    expect(authenticator.credentials[0]?.algorithm).toBe('RS256')
  })

  it('counts the uses of a device-bound passkey only', async () => {
    const device = await signedIn({}, ['ES256'], { backup: 'device' })
    expect(device.authenticationInfo).toMatchObject({ newCounter: 2, credentialDeviceType: 'singleDevice' })
    const synced = await signedIn({}, ['ES256'], { backup: 'synced' })
    expect(synced.authenticationInfo.newCounter).toBe(0)
  })

  it('uses a passkey that is listed, and else its newest', () => {
    const authenticator = softAuthenticator()
    const [first, second] = [
      authenticator.create(creation(['ES256'])),
      authenticator.create(creation(['ES256'])),
    ]
    expect(authenticator.get(request).id).toBe(second.id)
    expect(authenticator.get({ ...request, allowCredentials: [{ id: first.id }] }).id).toBe(first.id)
  })

  it('has nothing for another relying party', () => {
    const { authenticator } = registered({}, ['ES256'])
    expect(() => authenticator.get({ ...request, rpId: 'example.com' })).toThrow('holds no passkey')
  })
})
