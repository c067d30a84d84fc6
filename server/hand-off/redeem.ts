import { z } from 'zod'
import { recordFailure } from '../audit/failures.ts'
import { record } from '../audit/record.ts'
import type { Db } from '../db/connect.ts'
import type { HandOffRow } from '../db/tables.ts'
import { inTransaction } from '../db/transaction.ts'
import { AppError } from '../errors.ts'
import { methodOf } from '../freshness.ts'
import { lockPasskeyOf } from '../passkeys/passkeys.ts'
import type { Services } from '../services.ts'
import type { SeenFrom, Session } from '../session.ts'
import { startInherited } from '../sessions/hand-over.ts'
import { makeProof } from '../sessions/make-proof.ts'
import { endSession, lookAgain } from '../sessions/sessions.ts'
import { noteNewComputer, type SignedIn } from '../sign-in/complete.ts'
import { noteDay } from '../standing/standing.ts'
import { hashOf } from '../tokens.ts'
import { findAccount, lockAccount, markSignedIn, viewUser, type Account } from '../users/users.ts'
import { faultOf, type Fault } from './judge.ts'
import * as store from './store.ts'

interface Claim {
  code: string
  verifier: string
  state: string
  from: SeenFrom & { computer?: string | undefined }
  /** The session whose cookie this one's takes the place of. */
  replaced: Session | null
}

interface Redeemed extends SignedIn {
  /** The session it comes from, where that was made only for this. */
  left: string[]
}

interface Refused {
  fault: Fault
  /** Whose code it was; null for one that never was. */
  user: Account | null
  /** The refusal changed something, and is on the record with that. */
  isNoted: boolean
  ended: string[]
}

/**
 * Lets the app in that a browser's session has allowed, as old as that session and bound to its passkey. Whatever is
 * wrong, the code is spent, it is on the record, and the answer is one and the same `sign-in.failed`.
 */
export async function redeem(services: Services, claim: Claim): Promise<SignedIn> {
  const { db, now, publish } = services
  const at = now()
  const outcome = await inTransaction(db, async (tx): Promise<Redeemed | Refused> => {
    const user = await lockOwner(tx, await store.findByCode(tx, hashOf(claim.code)))
    const kept = await store.findByCode(tx, hashOf(claim.code))
    const fault = faultOf(kept ?? decoy, claim, at)
    if (!kept || !user) return { fault: 'code-unknown', user: null, isNoted: false, ended: [] }
    const isOver = 'ended' in (await lookAgain({ db: tx, now: () => at }, kept.session_id))
    if (fault !== null || isOver) return kill(tx, { claim, kept, user, at, fault: fault ?? 'session-over' })
    return open(tx, { claim, kept, user, at })
  })
  if ('token' in outcome) {
    publish({ sessions: outcome.left }, { type: 'session.ended', reason: 'signed-out' })
    return outcome
  }
  const { fault, user, isNoted, ended } = outcome
  publish({ sessions: ended }, { type: 'session.ended', reason: 'ended-elsewhere' })
  const failure = { action: 'hand-off.refused', reason: fault, user, from: claim.from } as const
  if (!isNoted) await recordFailure(services, failure)
  throw new AppError('sign-in.failed')
}

/**
 * Locks what a code rests on before it is judged, for what takes a way in away locks that too: passkey, then user, in the
 * order of a sign-in. For nobody's code the work is the same.
 */
async function lockOwner(tx: Db, found: HandOffRow | undefined): Promise<Account | null> {
  const { passkey_id, user_id } = found ?? { passkey_id: '', user_id: '' }
  if (passkey_id !== null) await lockPasskeyOf(tx, passkey_id, user_id).catch(noneIfMissing)
  return lockAccount(tx, user_id).catch(noneIfMissing)
}

/** Spends the code of a request that names it, but is otherwise not to be understood. */
export async function discardCode({ db, now }: Services, body: unknown, from: SeenFrom): Promise<void> {
  const code = named.safeParse(body).data?.code
  if (code === undefined) return
  const at = now()
  await inTransaction(db, async (tx) => {
    const kept = await store.findByCode(tx, hashOf(code))
    if (!kept || (await store.voidOne(tx, kept.id, at.toISOString())) !== 1) return
    const target = await findAccount(tx, kept.user_id)
    await record(tx, { at, action: 'hand-off.refused', target, reason: 'malformed', from })
  })
}

const named = z.object({ code: z.string().max(200) })

interface Known {
  claim: Claim
  kept: HandOffRow
  user: Account
  at: Date
}

async function open(tx: Db, { claim, kept, user, at }: Known): Promise<Redeemed> {
  const { from, replaced } = claim
  if ((await store.markRedeemed(tx, kept.id, at.toISOString())) !== 1)
    throw new Error('A code was good twice.')
  await markSignedIn(tx, user.id, at)
  await noteDay(tx, { userId: user.id, aaguid: null, at })
  const isNew = await noteNewComputer(tx, { user, from }, at)
  if (replaced) await endSession(tx, replaced.id, at, 'replaced')
  const proof = makeProof(methodOf(kept.method), user.id, kept.passkey_id)
  const authenticatedAt = new Date(kept.authenticated_at)
  const { id, token } = await startInherited(tx, proof, { from, at, authenticatedAt })
  await store.noteOpened(tx, kept.id, id)
  const isLeft = kept.ends_session === 1 && (await endSession(tx, kept.session_id, at, 'signed-out'))
  await record(tx, { at, action: 'hand-off.redeemed', actor: user, sessionId: id, from })
  return { token, user: await viewUser(tx, user.id), left: isLeft ? [kept.session_id] : [], isNew }
}

/** A code that comes twice is in two hands: what it opened before ends too (RFC 6749, 4.1.2). */
async function kill(tx: Db, { claim, kept, user, at, fault }: Known & { fault: Fault }): Promise<Refused> {
  const opened = kept.opened_session_id
  const isEnded = opened !== null && (await endSession(tx, opened, at, 'ended-elsewhere'))
  const voided = await store.voidOne(tx, kept.id, at.toISOString())
  const isNoted = isEnded || voided === 1
  const entry = { at, target: user, reason: fault, from: claim.from }
  if (isNoted) await record(tx, { ...entry, action: 'hand-off.refused' })
  return { fault, user, isNoted, ended: isEnded ? [opened] : [] }
}

/** Compared with where there is no such code. */
const decoy = { redeemed_at: null, voided_at: null, expires_at: '', challenge: '', state_hash: '' }

function noneIfMissing(error: unknown): null {
  if (error instanceof AppError && error.code === 'not-found') return null
  throw error
}
