import type { AuditAction } from '../../shared/contract/activity.ts'
import type { Role } from '../../shared/contract/roles.ts'
import type { Db } from '../db/connect.ts'
import type { Held } from '../db/statement.ts'
import type { SeenFrom } from '../session.ts'
import { insertEntry } from './store.ts'

interface Person {
  id: string
  displayName: string
}

/** One act for the record, with names as they are at this moment: the entry outlives what it is about. */
export interface Entry {
  at: Date
  action: AuditAction
  actor?: (Person & { role: Role }) | null
  /** Whom it concerns; the actor, unless told. */
  target?: Person | null
  passkey?: { id: string; name: string } | null
  sessionId?: string | null
  reason?: string | null
  ticket?: string | null
  from?: SeenFrom | null
  count?: number | null
}

/** Writes an entry into the transaction of its change, so that both are kept or neither. */
export async function record(on: Db | Held, entry: Entry): Promise<void> {
  const { actor = null, passkey = null, from = null } = entry
  const target = entry.target ?? actor
  await insertEntry.run(on, {
    at: entry.at.toISOString(),
    action: entry.action,
    actor_id: actor?.id ?? null,
    actor_name: actor?.displayName ?? null,
    actor_role: actor?.role ?? null,
    target_id: target?.id ?? null,
    target_name: target?.displayName ?? null,
    passkey_id: passkey?.id ?? null,
    passkey_name: passkey?.name ?? null,
    session_id: entry.sessionId ?? null,
    reason: entry.reason ?? null,
    ticket: entry.ticket ?? null,
    address: from?.address ?? null,
    client: from?.client ?? null,
    count: entry.count ?? null,
  })
}
