import { randomBytes } from 'node:crypto'
import {
  authenticationResponse,
  type AuthenticationResponse,
  type CeremonyAnswer,
  type RequestOptions,
} from '../../shared/contract/webauthn.ts'
import { recordFailure } from '../audit/failures.ts'
import { record } from '../audit/record.ts'
import type { Held } from '../db/statement.ts'
import { inRelaxedTransactionKeeping } from '../db/transaction.ts'
import { AppError } from '../errors.ts'
import type { Services } from '../services.ts'
import type { SeenFrom } from '../session.ts'
import { makeProof } from '../sessions/make-proof.ts'
import type { Proof } from '../sessions/proof.ts'
import { verifyAssertion, type AssertionFacts, type AssertionFault } from './assertion.ts'
import { issueChallenge, openChallenge, spendChallenge, type Ceremony, type Challenge } from './challenges.ts'
import { transportsOf } from './passkeys.ts'
import { decoyKey, storedPublicKey } from './public-key.ts'
import * as store from './store.ts'

/** For whom a ceremony is: a session's own user, or whoever an e-mail names, or nobody in particular. */
export interface Subject {
  ceremony: Extract<Ceremony, 'sign-in' | 'fresh'>
  sessionId: string | null
  userId: string | null
}

interface Answer {
  answer: CeremonyAnswer
  from: SeenFrom & { computer?: string | undefined }
}

/** A passkey that has just proven itself, and is recorded as used. */
export interface ProvenPasskey {
  passkey: Pick<store.PasskeyAndOwner, 'id' | 'name' | 'user_id' | 'display_name' | 'role'>
  proof: Proof<'passkey'>
}

interface Use {
  passkey: store.PasskeyAndOwner
  facts: AssertionFacts
  from: Answer['from']
}

type Fault =
  | AssertionFault
  | 'malformed'
  | 'challenge-void'
  | 'challenge-of-another'
  | 'passkey-unknown'
  | 'passkey-suspended'
  | 'passkey-revoked'
  | 'user-disabled'
  | 'relying-party-wrong'
  | 'user-handle-wrong'
  | 'owner-wrong'
  | 'backup-eligibility-changed'
  | 'counter-regressed'
  | 'overtaken'

/** Options for a sign-in: the same for every e-mail, known or not, and nothing is written or looked up. */
export function beginSignIn(services: Services, email: string | null) {
  const issued = issueChallenge(services, { ceremony: 'sign-in', account: email, sessionId: null })
  return { challengeId: issued.challengeId, options: requestOptions(services, issued.challenge, []) }
}

/** Options for proving again who one is, in this very session: the user is known, so their passkeys are listed. */
export async function beginFresh(
  services: Services,
  { sessionId, userId }: { sessionId: string; userId: string },
) {
  const issued = issueChallenge(services, { ceremony: 'fresh', account: userId, sessionId })
  const passkeys = await store.passkeysOf(services.db, userId, ['active'])
  const allowed = passkeys.map(({ credential_id, transports }) => ({
    type: 'public-key' as const,
    id: credential_id,
    transports: transportsOf(transports),
  }))
  return { challengeId: issued.challengeId, options: requestOptions(services, issued.challenge, allowed) }
}

/**
 * Checks an answer to either (WebAuthn L3 §7.2) and lets `then` do what rests on it, in one transaction. First of all the
 * challenge is spent, and stays so. Whatever is wrong, the same work is done, the true reason goes to the record and
 * `passkey.rejected` to the caller; `input.invalid` for what is no answer at all.
 */
export async function withPasskey<T>(
  services: Services,
  subject: Subject,
  { answer, from }: Answer,
  then: (held: Held, proven: ProvenPasskey) => Promise<T>,
): Promise<T> {
  const challenge = openChallenge(services, answer.challengeId)
  const spend = async (held: Held) =>
    challenge && (await spendChallenge(held, challenge)) ? challenge : null
  const check = async (held: Held, taken: Challenge | null) => {
    const { data: response } = authenticationResponse.safeParse(answer.response)
    if (!response) throw new Refusal('malformed', undefined)
    const passkey = await store.byCredentialId.first(held, { credentialId: response.id })
    const { fault, facts } = judge(services, { subject, taken, response, passkey })
    if (fault !== null || !passkey) throw new Refusal(fault ?? 'passkey-unknown', passkey)
    const proof = await recordUse(services, held, { passkey, facts, from })
    return then(held, { passkey, proof })
  }
  return inRelaxedTransactionKeeping(services.db, spend, check).catch(async (error: unknown) => {
    throw error instanceof Refusal ? await refused(services, subject, error, from) : error
  })
}

/** Why a passkey was not accepted: for the record, never for the caller. */
class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly fault: Fault
  readonly passkey: store.PasskeyAndOwner | undefined

  constructor(fault: Fault, passkey: store.PasskeyAndOwner | undefined) {
    super(fault)
    this.fault = fault
    this.passkey = passkey
  }
}

