import { randomBytes } from 'node:crypto'
import type { AuthenticationResponse } from '../../shared/contract/webauthn.ts'
import type { Services } from '../services.ts'
import { verifyAssertion, type AssertionFacts, type AssertionFault } from './assertion.ts'
import type { Ceremony, Challenge } from './challenges.ts'
import { isCrossPlatform } from './passkeys.ts'
import { decoyKey, storedPublicKey } from './public-key.ts'
import type { PasskeyAndOwner } from './store.ts'

/** Ceremonies in which a tap on a security key is a second step. */
export type StepCeremony = Extract<Ceremony, 'second-step' | 'fresh-step'>

/** For whom a ceremony is: a session's own user, or whoever an e-mail names, or nobody in particular. */
export interface Subject {
  ceremony: Exclude<Ceremony, 'registration'>
  sessionId: string | null
  userId: string | null
  /** The passkey that was the first factor and cannot be the second as well. */
  firstPasskeyId?: string | null
}

export type Fault =
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
  | 'not-a-second-step'
  | 'backup-eligibility-changed'
  | 'counter-regressed'

interface Case {
  subject: Subject
  taken: Challenge | null
  response: AuthenticationResponse
  passkey: PasskeyAndOwner | undefined
}

type Judgement = { fault: null; facts: AssertionFacts } | { fault: Fault; facts: null }

/** Does all the work of verifying, whatever is already known to be wrong, and names the first thing that is. */
export function judge({ config }: Services, { subject, taken, response, passkey }: Case): Judgement {
  const verdict = verifyAssertion(response, {
    challenge: taken?.bytes ?? randomBytes(32).toString('base64url'),
    origins: config.rp.origins,
    rpId: config.rp.id,
    publicKey: keyOf(passkey),
    requireUserVerification: !isStep(subject),
  })
  if (!taken) return { fault: 'challenge-void', facts: null }
  if (!passkey) return { fault: 'passkey-unknown', facts: null }
  const isForThis = taken.isFor(subject.ceremony, subject.sessionId)
  const fault =
    (isForThis ? faultInPasskey(config.rp.id, passkey) : 'challenge-of-another') ??
    faultInOwner(passkey, response, taken, subject) ??
    faultInStep(passkey, subject) ??
    verdict.fault
  return fault === null ? againstRecord(passkey, verdict, subject) : { fault, facts: null }
}

const keyOf = (passkey: PasskeyAndOwner | undefined) =>
  passkey?.public_key ? storedPublicKey(passkey.public_key) : decoyKey

/** Of a passkey bound to one device, a count that stands still means that there are two of it (§6.1.1). */
export const isCopied = (
  passkey: Pick<PasskeyAndOwner, 'sign_count' | 'backup_eligible'>,
  facts: AssertionFacts,
): boolean => !facts.backupEligible && hasRegressed(passkey, facts)

/** The counter did not count up, where either side counts at all. */
export const hasRegressed = (
  { sign_count }: Pick<PasskeyAndOwner, 'sign_count'>,
  { signCount }: AssertionFacts,
): boolean => (signCount > 0 || sign_count > 0) && signCount <= sign_count

const isStep = ({ ceremony }: Subject) => ceremony === 'second-step' || ceremony === 'fresh-step'

function faultInPasskey(rpId: string, { status, user_status, rp_id }: PasskeyAndOwner): Fault | null {
  if (status !== 'active') return `passkey-${status}`
  if (user_status === 'disabled') return 'user-disabled'
  return rp_id === rpId ? null : 'relying-party-wrong'
}

/** §7.2 step 6: who answers is who was asked. Where nobody was named, the user handle must name the owner. */
function faultInOwner(
  passkey: PasskeyAndOwner,
  { response }: AuthenticationResponse,
  taken: Challenge,
  { userId }: Subject,
): Fault | null {
  const { userHandle } = response
  if (userHandle ? userHandle !== passkey.user_handle : taken.isOpen) return 'user-handle-wrong'
  if (userId !== null) return passkey.user_id === userId && taken.isOf(userId) ? null : 'owner-wrong'
  return taken.isOpen || taken.isOf(passkey.email_canonical) ? null : 'owner-wrong'
}

function faultInStep(passkey: PasskeyAndOwner, subject: Subject): Fault | null {
  if (!isStep(subject)) return null
  return isCrossPlatform(passkey) && passkey.id !== subject.firstPasskeyId ? null : 'not-a-second-step'
}

/** §6.1.3: eligibility never changes. A copy is refused, except for a sign-in, which then asks for a second step. */
function againstRecord(passkey: PasskeyAndOwner, verdict: Judgement, { ceremony }: Subject): Judgement {
  if (verdict.fault !== null) return verdict
  if (passkey.backup_eligible !== Number(verdict.facts.backupEligible))
    return { fault: 'backup-eligibility-changed', facts: null }
  const isRefused = ceremony !== 'sign-in' && isCopied(passkey, verdict.facts)
  return isRefused ? { fault: 'counter-regressed', facts: null } : verdict
}
