import { canonicalEmail } from '../../shared/contract/fields.ts'
import { mayActOn, type Role } from '../../shared/contract/roles.ts'
import type { User } from '../../shared/contract/user.ts'
import { record } from '../audit/record.ts'
import { inTransaction } from '../db/transaction.ts'
import { AppError } from '../errors.ts'
import type { Services } from '../services.ts'
import type { Act } from '../session.ts'
import { endPending, requireRunning } from '../sessions/sessions.ts'
import { lockAdministrators, requireWorkingAdministrator } from '../users/administrators.ts'
import { lockAccount, saveAccount, viewUser, type Account } from '../users/users.ts'

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
  { session, from }: Act,
): Promise<User> {
  const at = services.now()
  await inTransaction(services.db, async (tx) => {
    await lockAdministrators(tx)
    const before = await lockAccount(tx, userId)
    await requireRunning(tx, session.id)
    if (!mayActOn(session.user, before)) throw new AppError('permission.denied')
    const words = differences(before, change)
    if (words.length === 0) return
    // First of all: the mail about it goes to the address that is being taken.
    const entry = { at, actor: session.user, target: before, reason: words.join('; '), from }
    await record(tx, { ...entry, action: 'user.changed' })
    await saveAccount(tx, { ...before, ...given(change) })
    // A first factor may stop counting with the role.
    if (change.role !== undefined) await endPending(tx, userId, at)
    if (before.role === 'admin') await requireWorkingAdministrator(tx)
  })
  services.publish({ permission: 'users.read' }, { type: 'users.changed' })
  services.publish({ users: [userId] }, { type: 'session.changed' })
  return viewUser(services.db, userId)
}

function given({ email, displayName, role }: Change): Partial<Account> {
  return {
    ...(email === undefined ? {} : { email }),
    ...(displayName === undefined ? {} : { displayName }),
    ...(role === undefined ? {} : { role }),
  }
}

/** What changes, in words for the record. */
function differences(before: Account, change: Change): string[] {
  const { email, displayName, role } = change
  const isOther = email !== undefined && email.normalize('NFC') !== before.email
  return [
    ...(isOther ? [`e-mail ${before.email} to ${canonicalEmail(email)}`] : []),
    ...(displayName !== undefined && displayName !== before.displayName
      ? [`name ${before.displayName} to ${displayName}`]
      : []),
    ...(role !== undefined && role !== before.role ? [`role ${before.role} to ${role}`] : []),
  ]
}