/** Puts a refusal on the record and answers what the caller is told: one and the same for every reason. */
async function refused(
  services: Services,
  { ceremony }: Subject,
  { fault, passkey }: Refusal,
  from: SeenFrom,
): Promise<AppError> {
  const action = ceremony === 'fresh' ? 'session.confirm-failed' : 'sign-in.failed'
  const user = passkey ? { id: passkey.user_id, displayName: passkey.display_name } : null
  await recordFailure(services, { action, reason: fault, user, passkey: passkey ?? null, from })
  if (fault !== 'malformed') return new AppError('passkey.rejected')
  return new AppError('input.invalid', { fields: { response: 'This is not the answer of a passkey.' } })
}

interface Case {
  subject: Subject
  taken: Challenge | null
  response: AuthenticationResponse
  passkey: store.PasskeyAndOwner | undefined
}

type Judgement = { fault: null; facts: AssertionFacts } | { fault: Fault; facts: null }

/** Does all the work of verifying, whatever is already known to be wrong, and names the first thing that is. */
function judge({ config }: Services, { subject, taken, response, passkey }: Case): Judgement {
  const verdict = verifyAssertion(response, {
    challenge: taken?.bytes ?? randomBytes(32).toString('base64url'),
    origins: config.rp.origins,
    rpId: config.rp.id,
    publicKey: keyOf(passkey),
    requireUserVerification: true,
  })
  if (!taken) return { fault: 'challenge-void', facts: null }
  if (!passkey) return { fault: 'passkey-unknown', facts: null }
  const fault =
    (taken.isFor(subject.ceremony, subject.sessionId) ? null : 'challenge-of-another') ??
    faultInPasskey(config.rp.id, passkey) ??
    faultInOwner(passkey, response, taken, subject) ??
    verdict.fault
  return fault === null ? againstRecord(passkey, verdict) : { fault, facts: null }
}

const keyOf = (passkey: store.PasskeyAndOwner | undefined) =>
  passkey?.public_key ? storedPublicKey(passkey.public_key) : decoyKey

/**
 * Records the use: the last check, against whatever has happened since the passkey was read (§7.2 steps 24 and 25). Of a
 * synced passkey, a counter that does not count up is noted.
 */
async function recordUse(
  services: Services,
  held: Held,
  { passkey, facts, from }: Use,
): Promise<Proof<'passkey'>> {
  const at = services.now()
  const used = await store.recordUse.run(held, {
    id: passkey.id,
    readCount: passkey.sign_count,
    signCount: Math.max(passkey.sign_count, facts.signCount),
    backedUp: Number(facts.backedUp),
    at: at.toISOString(),
    address: from.address,
    client: from.client,
    computer: from.computer ?? null,
  })
  if (used !== 1) throw new Refusal('overtaken', passkey)
  if (hasRegressed(passkey, facts)) {
    const target = { id: passkey.user_id, displayName: passkey.display_name }
    await record(held, { at, action: 'passkey.counter-regressed', target, passkey, from })
  }
  return makeProof('passkey', passkey.user_id, passkey.id)
}

function requestOptions(
  { config }: Services,
  challenge: string,
  allowed: RequestOptions['allowCredentials'],
): RequestOptions {
  return {
    challenge,
    rpId: config.rp.id,
    allowCredentials: allowed,
    userVerification: 'required',
    timeout: 300_000,
    hints: [],
  }
}

function faultInPasskey(rpId: string, { status, user_status, rp_id }: store.PasskeyAndOwner): Fault | null {
  if (status !== 'active') return `passkey-${status}`
  if (user_status === 'disabled') return 'user-disabled'
  return rp_id === rpId ? null : 'relying-party-wrong'
}

/** §7.2 step 6: who answers is who was asked. Where nobody was named, the user handle must name the owner. */
function faultInOwner(
  passkey: store.PasskeyAndOwner,
  { response }: AuthenticationResponse,
  taken: Challenge,
  { userId }: Subject,
): Fault | null {
  const { userHandle } = response
  if (userHandle ? userHandle !== passkey.user_handle : taken.isOpen) return 'user-handle-wrong'
  if (userId !== null) return passkey.user_id === userId && taken.isOf(userId) ? null : 'owner-wrong'
  return taken.isOpen || taken.isOf(passkey.email_canonical) ? null : 'owner-wrong'
}

/** §6.1.3: eligibility never changes. §6.1.1: of a key bound to one device, a count that stands still means two of it. */
function againstRecord(passkey: store.PasskeyAndOwner, verdict: Judgement): Judgement {
  if (verdict.fault !== null) return verdict
  const { backupEligible } = verdict.facts
  if (passkey.backup_eligible !== Number(backupEligible))
    return { fault: 'backup-eligibility-changed', facts: null }
  const isCopied = !backupEligible && hasRegressed(passkey, verdict.facts)
  return isCopied ? { fault: 'counter-regressed', facts: null } : verdict
}

const hasRegressed = (passkey: store.PasskeyAndOwner, { signCount }: AssertionFacts): boolean =>
  (signCount > 0 || passkey.sign_count > 0) && signCount <= passkey.sign_count
