import type { SessionRow } from '../db/tables.ts'

/** A full session ends after an hour without use (NIST SP 800-63B-4, 2.2.3). */
export const idleFor = 60 * 60_000

/** When the session ends if nothing more is done in it. */
export function expiryOf(row: Pick<SessionRow, 'kind' | 'last_seen_at' | 'ends_at'>): Date {
  const end = new Date(row.ends_at)
  const idleEnd = new Date(new Date(row.last_seen_at).getTime() + idleFor)
  return row.kind === 'full' && idleEnd < end ? idleEnd : end
}
