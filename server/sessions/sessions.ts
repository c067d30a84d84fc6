import type { EndReason } from '../../shared/contract/events.ts'
import type { Db } from '../db/connect.ts'
import type { Held } from '../db/statement.ts'
import { freshFor } from '../freshness.ts'
import { AppError } from '../errors.ts'
import type { Services } from '../services.ts'
import type { SeenFrom, Session } from '../session.ts'
import { hashOf, newId, newToken } from '../tokens.ts'
import { idleFor } from './expiry.ts'
import { fullFor, kindOf, toSession, touchEvery, whyEnded } from './life.ts'
import type { Proof } from './proof.ts'
import * as list from './list-store.ts'
import * as store from './store.ts'

interface Start {
  /** A new one of its own unless told. */
  id?: string
  from: SeenFrom & { computer?: string | undefined }
  at: Date
  /** When it ends at the latest; a day from now unless told. */
  endsAt?: Date
}

/** Starts a session on a proof: what it may do follows from the method. Answers its cookie's token. */
export async function startSession(
  on: Db | Held,
  proof: Proof,
  { id = newId(), from, at, endsAt }: Start,
): Promise<{ id: string; token: string }> {
  const token = newToken()
  const now = at.toISOString()
  const end = endsAt ?? new Date(at.getTime() + fullFor)
  await store.addSession(on, {
    id,
    token_hash: hashOf(token),
    user_id: proof.userId,
    kind: kindOf(proof.method),
    method: proof.method,
    passkey_id: proof.passkeyId,
    created_at: now,
    last_seen_at: now,
    ends_at: end.toISOString(),
    ...freshness(proof, at),
    // Opened a moment ago by a secret made for exactly this, and it can do nothing else: it stays fresh.
    ...(endsAt ? { fresh_until: end.toISOString() } : {}),
    address: from.address,
    client: from.client,
    computer: from.computer ?? null,
    ended_at: null,
    end_reason: null,
  })
  return { id, token }
}

/** The running session of a cookie, or why it ended, or null for a cookie that never was one. */
export async function findSession(
  { db, now }: Pick<Services, 'db' | 'now'>,
  token: string,
): Promise<{ session: Session } | { ended: EndReason } | null> {
  const row = await store.byToken.first(db, { tokenHash: hashOf(token) })
  if (!row) return null
  const ended = whyEnded(row, now())
  return ended ? { ended } : { session: toSession(row) }
}

/** A session that was found before, as it is now, or why it no longer counts. */
export async function lookAgain(
  { db, now }: Pick<Services, 'db' | 'now'>,
  id: string,
): Promise<{ session: Session } | { ended: EndReason }> {
  const row = await store.byId.first(db, { id })
  const ended = row ? whyEnded(row, now()) : 'ended-elsewhere'
  return row && ended === null ? { session: toSession(row) } : { ended: ended ?? 'ended-elsewhere' }
}

/** Counts this moment as use: the idle hour starts again. */
export async function prolong({ db, now }: Pick<Services, 'db' | 'now'>, session: Session): Promise<void> {
  const at = now()
  if (session.kind === 'full' && at.getTime() - session.lastSeenAt.getTime() >= touchEvery)
    await store.touch.run(db, { id: session.id, at: at.toISOString() })
}

/** Makes a running session fresh by a proof just given. Answers the new token: the old cookie value is void. */
export async function refresh(on: Db | Held, id: string, proof: Proof, at: Date): Promise<string | null> {
  const token = newToken()
  const change = {
    id,
    token_hash: hashOf(token),
    ...freshness(proof, at),
    fresh_passkey_id: proof.passkeyId,
    last_seen_at: at.toISOString(),
  }
  return (await store.renew.run(on, change)) === 1 ? token : null
}

/** Turns a half-finished session into the full one of what completed it; null if it ended meanwhile. */
export async function promote(
  on: Db | Held,
  { id, kind, passkeyId }: Pick<Session, 'id' | 'kind' | 'passkeyId'>,
  proof: Proof,
  at: Date,
): Promise<string | null> {
  const token = newToken()
  const promoted = await store.promote.run(on, {
    id,
    kind,
    method: proof.method,
    token_hash: hashOf(token),
    // The passkey that began it, where there was one: revoking that ends the session.
    passkey_id: passkeyId ?? proof.passkeyId,
    ...freshness(proof, at),
    fresh_passkey_id: proof.passkeyId,
    created_at: at.toISOString(),
    ends_at: new Date(at.getTime() + fullFor).toISOString(),
  })
  return promoted === 1 ? token : null
}

/** Ends the session of a cookie. Answers whether this call ended it. */
export const endSession = async (tx: Db, id: string, at: Date, reason: EndReason): Promise<boolean> =>
  (await store.endWhere(tx, { id }, { at, reason })).length === 1

/** Ends a sign-in whose tries are used up, unless it has been completed meanwhile. Answers whether this call ended it. */
export const endWaiting = async (tx: Db, id: string, at: Date): Promise<boolean> =>
  (await store.endWhere(tx, { id, kind: 'pending' }, { at, reason: 'tries-used-up' })).length === 1

/** Ends a session whose cookie is being replaced by another one's. */
export const replaceSession = (held: Held, id: string, at: Date): Promise<number> =>
  store.replace.run(held, { id, at: at.toISOString() })

