import { untoldModel } from '../../shared/contract/model.ts'
import { record } from '../audit/record.ts'
import { inTransaction } from '../db/transaction.ts'
import type { Services } from '../services.ts'
import type { Act } from '../session.ts'
import { lockForAct } from '../users/reach.ts'
import type { Account } from '../users/users.ts'

/**
 * Asks people by mail to register a passkey, a second one, or one of another model. Whoever is disabled, out of reach or
 * has all that is passed over. Answers how many mails were written. Throws `not-found`.
 */
export async function remindUsers(services: Services, userIds: readonly string[], act: Act): Promise<number> {
  const at = services.now()
  const { session, from } = act
  return inTransaction(services.db, async (tx) => {
    const targets = (await lockForAct(tx, act, [...new Set(userIds)])).filter(
      (person) => person.isInReach && person.status !== 'disabled' && isInNeed(person),
    )
    for (const target of targets) {
      const entry = { at, actor: session.user, target, count: target.activePasskeys, from }
      await record(tx, { ...entry, action: 'user.reminded' })
    }
    return targets.length
  })
}

const isInNeed = ({ activePasskeys, soleModel }: Account): boolean =>
  activePasskeys < 2 || (soleModel !== null && soleModel !== untoldModel)
