import { mayActOn, permissionsOf } from '../../shared/contract/roles.ts'
import { requireGranted } from '../api-tokens/grants.ts'
import type { Db } from '../db/connect.ts'
import { AppError } from '../errors.ts'
import type { Act, Session } from '../session.ts'
import { requireRunning } from '../sessions/sessions.ts'
import { lockAccount, type Account } from './users.ts'

/**
 * Locks whoever acts in the console and those it is about, in one order for everybody, and asks again whether the act is
 * still theirs to do: the request may have waited while they lost their session or their role. Answers those it is
 * about, as they are now. Throws `not-found`, `session.required`, `permission.denied`.
 */
export async function lockForAct(
  tx: Db,
  { session }: Act,
  userIds: readonly string[],
): Promise<(Account & { isInReach: boolean })[]> {
  const accounts = new Map<string, Account>()
  for (const id of [...new Set([session.user.id, ...userIds])].sort())
    accounts.set(id, await lockAccount(tx, id))
  await (session.user.token ? requireGranted(tx, session.user.token.id) : requireRunning(tx, session.id))
  const actor = accounts.get(session.user.id)
  if (!actor || hasLost(session.user, actor)) throw new AppError('permission.denied')
  return userIds.flatMap((id) => {
    const account = accounts.get(id)
    return account ? [{ ...account, isInReach: mayActOn(actor, account) }] : []
  })
}

/** The same for one person, who must be within reach: throws `permission.denied` where they are not. */
export async function lockTarget(tx: Db, act: Act, userId: string): Promise<Account> {
  const [target] = await lockForAct(tx, act, [userId])
  if (!target?.isInReach) throw new AppError('permission.denied')
  return target
}

/**
 * Throws `permission.denied` where a program would give a way in to somebody with power over others, or give such power:
 * it would be a way past the permissions of its token.
 */
export function requireMayLetIn({ session }: Act, { role }: Pick<Account, 'role'>): void {
  if (session.user.token && role !== 'user') throw new AppError('permission.denied')
}

/** Locks whoever acts on what is their own. Throws `session.required` where their session ended meanwhile. */
export async function lockMyself(tx: Db, { session }: Pick<Act, 'session'>): Promise<Account> {
  const account = await lockAccount(tx, session.user.id)
  await requireRunning(tx, session.id)
  return account
}

// What the request was let in by, it was let in by rightly only as long as the role still has it.
const hasLost = (before: Session['user'], { role }: Account): boolean =>
  permissionsOf[before.role].some((permission) => !permissionsOf[role].includes(permission))
