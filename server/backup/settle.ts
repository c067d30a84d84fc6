import { record } from '../audit/record.ts'
import type { Db } from '../db/connect.ts'
import { recount } from '../db/recount.ts'
import { challengeLife } from '../passkeys/challenges.ts'
import * as store from './store.ts'

/**
 * Makes a restored database fit to be served: what was taken away after the backup stays so, going by the database from
 * before as `earlier.<table>` where that is known; every session ends, and every challenge and outstanding secret is void.
 * Answers what was taken away in words, a line each; null where it is not known.
 */
export async function settle(
  tx: Db,
  { now, isKnown }: { now: Date; isKnown: boolean },
): Promise<string[] | null> {
  const lines = isKnown ? await keepTaken(tx, now) : null
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
  for (const each of await store.takenSince(tx)) {
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
