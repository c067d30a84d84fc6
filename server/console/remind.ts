import { record } from '../audit/record.ts'
import { inTransaction } from '../db/transaction.ts'
import type { Services } from '../services.ts'
import type { Act } from '../session.ts'
import { lockForAct } from '../users/reach.ts'

/**
 * Asks people by mail to register a passkey, or a second one. Whoever is disabled, out of reach or has two is passed
 * over. Answers how many mails were written. Throws `not-found`.
 */
export async function remindUsers(services: Services, userIds: readonly string[], act: Act): Promise<number> {
  const at = services.now()
  const { session, from } = act
  return inTransaction(services.db, async (tx) => {
    const targets = (await lockForAct(tx, act, [...new Set(userIds)])).filter(
      ({ status, activePasskeys, isInReach }) => isInReach && status !== 'disabled' && activePasskeys < 2,
    )
    for (const target of targets) {
      const entry = { at, actor: session.user, target, count: target.activePasskeys, from }
      await record(tx, { ...entry, action: 'user.reminded' })
    }
    return targets.length
  })
}
