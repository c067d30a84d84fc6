import type { Db } from '../db/connect.ts'
import { meansOfMany } from '../fallback/means.ts'
import { canComeBack } from '../fallback/second-steps.ts'
import type { Account } from '../users/users.ts'

/**
 * Of these people, those whom revoking these passkeys would leave without a way back in. Whoever is disabled has none
 * anyway; of help desk and administrators codes do not count while somebody else could issue a pass: who orders it can.
 */
export async function lockedOutBy(
  db: Db,
  owners: readonly Account[],
  passkeyIds: ReadonlySet<string>,
): Promise<Set<string>> {
  const enabled = owners.filter(({ status }) => status !== 'disabled')
  const means = await meansOfMany(db, enabled, passkeyIds)
  const isLockedOut = ({ id, role }: Account) => {
    const left = means.get(id)
    return left === undefined || !canComeBack(left, role === 'user')
  }
  return new Set(enabled.filter(isLockedOut).map(({ id }) => id))
}
