import { auditAction, type ActivityEntry } from '../../shared/contract/activity.ts'
import type { AuditEntry } from '../../shared/contract/audit.ts'
import { role } from '../../shared/contract/roles.ts'
import type { AuditRow } from '../db/tables.ts'
import type { Sealable } from './chain.ts'

/** An entry and its place in the chain, if it has one yet. */
export type PlacedRow = AuditRow & { position: number | null; seal: string | null }

const person = (id: string | null, displayName: string | null) =>
  id === null ? null : { id, displayName: displayName ?? '' }

/** The entry as its subject sees it. */
export function toActivity(row: AuditRow): ActivityEntry {
  return {
    id: String(row.seq),
    at: row.at,
    action: auditAction.parse(row.action),
    actor: person(row.actor_id, row.actor_name),
    target: person(row.target_id, row.target_name),
    passkey: row.passkey_id === null ? null : { id: row.passkey_id, name: row.passkey_name ?? '' },
    token: row.token_id === null ? null : { id: row.token_id, name: row.token_name ?? '' },
    reason: row.reason,
    ticket: row.ticket,
    address: row.address,
    client: row.client,
    count: row.count,
  }
}

/** The entry as those who may read the whole record see it. */
export const toEntry = (row: PlacedRow): AuditEntry => ({
  ...toActivity(row),
  actorRole: row.actor_role === null ? null : role.parse(row.actor_role),
  sessionId: row.session_id,
  position: row.position,
})

/**
 * The entry as it leaves in a file: its place and seal first, and every fact as it is on record, known to this version
 * or not. All facts null: it is gone.
 */
export const toLine = (
  row: Sealable & { id: number; position: number | null; seal: string | null },
): Record<string, unknown> => ({
  position: row.position,
  seal: row.seal,
  id: String(row.id),
  at: row.at,
  action: row.action,
  actor: person(row.actor_id, row.actor_name),
  actorRole: row.actor_role,
  target: person(row.target_id, row.target_name),
  passkey: row.passkey_id === null ? null : { id: row.passkey_id, name: row.passkey_name ?? '' },
  sessionId: row.session_id,
  reason: row.reason,
  ticket: row.ticket,
  address: row.address,
  client: row.client,
  count: row.count,
  token: row.token_id === null ? null : { id: row.token_id, name: row.token_name ?? '' },
})
