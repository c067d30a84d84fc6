import type { Revocation } from '../../shared/contract/fleet.ts'
import type { Db } from '../db/connect.ts'
import type { ModelRevocationRow } from '../db/tables.ts'
import { AppError } from '../errors.ts'
import * as store from './store.ts'

/** A page of bulk revocations, newest first. Throws `input.invalid` for a cursor that is not ours. */
export async function listJobs(
  db: Db,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<{ items: Revocation[]; next: string | null }> {
  const rows = await store.jobsBefore(db, cursor === undefined ? null : placeOf(cursor), limit + 1)
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return { items: page.map(toView), next: rows.length > limit && last ? cursorOf(last) : null }
}

/** Throws `not-found`. */
export async function findJob(db: Db, id: string): Promise<Revocation> {
  return toView(existing(await store.findJob(db, id)))
}

/** Throws `not-found`. */
export function existing(row: ModelRevocationRow | undefined): ModelRevocationRow {
  if (!row) throw new AppError('not-found')
  return row
}

const cursorOf = ({ created_at, id }: ModelRevocationRow) =>
  Buffer.from(`${created_at} ${id}`).toString('base64url')

function placeOf(cursor: string): { createdAt: string; id: string } {
  const [, createdAt, id] = /^(\S+) ([\w-]+)$/.exec(Buffer.from(cursor, 'base64url').toString()) ?? []
  if (createdAt === undefined || id === undefined || createdAt.includes('\0'))
    throw new AppError('input.invalid', { fields: { cursor: 'Unknown cursor.' } })
  return { createdAt, id }
}

/** A bulk revocation for people to see. */
export const toView = (row: ModelRevocationRow): Revocation => ({
  id: row.id,
  aaguid: row.aaguid,
  modelName: row.model_name,
  createdBefore: row.created_before,
  reason: row.reason,
  ticket: row.ticket,
  lockedOut: row.locked_out,
  status: row.status,
  total: row.total,
  revoked: row.revoked,
  skipped: row.skipped,
  sessionsEnded: row.sessions_ended,
  createdAt: row.created_at,
  createdBy: { id: row.created_by, displayName: row.created_by_name },
  runBy: { id: row.run_by, displayName: row.run_by_name },
  finishedAt: row.finished_at,
})

/** How many bulk revocations are under way. */
export const runningJobs = (db: Db): Promise<number> => store.countRunning(db)
