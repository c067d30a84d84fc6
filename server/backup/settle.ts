import { record } from '../audit/record.ts'
import type { Db } from '../db/connect.ts'
import { recount } from '../db/recount.ts'
import { challengeLife } from '../passkeys/challenges.ts'
import * as store from './store.ts'

export interface Terms {
  now: Date
  /** Whether the database from before can be read, as `earlier.<table>`. */
  isKnown: boolean
  /** Whether to go on where what was revoked since cannot be known. */
  acceptUnknown: boolean
}

/**
 * Makes a restored database fit to be served: what was taken away after the backup stays so, going by the database from
 * before where that is known; every session ends, and every challenge and outstanding secret is void. Throws where one
 * from before does not know all passkeys of the backup, as a new or an older one does not, unless that is accepted.
 * Answers what was taken away in words, a line each; null where it is not known, or not of everything.
 */
export async function settle(tx: Db, { now, isKnown, acceptUnknown }: Terms): Promise<string[] | null> {
  const knowsAll = isKnown && (await store.knowsAllPasskeys(tx))
  if (!knowsAll && !acceptUnknown)
    throw new Error(unknownWords('The database being replaced does not know all passkeys of the backup'))
  const kept = isKnown ? await keepTaken(tx, now) : []
  const lines = knowsAll ? kept : null
  await store.endAndVoid(tx, now.toISOString())
  // Issued until this moment, by whichever of the two: refused whatever was spent.
  await store.raiseWatermark(tx, new Date(now.getTime() + challengeLife).toISOString())
  await recount(tx)
  const known =
    lines === null ? 'what was taken away since is not known' : `${lines.length} kept as they were`
  await record(tx, { at: now, action: 'backup.restored', actor: null, reason: known })
  return lines
}

/** Why a restore stops that could revive something. */
export const unknownWords = (cause: string): string =>
  `${cause}: passkeys that were revoked after the backup was taken would work again, and nobody could say which. Go ` +
  'through the record kept elsewhere first, then restore with --accept-unknown-revocations.'

/** Takes away again what was taken away after the backup, each on the record. Answers it in words. */
async function keepTaken(tx: Db, at: Date): Promise<string[]> {
  const lines: string[] = []
  for (const each of await store.takenSince(tx, at.toISOString())) {
    lines.push([each.what, each.passkey_name ?? each.token_name, each.email].filter(Boolean).join(', '))
    await record(tx, {
      at,
      action: each.action,
      actor: null,
      target: { id: each.user_id, displayName: each.display_name },
      passkey: each.passkey_id === null ? null : { id: each.passkey_id, name: each.passkey_name ?? '' },
      token: each.token_id === null ? null : { id: each.token_id, name: each.token_name ?? '' },
      reason: 'It was so before an older backup was restored.',
      silent: true,
    })
  }
  await store.carryOver(tx, at.toISOString())
  return lines
}
