import { auditAction, type ActivityEntry } from '../../shared/contract/activity.ts'
import type { Db } from '../db/connect.ts'
import type { AuditRow } from '../db/tables.ts'
import { AppError } from '../errors.ts'
import { entriesAbout } from './store.ts'

/** A page of the record about one user, newest first. Throws `input.invalid` for a cursor that is not ours. */
export async function activityOf(
  db: Db,
  userId: string,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<{ items: ActivityEntry[]; next: string | null }> {
  const before = cursor === undefined ? Number.MAX_SAFE_INTEGER : Number(cursor)
  if (!Number.isSafeInteger(before))
    throw new AppError('input.invalid', { fields: { cursor: 'Unknown cursor.' } })
  const rows = await entriesAbout(db, userId, { before, limit: limit + 1 })
  const items = rows.slice(0, limit).map(toEntry)
  return { items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null }
}

function toEntry(row: AuditRow): ActivityEntry {
  const person = (id: string | null, displayName: string | null) =>
    id === null ? null : { id, displayName: displayName ?? '' }
  return {
    id: String(row.seq),
    at: row.at,
    action: auditAction.parse(row.action),
    actor: person(row.actor_id, row.actor_name),
    target: person(row.target_id, row.target_name),
    passkey: row.passkey_id === null ? null : { id: row.passkey_id, name: row.passkey_name ?? '' },
    reason: row.reason,
    ticket: row.ticket,
    address: row.address,
    client: row.client,
    count: row.count,
  }
}
