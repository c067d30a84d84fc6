import { record } from '../audit/record.ts'
import type { Db } from '../db/connect.ts'
import { voidHandOffs } from '../hand-off/hand-offs.ts'
import { voidInvitations } from '../invitations/invitations.ts'
import { markRevoked, type KnownPasskey } from '../passkeys/passkeys.ts'
import type { Actor, SeenFrom } from '../session.ts'
import { endEnrolments, endPending, endSessionsOfPasskey } from '../sessions/sessions.ts'
import { keepingCount } from '../standing/standing.ts'
import { voidPasses } from '../temporary-passes/passes.ts'
import type { Account } from '../users/users.ts'

/** By whom something is taken, and why. No actor: the server itself, because time ran out. */
export interface Taking {
  at: Date
  actor: Actor | null
  /** The API token of an order that is carried out later; that of the actor goes by itself. */
  token?: { id: string; name: string } | null
  reason: string | null
  ticket: string | null
  from: SeenFrom | null
  /** Something else tells the owner. */
  silent?: true
}

/**
 * Erases a passkey's public key for good and ends every session it opened, on the record. To be called with the passkey
 * and its owner locked, in that order. Answers the sessions that ended, or null where it was revoked before.
 */
export async function takePasskey(
  tx: Db,
  passkey: KnownPasskey,
  owner: Account,
  taking: Taking,
): Promise<string[] | null> {
  const { revoked, ended } = await takePasskeys(tx, [passkey], owner, taking)
  return revoked > 0 ? ended : null
}

/** The same for several of one owner, counted once: whoever counts model after model could wait for another who does. */
export function takePasskeys(
  tx: Db,
  passkeys: readonly KnownPasskey[],
  owner: Account,
  taking: Taking,
): Promise<{ revoked: number; ended: string[] }> {
  return keepingCount(tx, owner.id, async () => {
    const taken = []
    for (const passkey of passkeys) {
      const sessions = await erase(tx, passkey, owner, taking)
      if (sessions) taken.push(sessions)
    }
    return { revoked: taken.length, ended: taken.flat() }
  })
}

async function erase(
  tx: Db,
  passkey: KnownPasskey,
  owner: Account,
  { at, actor, ...why }: Taking,
): Promise<string[] | null> {
  const by = { at, actorId: actor?.id ?? null, reason: why.reason, ticket: why.ticket }
  if (!(await markRevoked(tx, passkey.id, by))) return null
  const ended = await endSessionsOfPasskey(tx, passkey, { at, reason: 'passkey-revoked' })
  const entry = { ...why, at, actor, target: owner, passkey, count: ended.length }
  await record(tx, { ...entry, action: 'passkey.revoked' })
  return ended
}

/** Voids what was begun before and could bring back what is being taken. Answers the sessions that ended. */
export async function voidBeginnings(tx: Db, userId: string, at: Date): Promise<string[]> {
  await voidInvitations(tx, userId, at)
  await voidPasses(tx, userId, at)
  await voidHandOffs(tx, userId, at)
  return [...(await endEnrolments(tx, userId, at)), ...(await endPending(tx, userId, at))]
}
