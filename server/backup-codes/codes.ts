import { record } from '../audit/record.ts'
import type { Db } from '../db/connect.ts'
import type { Held } from '../db/statement.ts'
import { inTransaction } from '../db/transaction.ts'
import { tellOfPasskeys } from '../events/tell.ts'
import type { Services } from '../services.ts'
import type { SeenFrom, Session } from '../session.ts'
import { requireRunning } from '../sessions/sessions.ts'
import { keepingCount } from '../standing/standing.ts'
import { hashOf, newCode, newId, normalizeCode } from '../tokens.ts'
import { lockAccount } from '../users/users.ts'
import * as store from './store.ts'

const howMany = 10
// 16 characters of 5 bits: 80 bits, above the 64 of NIST SP 800-63B-4, 4.2.1.1.
const groups = 4

/** Ten new codes, only where the account has none left unused. They are told here, once, and kept as hashes. */
export async function createCodesIfNone(tx: Db, userId: string, at: Date): Promise<string[] | undefined> {
  return (await countUnused(tx, userId)) > 0 ? undefined : createCodes(tx, userId, at)
}

/** Ten new codes for the session's user; those before are void. */
export async function renewCodes(
  services: Services,
  { id, user }: Session,
  from: SeenFrom,
): Promise<string[]> {
  const at = services.now()
  const codes = await inTransaction(services.db, async (tx) => {
    // Of two at the same moment, the second must see the first one's codes to make them void.
    await lockAccount(tx, user.id)
    await requireRunning(tx, id)
    const fresh = await createCodes(tx, user.id, at)
    await record(tx, { at, action: 'backup-codes.created', actor: user, count: fresh.length, from })
    return fresh
  })
  tellOfPasskeys(services, user.id)
  return codes
}

/** Spends a code: of two who give it at once, one gets true. */
export const spendCode = (tx: Db, userId: string, typed: string, at: Date): Promise<boolean> =>
  keepingCount(
    tx,
    userId,
    async () => (await store.spend(tx, hashOfCode(userId, typed), at.toISOString())) === 1,
  )

/** How many codes are left unused, of how many, made when. */
export const countCodes = (
  db: Db,
  userId: string,
): Promise<{ remaining: number; total: number; createdAt: string | null }> => store.countOf(db, userId)

/** Makes the user's unused codes void. Answers how many. */
export const voidCodes = (tx: Db, userId: string, at: Date): Promise<number> =>
  keepingCount(tx, userId, () => store.spendAll(tx, userId, at.toISOString()))

/** How many codes are left unused. */
export const countUnused = async (on: Db | Held, userId: string): Promise<number> =>
  (await store.countUnused.first(on, { userId }))?.count ?? 0

/** The same for many users; who has none is left out. */
export const countUnusedOf = async (db: Db, userIds: readonly string[]): Promise<Map<string, number>> =>
  new Map((await store.countUnusedOf(db, userIds)).map(({ user_id, count }) => [user_id, Number(count)]))

async function createCodes(tx: Db, userId: string, at: Date): Promise<string[]> {
  const codes = Array.from({ length: howMany }, () => newCode(groups))
  const rows = codes.map((code) => ({
    id: newId(),
    user_id: userId,
    code_hash: hashOfCode(userId, code),
    created_at: at.toISOString(),
    used_at: null,
  }))
  await keepingCount(tx, userId, () => store.replaceCodes(tx, userId, rows))
  return codes
}

const hashOfCode = (userId: string, code: string) => hashOf(`${userId}:${normalizeCode(code)}`)
