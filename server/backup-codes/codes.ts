import type { Db } from '../db/connect.ts'
import { hashOf, newCode, newId, normalizeCode } from '../tokens.ts'
import { countOf, insertCodes } from './store.ts'

const howMany = 10
// 16 characters of 5 bits: 80 bits, above the 64 of NIST SP 800-63B-4, 4.2.1.1.
const groups = 4

/** Ten new codes, once: only where the account has none left unused. They are told here and kept as hashes. */
export async function createCodesIfNone(tx: Db, userId: string, at: Date): Promise<string[] | undefined> {
  if ((await countOf(tx, userId)).remaining > 0) return undefined
  const codes = Array.from({ length: howMany }, () => newCode(groups))
  await insertCodes(
    tx,
    codes.map((code) => ({
      id: newId(),
      user_id: userId,
      code_hash: hashOf(`${userId}:${normalizeCode(code)}`),
      created_at: at.toISOString(),
      used_at: null,
    })),
  )
  return codes
}

/** How many codes are left unused, of how many, made when. */
export const countCodes = (
  db: Db,
  userId: string,
): Promise<{ remaining: number; total: number; createdAt: string | null }> => countOf(db, userId)
