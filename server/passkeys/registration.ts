import { verifyRegistrationResponse } from '@simplewebauthn/server'
import type { Where } from '../../shared/contract/methods.ts'
import {
  registrationResponse,
  type CeremonyAnswer,
  type CreationOptions,
  type RegistrationResponse,
} from '../../shared/contract/webauthn.ts'
import { recordFailure } from '../audit/failures.ts'
import { AppError } from '../errors.ts'
import type { PasskeyRow } from '../db/tables.ts'
import type { Services } from '../services.ts'
import type { SeenFrom, Session } from '../session.ts'
import { newId } from '../tokens.ts'
import { issueChallenge, takeChallenge } from './challenges.ts'
import { suggestName } from './models.ts'
import { transportsOf } from './passkeys.ts'
import { algorithms, importPublicKey } from './public-key.ts'
import { faultInRegistration, type RegistrationFault } from './registration-checks.ts'
import * as store from './store.ts'

type Fault = RegistrationFault | 'challenge-void' | 'challenge-of-another' | 'not-verified' | 'already-known'

interface Answer {
  answer: CeremonyAnswer
  name: string | undefined
  from: SeenFrom & { computer?: string | undefined }
}

const asked: Record<Where, Pick<CreationOptions, 'hints'> & { attachment: object }> = {
  'this-computer': { hints: ['client-device'], attachment: { authenticatorAttachment: 'platform' } },
  'security-key': { hints: ['security-key'], attachment: { authenticatorAttachment: 'cross-platform' } },
  any: { hints: [], attachment: {} },
}

/** Options to register a passkey for the session's user: discoverable, verified, on no authenticator that has one. */
export async function beginRegistration(
  services: Services,
  session: Session,
  { where, userHandle }: { where: Where; userHandle: string },
): Promise<{ challengeId: string; options: CreationOptions }> {
  const { config, db } = services
  const { user } = session
  const { challenge, challengeId } = issueChallenge(services, {
    ceremony: 'registration',
    account: user.id,
    sessionId: session.id,
  })
  const present = await store.passkeysOf(db, user.id, ['active', 'suspended'])
  const options: CreationOptions = {
    rp: { id: config.rp.id, name: config.name },
    user: { id: userHandle, name: user.email, displayName: user.displayName },
    challenge,
    pubKeyCredParams: algorithms.map((alg) => ({ type: 'public-key', alg })),
    timeout: 300_000,
    excludeCredentials: present.map(({ credential_id, transports }) => ({
      type: 'public-key',
      id: credential_id,
      transports: transportsOf(transports),
    })),
    authenticatorSelection: {
      ...asked[where].attachment,
      residentKey: 'required',
      requireResidentKey: true,
      userVerification: 'required',
    },
    hints: asked[where].hints,
    attestation: 'none',
    extensions: { credProps: true },
  }
  return { challengeId, options }
}

/**
 * Checks a new credential (WebAuthn L3 §7.1) and answers the row to store; storing is the caller's, in the transaction
 * of what rests on it. Whatever is wrong, the challenge is spent, the reason goes to the record and `passkey.rejected`
 * to the caller; `input.invalid` for what is no credential at all.
 */
export async function checkRegistration(
  services: Services,
  session: Session,
  { answer, name, from }: Answer,
): Promise<PasskeyRow> {
  const taken = await takeChallenge(services, answer.challengeId)
  const { data: response } = registrationResponse.safeParse(answer.response)
  if (!response) {
    await recordFailure(services, {
      action: 'registration.failed',
      reason: 'malformed',
      user: session.user,
      from,
    })
    throw new AppError('input.invalid', { fields: { response: 'This is not a new passkey.' } })
  }
  if (!taken) return refuseRegistration(services, session, 'challenge-void', from)
  if (!taken.isFor('registration', session.id) || !taken.isOf(session.user.id))
    return refuseRegistration(services, session, 'challenge-of-another', from)
  const { origins } = services.config.rp
  const fault = faultInRegistration(response, { challenge: taken.bytes, origins })
  if (fault) return refuseRegistration(services, session, fault, from)
  const info = await verify(services, response, taken.bytes)
  if (!info) return refuseRegistration(services, session, 'not-verified', from)
  const existing = await store.passkeysOf(services.db, session.user.id, ['active', 'suspended'])
  return rowOf(services, {
    session,
    response,
    info,
    name,
    from,
    taken: existing.map((passkey) => passkey.name),
  })
}

/** The reason to the record, `passkey.rejected` to the caller. */
export async function refuseRegistration(
  services: Services,
  { user }: Session,
  reason: Fault,
  from: SeenFrom,
): Promise<never> {
  await recordFailure(services, { action: 'registration.failed', reason, user, from })
  throw new AppError('passkey.rejected')
}

async function verify({ config, log }: Services, response: RegistrationResponse, challenge: string) {
  const { id, rawId, type, response: attested } = response
  const { verified, registrationInfo } = await verifyRegistrationResponse({
    response: {
      id,
      rawId,
      type,
      response: { clientDataJSON: attested.clientDataJSON, attestationObject: attested.attestationObject },
      clientExtensionResults: {},
    },
    expectedChallenge: challenge,
    expectedOrigin: [...config.rp.origins],
    expectedRPID: config.rp.id,
    requireUserVerification: true,
    supportedAlgorithmIDs: [...algorithms],
  }).catch((cause: unknown) => {
    log.debug({ err: cause }, 'registration not verified')
    return { verified: false as const, registrationInfo: undefined }
  })
  return verified ? registrationInfo : undefined
}

interface Verified {
  session: Session
  response: RegistrationResponse
  info: NonNullable<Awaited<ReturnType<typeof verify>>>
  name: string | undefined
  from: Answer['from']
  taken: string[]
}

function rowOf(
  { now, config }: Services,
  { session, response, info, name, from, taken }: Verified,
): PasskeyRow {
  const transports = transportsOf((response.response.transports ?? []).join(' '))
  const backupEligible = info.credentialDeviceType === 'multiDevice'
  const suggestion = {
    aaguid: info.aaguid,
    transports,
    backupEligible,
    computer: from.computer,
    client: from.client,
  }
  const rk = response.clientExtensionResults?.credProps?.rk
  return {
    id: newId(),
    user_id: session.user.id,
    credential_id: info.credential.id,
    public_key: Buffer.from(info.credential.publicKey).toString('base64url'),
    algorithm: importPublicKey(info.credential.publicKey).algorithm,
    sign_count: info.credential.counter,
    transports: transports.join(' '),
    backup_eligible: Number(backupEligible),
    backed_up: Number(info.credentialBackedUp),
    uv_initialized: Number(info.userVerified),
    discoverable: rk === undefined ? null : Number(rk),
    aaguid: info.aaguid,
    attestation_format: info.fmt,
    attested: 0,
    rp_id: config.rp.id,
    name: name ?? suggestName(suggestion, taken),
    created_at: now().toISOString(),
    created_address: from.address,
    created_client: from.client,
    created_computer: from.computer ?? null,
    last_used_at: null,
    signed_in_at: null,
    last_used_address: null,
    last_used_client: null,
    last_used_computer: null,
    status: 'active',
    suspended_until: null,
    revoked_at: null,
    revoked_by: null,
    reason: null,
    ticket: null,
  }
}
