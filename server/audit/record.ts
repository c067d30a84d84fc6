import type { AuditAction } from '../../shared/contract/activity.ts'
import type { Db } from '../db/connect.ts'
import type { Held } from '../db/statement.ts'
import { isNoticeKind } from '../notices/kinds.ts'
import { writeNotice } from '../notices/write.ts'
import type { Actor, SeenFrom } from '../session.ts'
import { insertEntry } from './store.ts'

interface Person {
  id: string
  displayName: string
}

/** One act for the record, with names as they are at this moment: the entry outlives what it is about. */
export interface Entry {
  at: Date
  action: AuditAction
  actor?: Actor | null
  /** Whom it concerns; the actor, unless told. */
  target?: Person | null
  passkey?: { id: string; name: string } | null
  /** What it is about, or what a job was ordered with; the token that acts is the actor's. */
  token?: { id: string; name: string } | null
  sessionId?: string | null
  reason?: string | null
  ticket?: string | null
  from?: SeenFrom | null
  count?: number | null
  /** Told in the mail: how long a temporary pass is good that was issued in the same act. */
  passMinutes?: number | null
  /** Nobody is told by e-mail: something else tells them, or it is only noted. */
  silent?: true
}

/** Writes an entry, and the mail about it, into the transaction of its change, so that all are kept or none. */
export async function record(on: Db | Held, entry: Entry): Promise<void> {
  const row = rowOf(entry)
  await insertEntry.run(on, row)
  const owner = entry.target ?? entry.actor
  if (entry.silent || !owner || !isNoticeKind(entry.action)) return
  const { at, reason, ticket, count, address, client } = row
  const { actor, passkey } = entry
  await writeNotice(on, entry.action, {
    ...{ at, reason, ticket, count, address, client },
    actor: actor ? { id: actor.id, name: actor.displayName, role: actor.role } : null,
    owner: { id: owner.id, name: owner.displayName },
    passkey: passkey?.name ?? null,
    ...(entry.passMinutes ? { passMinutes: entry.passMinutes } : {}),
  })
}

function rowOf({ at, action, actor, passkey, from, ...entry }: Entry): Parameters<typeof insertEntry.run>[1] {
  const token = entry.token ?? actor?.token
  return {
    ...nothing,
    ...peopleOf(actor, entry.target),
    ...(passkey && { passkey_id: passkey.id, passkey_name: passkey.name }),
    ...(token && { token_id: token.id, token_name: token.name }),
    ...(from && { address: from.address, client: from.client }),
    at: at.toISOString(),
    action,
    session_id: entry.sessionId ?? null,
    reason: entry.reason ?? null,
    ticket: entry.ticket ?? null,
    count: entry.count ?? null,
  }
}

function peopleOf(actor: Entry['actor'], concerned: Entry['target']) {
  const target = concerned ?? actor
  return {
    ...(actor && { actor_id: actor.id, actor_name: actor.displayName, actor_role: actor.role }),
    ...(target && { target_id: target.id, target_name: target.displayName }),
  }
}

const nothing = {
  actor_id: null,
  actor_name: null,
  actor_role: null,
  target_id: null,
  target_name: null,
  passkey_id: null,
  passkey_name: null,
  address: null,
  client: null,
  token_id: null,
  token_name: null,
}