/** Ends what a passkey opened, and what else it made fresh is so no longer. Answers the ids of the ended sessions. */
export async function endSessionsOfPasskey(
  tx: Db,
  { id, userId }: { id: string; userId: string },
  end: { at: Date; reason: 'passkey-revoked' | 'passkey-suspended' },
): Promise<string[]> {
  await store.clearFreshnessBy.run(tx, { userId, passkeyId: id })
  return store.endNarrow(tx, { userId, by: 'passkey_id', value: id }, end)
}

/** Ends everything the user has open. Answers the ids. */
export const endAllSessions = (
  tx: Db,
  userId: string,
  at: Date,
  reason: EndReason = 'ended-elsewhere',
): Promise<string[]> => store.endWhere(tx, { user_id: userId }, { at, reason })

const byPassword = ['password+totp', 'password+security-key', 'password+backup-code'] as const

const byApp = ['password+totp', 'copied-passkey+totp'] as const

/** Ends the user's sessions that an authenticator app completed, but one, which is no longer fresh by it. Answers their ids. */
export async function endSessionsOfApp(
  tx: Db,
  userId: string,
  { except, at }: { except: string; at: Date },
): Promise<string[]> {
  await store.clearFreshnessOf(tx, userId, byApp)
  return store.endWhere(tx, { user_id: userId }, { at, reason: 'ended-elsewhere', except, methods: byApp })
}

/** Ends the user's sessions that a password opened, but one. Answers their ids. */
export const endSessionsOfPassword = (
  tx: Db,
  userId: string,
  { except, at }: { except: string; at: Date },
): Promise<string[]> =>
  store.endWhere(tx, { user_id: userId }, { at, reason: 'ended-elsewhere', except, methods: byPassword })

/** Ends the user's sessions that a password or a backup code opened. Answers their ids. */
export const endSessionsWithoutPasskey = (tx: Db, userId: string, at: Date): Promise<string[]> =>
  store.endWhere(
    tx,
    { user_id: userId },
    { at, reason: 'ended-elsewhere', methods: [...byPassword, 'backup-code'] },
  )

/** Ends the user's sessions but one. Answers their ids. */
export const endOtherSessions = (
  tx: Db,
  userId: string,
  { except, at, reason }: { except: string; at: Date; reason: EndReason },
): Promise<string[]> => store.endWhere(tx, { user_id: userId }, { at, reason, except })

/** Ends one of the user's sessions; says where it had ended before, or never was theirs. */
export async function endSessionOf(
  tx: Db,
  { id, userId }: { id: string; userId: string },
  at: Date,
): Promise<'ended' | 'ended before' | 'unknown'> {
  const ended = await store.endWhere(tx, { id, user_id: userId }, { at, reason: 'ended-elsewhere' })
  if (ended.length === 1) return 'ended'
  return (await store.isOf(tx, id, userId)) ? 'ended before' : 'unknown'
}

/** Gives a running session a new cookie; the old value is void. Null where it has ended. */
export async function renewToken(tx: Db, id: string): Promise<string | null> {
  const token = newToken()
  return (await store.setToken(tx, id, hashOf(token))) === 1 ? token : null
}

/** Ends enrolments under way: they could bring back what is being taken. */
export const endEnrolments = (tx: Db, userId: string, at: Date): Promise<string[]> =>
  store.endNarrow(tx, { userId, by: 'kind', value: 'enrolment' }, { at, reason: 'replaced' })

/** Whatever waits for a second step waits in vain, sign-ins end: a factor of theirs is being changed or taken. */
export async function endPending(tx: Db, userId: string, at: Date): Promise<string[]> {
  await store.closeSteps.run(tx, { userId })
  return store.endNarrow(tx, { userId, by: 'kind', value: 'pending' }, { at, reason: 'replaced' })
}

/** Throws `session.required` where the session ended since the request came in. */
export async function requireRunning(tx: Db, id: string): Promise<void> {
  if (!(await store.lockRunning(tx, id))) throw new AppError('session.required')
}

export const dropFreshness = (db: Db, id: string): Promise<number> => store.clearFreshness(db, id)

/** How many of the user's sessions can only register a passkey, or wait for a second step. */
export const countHalfway = ({ db, now }: Pick<Services, 'db' | 'now'>, userId: string): Promise<number> =>
  list.countHalfway(db, userId, now().toISOString())

/** The user's open sessions, by the passkey that opened them. */
export async function countOpen(
  { db, now }: Pick<Services, 'db' | 'now'>,
  userId: string,
): Promise<Map<string, number>> {
  const at = now()
  const seenAfter = new Date(at.getTime() - idleFor)
  const rows = await list.countByPasskey(db, userId, { seenAfter, now: at })
  return new Map(rows.map(({ passkey_id, count }) => [passkey_id ?? '', Number(count)]))
}

/** How many sessions opened by these passkeys, of these users, still run. */
export function countOpenOf(
  { db, now }: Pick<Services, 'db' | 'now'>,
  opened: { userIds: readonly string[]; passkeyIds: readonly string[] },
): Promise<number> {
  const at = now()
  return list.countOpenedBy(db, opened, { seenAfter: new Date(at.getTime() - idleFor), now: at })
}

function freshness(proof: Proof, at: Date) {
  return { fresh_until: new Date(at.getTime() + freshFor).toISOString(), fresh_method: proof.method }
}
