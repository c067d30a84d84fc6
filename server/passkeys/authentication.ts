import { authenticationResponse, type CeremonyAnswer } from '../../shared/contract/webauthn.ts'
import { recordFailure } from '../audit/failures.ts'
import { alertOnce } from '../audit/alert.ts'
import type { Held } from '../db/statement.ts'
import { together } from '../db/together.ts'
import { inRelaxedTransactionKeeping, type Last } from '../db/transaction.ts'
import { AppError } from '../errors.ts'
import type { Services } from '../services.ts'
import type { Half, SeenFrom } from '../session.ts'
import { dayOf, noteDay } from '../standing/standing.ts'
import { makeProof } from '../sessions/make-proof.ts'
import type { Proof } from '../sessions/proof.ts'
import type { AssertionFacts } from './assertion.ts'
import { openChallenge, spendChallenge } from './challenges.ts'
import { hasRegressed, isCopied, judge, type Fault, type StepCeremony, type Subject } from './judge.ts'
import * as store from './store.ts'

interface Answer {
  answer: CeremonyAnswer
  from: SeenFrom & { computer?: string | undefined }
}

/** A passkey that has just proven itself. */
interface Used {
  passkey: store.PasskeyAndOwner
  facts: AssertionFacts
}

interface Proven<M extends Proof['method']> {
  passkey: store.PasskeyAndOwner
  proof: Proof<M>
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

/**
 * Checks an answer to a sign-in (WebAuthn L3 §7.2) and lets `then` do what rests on it, in one transaction. A copied
 * passkey proves only half; `then` answers null where nothing could complete it, and so refuses it. It may end the
 * transaction itself, by `last`.
 */
export function withPasskeySignIn<T>(
  services: Services,
  answer: Answer,
  then: (held: Held, proven: Proven<'passkey' | 'copied-passkey'>, last: Last) => Promise<T | null>,
): Promise<T> {
  const subject = { ceremony: 'sign-in', sessionId: null, userId: null } as const
  return withAssertion(services, subject, answer, async (held, { passkey, facts }, last) => {
    const method = isCopied(passkey, facts) ? 'copied-passkey' : 'passkey'
    const proof = makeProof(method, passkey.user_id, passkey.id)
    const done = await then(held, { passkey, proof }, last)
    if (done === null) throw new Refusal('counter-regressed', passkey)
    return done
  })
}

/** Checks an answer to proving again who one is, in this session, and lets `then` do what rests on it. */
export function withFreshPasskey<T>(
  services: Services,
  { sessionId, userId }: { sessionId: string; userId: string },
  answer: Answer,
  then: (held: Held, proven: Proven<'passkey'>) => Promise<T>,
): Promise<T> {
  return withAssertion(services, { ceremony: 'fresh', sessionId, userId }, answer, (held, { passkey }) =>
    then(held, { passkey, proof: makeProof('passkey', passkey.user_id, passkey.id) }),
  )
}

interface KeyStep {
  ceremony: StepCeremony
  sessionId: string
  userId: string
  first: { method: Half; passkeyId: string | null }
}

/** Checks a tap on a security key that completes a first factor: presence, not verification. */
export function withSecurityKey<T>(
  services: Services,
  { first, ...subject }: KeyStep,
  answer: Answer,
  then: (held: Held, proven: Proven<`${Half}+security-key`>) => Promise<T>,
): Promise<T> {
  const step = { ...subject, firstPasskeyId: first.passkeyId }
  return withAssertion(services, step, answer, (held, { passkey }) =>
    then(held, {
      passkey,
      proof: makeProof(`${first.method}+security-key`, passkey.user_id, passkey.id),
    }),
  )
}

/**
 * First of all the challenge is spent, and is so after a failure too. Whatever is wrong, the same work is done, the true
 * reason goes to the record and `passkey.rejected` to the caller; `input.invalid` for what is no answer at all.
 */
async function withAssertion<T>(
  services: Services,
  subject: Subject,
  { answer, from }: Answer,
  then: (held: Held, used: Used, last: Last) => Promise<T>,
): Promise<T> {
  const challenge = openChallenge(services, answer.challengeId)
  const first = async (held: Held) => {
    const spent = challenge && spendChallenge(held, challenge)
    const { data: response } = authenticationResponse.safeParse(answer.response)
    const found = response && store.lockByCredentialId.first(held, { credentialId: response.id })
    const [won, passkey] = await together([spent, found])
    return { taken: won ? challenge : null, response, passkey }
  }
  const decide = ({ taken, response, passkey }: Awaited<ReturnType<typeof first>>): Used => {
    if (!response) throw new Refusal('malformed', undefined)
    const { fault, facts } = judge(services, { subject, taken, response, passkey })
    if (fault !== null || !passkey) throw new Refusal(fault ?? 'passkey-unknown', passkey)
    return { passkey, facts }
  }
  const rest = async (held: Held, used: Used, last: Last) => {
    const { passkey, facts } = used
    const now = services.now()
    const at = now.toISOString()
    const isWhole = subject.ceremony === 'sign-in' && !isCopied(passkey, facts)
    const recorded = recordUse(held, used, { at, isWhole, from })
    const isFirstOfDay = dayOf(passkey.last_used_at ?? '') < dayOf(at)
    const proceed = async () => {
      if (hasRegressed(passkey, facts)) await noteRegression(services, held, used, from)
      return then(held, used, isFirstOfDay ? together : last)
    }
    const [, done] = await together([recorded, proceed()])
    // The last thing in its transaction: a model's row is everybody's, and whoever waits for it should not be waited for.
    if (isFirstOfDay) await noteDay(held, { userId: passkey.user_id, aaguid: passkey.aaguid, at: now })
    return done
  }
  return inRelaxedTransactionKeeping(services.db, { first, decide, rest }).catch(async (error: unknown) => {
    throw error instanceof Refusal ? await refused(services, subject, error, from) : error
  })
}

const failureOf = {
  'sign-in': 'sign-in.failed',
  'second-step': 'sign-in.failed',
  fresh: 'session.confirm-failed',
  'fresh-step': 'session.confirm-failed',
} as const

/** Puts a refusal on the record and answers what the caller is told: one and the same for every reason. */
async function refused(
  services: Services,
  { ceremony }: Subject,
  { fault, passkey }: Refusal,
  from: SeenFrom,
): Promise<AppError> {
  const action = failureOf[ceremony]
  const user = passkey ? { id: passkey.user_id, displayName: passkey.display_name } : null
  const alert = fault === 'counter-regressed' ? ('passkey.counter-regressed' as const) : null
  await recordFailure(services, { action, reason: fault, user, passkey: passkey ?? null, alert, from })
  if (fault !== 'malformed') return new AppError('passkey.rejected')
  return new AppError('input.invalid', { fields: { response: 'This is not the answer of a passkey.' } })
}

interface Use {
  at: string
  /** It is a sign-in by itself. */
  isWhole: boolean
  from: Answer['from']
}

/** Records the use (§7.2 steps 24 and 25). */
const recordUse = (held: Held, { passkey, facts }: Used, { at, isWhole, from }: Use): Promise<number> =>
  store.recordUse.run(held, {
    id: passkey.id,
    signCount: Math.max(passkey.sign_count, facts.signCount),
    backedUp: Number(facts.backedUp),
    at,
    signedInAt: isWhole ? at : null,
    address: from.address,
    client: from.client,
    computer: from.computer ?? null,
  })

/** A counter that does not count up is noted; of a device-bound passkey its owner hears of it. */
async function noteRegression(
  services: Services,
  held: Held,
  { passkey, facts }: Used,
  from: SeenFrom,
): Promise<void> {
  const target = { id: passkey.user_id, displayName: passkey.display_name }
  const entry = { at: services.now(), target, passkey, from }
  const quietly = facts.backupEligible ? { silent: true as const } : {}
  await alertOnce(held, { ...entry, ...quietly, action: 'passkey.counter-regressed' })
}
