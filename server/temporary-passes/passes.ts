import { createHmac } from 'node:crypto'
import { record } from '../audit/record.ts'
import type { Config } from '../config.ts'
import type { Db } from '../db/connect.ts'
import { inTransaction } from '../db/transaction.ts'
import { AppError } from '../errors.ts'
import { keysFor } from '../secret.ts'
import type { Services } from '../services.ts'
import type { Act } from '../session.ts'
import { newCode, newId, normalizeCode } from '../tokens.ts'
import { lockTarget, requireMayLetIn } from '../users/reach.ts'
import type { Account } from '../users/users.ts'
import * as store from './store.ts'

// 12 characters of 5 bits, read out over the telephone; what they lack in length the five tries and the clock make up.
const groups = 3
const mostWrong = 5

interface Order {
  minutes: number
  reason: string
  ticket?: string | undefined
}

/** A pass, told once, and when it ends. */
export interface IssuedPass {
  pass: string
  expiresAt: string
}

/** Issues a pass for a user, told once. Passes before it are void. Throws `permission.denied` for people out of reach. */
export async function issuePass(
  services: Services,
  userId: string,
  order: Order,
  act: Act,
): Promise<IssuedPass> {
  const issued = await inTransaction(services.db, async (tx) => {
    const target = await lockTarget(tx, act, userId)
    return putPass(services, tx, act, target, order)
  })
  services.publish({ permission: 'users.read' }, { type: 'users.changed' })
  return issued
}

/**
 * Issues a pass in the transaction of a larger act, with the user locked; `isTold` where that act's mail tells of it too.
 * Throws `conflict` for a disabled account.
 */
export async function putPass(
  { config, now }: Services,
  tx: Db,
  act: Act,
  target: Account,
  { minutes, reason, ticket, isTold }: Order & { isTold?: boolean },
): Promise<IssuedPass> {
  const { session, from } = act
  requireMayLetIn(act, target)
  const at = now()
  const pass = newCode(groups)
  const expiresAt = new Date(at.getTime() + minutes * 60_000).toISOString()
  if (target.status === 'disabled') throw new AppError('conflict', { detail: 'This account is disabled.' })
  await store.voidAll(tx, target.id, at.toISOString())
  await store.insertPass(tx, {
    id: newId(),
    user_id: target.id,
    pass_hash: hashesOf(config, target.id, pass)[0] ?? '',
    created_at: at.toISOString(),
    created_by: session.user.id,
    expires_at: expiresAt,
    used_at: null,
    voided_at: null,
    wrong_tries: 0,
  })
  const entry = { at, actor: session.user, target, reason, ticket: ticket ?? null, count: minutes, from }
  const quiet = isTold ? { silent: true as const } : {}
  await record(tx, { ...entry, ...quiet, action: 'temporary-pass.issued' })
  return { pass, expiresAt }
}

/** Makes the user's outstanding pass void, if there is one. */
export async function withdrawPass(services: Services, userId: string, act: Act): Promise<void> {
  const { session, from } = act
  const at = services.now()
  await inTransaction(services.db, async (tx) => {
    const target = await lockTarget(tx, act, userId)
    if ((await voidPasses(tx, userId, at)) > 0)
      await record(tx, { at, action: 'temporary-pass.withdrawn', actor: session.user, target, from })
  })
  services.publish({ permission: 'users.read' }, { type: 'users.changed' })
}

/** Spends the user's pass and answers when it would have ended; a wrong one counts, and the fifth makes it void. */
export async function spendPass(
  { config }: Services,
  tx: Db,
  { userId, typed, at }: { userId: string; typed: string; at: Date },
): Promise<Date | null> {
  const now = at.toISOString()
  const row = await store.spend(tx, userId, { hashes: hashesOf(config, userId, typed), at: now })
  if (row) return new Date(row.expires_at)
  await store.countWrong(tx, userId, { most: mostWrong, at: now })
  return null
}

export const voidPasses = (tx: Db, userId: string, at: Date): Promise<number> =>
  store.voidAll(tx, userId, at.toISOString())

/** When the user's outstanding pass ends, or null. */
export async function openPass(db: Db, userId: string, now: Date): Promise<{ expiresAt: string } | null> {
  const row = await store.findOpen(db, userId, now.toISOString())
  return row ? { expiresAt: row.expires_at } : null
}

/** Under each of the secrets: 60 bits are too few to keep as a plain hash. */
const hashesOf = (config: Config, userId: string, pass: string): string[] =>
  keysFor(config.secrets, 'temporary-pass').map((key) =>
    createHmac('sha256', key)
      .update(`${userId}:${normalizeCode(pass)}`)
      .digest('base64url'),
  )
