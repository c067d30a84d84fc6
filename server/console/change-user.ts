import { mayUsePassword, type Role } from '../../shared/contract/roles.ts'
import type { User } from '../../shared/contract/user.ts'
import { revokeTokensOf } from '../api-tokens/revoke.ts'
import { record } from '../audit/record.ts'
import type { Db } from '../db/connect.ts'
import { inTransaction } from '../db/transaction.ts'
import type { Services } from '../services.ts'
import type { Act } from '../session.ts'
import { endPending, endSessionsWithoutPasskey } from '../sessions/sessions.ts'
import { lockAdministrators, requireWorkingAdministrator } from '../users/administrators.ts'
import { lockTarget, requireMayLetIn } from '../users/reach.ts'
import { saveAccount, viewUser, type Account } from '../users/users.ts'

interface Change {
  email?: string | undefined
  displayName?: string | undefined
  role?: Role | undefined
}

/**
 * Changes somebody's name, e-mail or role; a role counts with their very next request. Throws `not-found`,
 * `permission.denied`, and `conflict` for an e-mail in use and for the last working administrator.
 */
export async function changeUser(
  services: Services,
  userId: string,
  change: Change,
  act: Act,
): Promise<User> {
  const { session, from } = act
  const at = services.now()
  const { ended, role } = await inTransaction(services.db, async (tx) => {
    await lockAdministrators(tx)
    const before = await lockTarget(tx, act, userId)
    const after = { ...before, ...given(change) }
    for (const each of [before, after]) requireMayLetIn(act, each)
    const words = differences(before, after)
    if (words.length === 0) return { ended: [], role: null }
    // First of all: the mail about it goes to the address that is being taken.
    const entry = { at, actor: session.user, target: before, reason: words.join('; '), from }
    await record(tx, { ...entry, action: 'user.changed' })
    await saveAccount(tx, after)
    if (after.role === before.role) return { ended: [], role: null }
    if (before.role === 'admin') await requireWorkingAdministrator(tx)
    await revokeTokensOf(tx, act, before, at)
    return { ended: await endWhatCountsNoMore(tx, after, at), role: after.role }
  })
  services.publish({ users: [userId] }, { type: 'session.changed', ...(role === null ? {} : { role }) })
  services.publish({ sessions: ended }, { type: 'session.ended', reason: 'ended-elsewhere' })
  services.publish({ permission: 'users.read' }, { type: 'users.changed' })
  return viewUser(services.db, userId)
}

// With power over others comes that only passkeys count: neither a password nor a code opens anything any more.
async function endWhatCountsNoMore(tx: Db, account: Account, at: Date): Promise<string[]> {
  const pending = await endPending(tx, account.id, at)
  if (mayUsePassword(account)) return pending
  return [...pending, ...(await endSessionsWithoutPasskey(tx, account.id, at))]
}

function given({ email, displayName, role }: Change): Partial<Account> {
  return {
    ...(email === undefined ? {} : { email: email.normalize('NFC') }),
    ...(displayName === undefined ? {} : { displayName }),
    ...(role === undefined ? {} : { role }),
  }
}

/** What changes, in words for the record; quoted, so that no name can pass for more of them. */
function differences(before: Account, after: Account): string[] {
  const words = (what: string, key: 'email' | 'displayName' | 'role') =>
    after[key] === before[key]
      ? []
      : [`${what} ${JSON.stringify(before[key])} to ${JSON.stringify(after[key])}`]
  return [...words('e-mail', 'email'), ...words('name', 'displayName'), ...words('role', 'role')]
}
