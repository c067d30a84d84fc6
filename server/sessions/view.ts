import type { SessionView } from '../../shared/contract/session.ts'
import type { Services } from '../services.ts'
import { expiryOf } from './expiry.ts'
import { runningOf } from './list-store.ts'

/** The user's running sessions as people see them, the last used first. */
export async function viewSessions(
  { db, now, whoIsOnline }: Pick<Services, 'db' | 'now' | 'whoIsOnline'>,
  userId: string,
  currentId: string,
): Promise<SessionView[]> {
  const at = now()
  const rows = (await runningOf(db, userId, at)).filter((row) => expiryOf(row) > at)
  const online = await whoIsOnline(rows.map(({ id }) => id))
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    createdAt: row.created_at,
    lastSeenAt: row.last_seen_at,
    expiresAt: expiryOf(row).toISOString(),
    method: row.method,
    passkeyId: row.passkey_id,
    address: row.address,
    client: row.client,
    ...(row.computer === null ? {} : { computer: row.computer }),
    current: row.id === currentId,
    online: online.has(row.id),
  }))
}
