import type { Role } from '../../shared/contract/roles.ts'
import type { CurrentSession } from '../../shared/contract/session.ts'
import type { User } from '../../shared/contract/user.ts'
import type { Invitation } from '../../shared/contract/users.ts'
import { recordFailure } from '../audit/failures.ts'
import { record } from '../audit/record.ts'
import type { Db } from '../db/connect.ts'
import { inTransaction } from '../db/transaction.ts'
import { openEnrolment } from '../enrolment/enrolment.ts'
import { AppError } from '../errors.ts'
import { activePasskeysOf } from '../passkeys/passkeys.ts'
import type { Services } from '../services.ts'
import type { Act, SeenFrom, Session } from '../session.ts'
import { makeProof } from '../sessions/make-proof.ts'
import { endEnrolments } from '../sessions/sessions.ts'
import { hashOf, newCode, newId, normalizeCode } from '../tokens.ts'
import { lockForAct, lockTarget, requireMayLetIn } from '../users/reach.ts'
import { addUser, findAccount, findAccountByEmail, lockAccount, viewUser } from '../users/users.ts'
import * as store from './store.ts'

const lifetime = 24 * 3_600_000
// 24 characters of 5 bits: 120 bits, typed or followed as a link.
const groups = 6

/** Whoever has the machine. */
const operator = 'command line'

/** Who invites. No actor: the operator. */
interface Inviter {
  actor: Session['user'] | null
  from: SeenFrom | null
  reason?: string
}

interface Invited {
  user: User
  invitation: Invitation
}

/** Adds a user and invites them. Throws `conflict` where the e-mail is taken. */
export async function createUser(
  services: Services,
  { email, displayName, role }: { email: string; displayName: string; role: Role },
  act: Act,
): Promise<Invited> {
  const { session, from } = act
  const at = services.now()
  const { id, invitation } = await inTransaction(services.db, async (tx) => {
    await lockForAct(tx, act, [])
    requireMayLetIn(act, { role })
    const target = await addUser(tx, { email, displayName, role }, at)
    await record(tx, { at, action: 'user.created', actor: session.user, target, reason: role, from })
    return { id: target.id, invitation: await invite(services, tx, target.id, { actor: session.user, from }) }
  })
  services.publish({ permission: 'users.read' }, { type: 'users.changed' })
  return { user: await viewUser(services.db, id), invitation }
}

/** Invites a user again who has no passkey; the links they had before are void, and what those opened is over. Throws `conflict` if they have one. */
export async function inviteAgain(services: Services, userId: string, act: Act): Promise<Invited> {
  const invitation = await inTransaction(services.db, async (tx) => {
    const target = await lockTarget(tx, act, userId)
    requireMayLetIn(act, target)
    if (target.status === 'disabled' || (await activePasskeysOf(tx, userId)).length > 0)
      throw new AppError('conflict', { detail: 'Only somebody without an active passkey can be invited.' })
    return invite(services, tx, userId, { actor: act.session.user, from: act.from })
  })
  services.publish({ permission: 'users.read' }, { type: 'users.changed' })
  return { user: await viewUser(services.db, userId), invitation }
}

/**
 * Invites an administrator from the command line: a new one, or one who is there and has lost everything. Throws
 * `conflict` where the e-mail is that of somebody else, or of a disabled account.
 */
export async function inviteAdministrator(
  services: Services,
  { email, displayName }: { email: string; displayName: string },
): Promise<Invitation> {
  const at = services.now()
  const by = { actor: null, from: null, reason: operator }
  return inTransaction(services.db, async (tx) => {
    const known = await findAccountByEmail(tx, email)
    if (known && (known.role !== 'admin' || known.status === 'disabled'))
      throw new AppError('conflict', { detail: 'This e-mail is of an account that is no administrator.' })
    const target = known ?? (await addUser(tx, { email, displayName, role: 'admin' }, at))
    if (!known) await record(tx, { ...by, at, action: 'user.created', target })
    return invite(services, tx, target.id, by)
  })
}

/** Makes the user's outstanding invitation void, if there is one, and ends what an accepted one opened. */
export async function withdrawInvitation(services: Services, userId: string, act: Act): Promise<void> {
  const { session, from } = act
  const at = services.now()
  await inTransaction(services.db, async (tx) => {
    const target = await lockTarget(tx, act, userId)
    const voided = await store.voidAll(tx, userId, at.toISOString())
    const ended = await endEnrolments(tx, userId, at)
    if (voided + ended.length > 0)
      await record(tx, { at, action: 'invitation.withdrawn', actor: session.user, target, from })
  })
  services.publish({ permission: 'users.read' }, { type: 'users.changed' })
}

/** Spends an invitation for a session that can register a passkey. Throws `sign-in.failed` for anything but a live one. */
export async function acceptInvitation(
  services: Services,
  token: string,
  { from, replaced }: { from: SeenFrom; replaced: Session | null },
): Promise<{ token: string; current: CurrentSession }> {
  const at = services.now()
  const started = await inTransaction(services.db, async (tx) => {
    const hash = hashOf(normalizeCode(token))
    const found = await store.findByToken(tx, hash)
    // The user first: whoever invites them again does so in that order too.
    const target = found && (await lockAccount(tx, found.user_id))
    const spent = target && (await store.accept(tx, hash, at.toISOString()))
    if (!spent || target.status === 'disabled') return null
    await record(tx, { at, action: 'invitation.accepted', actor: target, from })
    const endsAt = new Date(spent.expires_at)
    return openEnrolment(tx, makeProof('invitation', target.id, null), { from, at, endsAt, replaced })
  })
  if (started) return started
  await recordFailure(services, { action: 'sign-in.failed', reason: 'invitation-void', user: null, from })
  throw new AppError('sign-in.failed', {
    detail: 'This invitation is not valid any more. Ask for a new one.',
  })
}

/** When the user's outstanding invitation ends, or null. */
export async function openInvitation(
  db: Db,
  userId: string,
  now: Date,
): Promise<{ expiresAt: string } | null> {
  const row = await store.findOpen(db, userId, now.toISOString())
  return row ? { expiresAt: row.expires_at } : null
}

/** Voids what could still bring the user in by invitation. */
export const voidInvitations = (tx: Db, userId: string, at: Date): Promise<number> =>
  store.voidAll(tx, userId, at.toISOString())

async function invite(
  { config, now }: Services,
  tx: Db,
  userId: string,
  { actor, from, reason }: Inviter,
): Promise<Invitation> {
  const at = now()
  const token = newCode(groups)
  const expiresAt = new Date(at.getTime() + lifetime).toISOString()
  await store.voidAll(tx, userId, at.toISOString())
  await endEnrolments(tx, userId, at)
  await store.insertInvitation(tx, {
    id: newId(),
    user_id: userId,
    token_hash: hashOf(normalizeCode(token)),
    created_at: at.toISOString(),
    created_by: actor?.id ?? operator,
    expires_at: expiresAt,
    accepted_at: null,
    voided_at: null,
  })
  const target = await findAccount(tx, userId)
  await record(tx, { at, action: 'user.invited', actor, target, reason: reason ?? null, from })
  // Behind `#` the secret is never sent to a server, nor to its logs.
  return { token, url: `${config.origin}/invite#${token}`, expiresAt }
}
