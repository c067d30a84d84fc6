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
import { AppError } from '../errors.ts'
import type { Services } from '../services.ts'
import type { SeenFrom } from '../session.ts'
import { makeProof } from '../sessions/make-proof.ts'
import type { Proof } from '../sessions/proof.ts'
import { verifyAssertion, type AssertionFacts, type AssertionFault } from './assertion.ts'
import { issueChallenge, takeChallenge, type Ceremony, type TakenChallenge } from './challenges.ts'
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

/** A passkey that has just proven itself, not yet recorded as used. */
export interface CheckedPasskey {
  passkey: store.PasskeyAndOwner
  facts: AssertionFacts
  from: Answer['from']
}

type Fault =
  | AssertionFault
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
 * Checks an answer to either (WebAuthn L3 §7.2). Whatever is wrong, the challenge is spent, the same work is done, the
 * true reason goes to the record and `passkey.rejected` to the caller; `input.invalid` for what is no answer at all.
 */
export async function checkPasskey(
  services: Services,
  subject: Subject,
  { answer, from }: Answer,
): Promise<CheckedPasskey> {
  const taken = await takeChallenge(services, answer.challengeId)
  const { data: response } = authenticationResponse.safeParse(answer.response)
  if (!response) {
    await recordFailure(services, { action: 'sign-in.failed', reason: 'malformed', user: null, from })
    throw new AppError('input.invalid', { fields: { response: 'This is not the answer of a passkey.' } })
  }
  const passkey = await store.byCredentialId.first(services.db, { credentialId: response.id })
  const { fault, facts } = judge(services, { subject, taken, response, passkey })
  if (fault !== null || !passkey)
    return refuse(services, subject, { fault: fault ?? 'passkey-unknown', passkey, from })
  return { passkey, facts, from }
}

interface Case {
  subject: Subject
  taken: TakenChallenge | null
  response: AuthenticationResponse
  passkey: store.PasskeyAndOwner | undefined
}

type Judgement = { fault: null; facts: AssertionFacts } | { fault: Fault; facts: null }

/** Does all the work of verifying, whatever is already known to be wrong, and names the first thing that is. */
function judge({ config }: Services, { subject, taken, response, passkey }: Case): Judgement {
  const verdict = verifyAssertion(response, {
    challenge: taken?.challenge ?? randomBytes(32).toString('base64url'),
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
 * Records the use inside the transaction that rests on it: the last check, against whatever has happened since the
 * passkey was read (§7.2 steps 24 and 25). The signature counter is a signal: a synced passkey's is noted, one bound
 * to a device that does not count up is refused and put on the record. Answers null where the passkey was overtaken.
 */
export async function recordUse(
  services: Services,
  held: Held,
  { passkey, facts, from }: CheckedPasskey,
): Promise<Proof<'passkey'> | null> {
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
  if (used !== 1) return null
  if (hasRegressed(passkey, facts)) {
    const target = { id: passkey.user_id, displayName: passkey.display_name }
    await record(held, { at, action: 'passkey.counter-regressed', target, passkey, from })
  }
  return makeProof('passkey', passkey.user_id, passkey.id)
}

/** Refuses a passkey: the reason to the record, one and the same answer to the caller. */
export async function refuse(
  services: Services,
  { ceremony }: Pick<Subject, 'ceremony'>,
  { fault, passkey, from }: { fault: Fault; passkey: store.PasskeyAndOwner | undefined; from: SeenFrom },
): Promise<never> {
  const action = ceremony === 'fresh' ? 'session.confirm-failed' : 'sign-in.failed'
  const user = passkey ? { id: passkey.user_id, displayName: passkey.display_name } : null
  await recordFailure(services, { action, reason: fault, user, passkey: passkey ?? null, from })
  throw new AppError('passkey.rejected')
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
  taken: TakenChallenge,
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
