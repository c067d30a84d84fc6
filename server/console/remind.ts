import { mayActOn } from '../../shared/contract/roles.ts'
import { record } from '../audit/record.ts'
import { inTransaction } from '../db/transaction.ts'
import type { Services } from '../services.ts'
import type { Act } from '../session.ts'
import { requireRunning } from '../sessions/sessions.ts'
import { lockAccount } from '../users/users.ts'

/**
 * Asks people by mail to register a passkey, or a second one. Whoever is disabled, out of reach or has two is passed
 * over. Answers how many mails were written. Throws `not-found`.
 */
export async function remindUsers(
  services: Services,
  userIds: readonly string[],
  { session, from }: Act,
): Promise<number> {
  const at = services.now()
  return inTransaction(services.db, async (tx) => {
    await requireRunning(tx, session.id)
    let reminded = 0
    for (const id of [...new Set(userIds)].sort()) {
      const target = await lockAccount(tx, id)
      if (target.status === 'disabled' || target.activePasskeys > 1 || !mayActOn(session.user, target))
        continue
      await record(tx, {
        at,
        action: 'user.reminded',
        actor: session.user,
        target,
        count: target.activePasskeys,
        from,
      })
      reminded++
    }
    return reminded
  })
}
