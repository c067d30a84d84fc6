import { permissionsOf, type Permission } from '../../shared/contract/roles.ts'
import type { Db } from '../db/connect.ts'
import { AppError } from '../errors.ts'
import type { Services } from '../services.ts'
import type { SeenFrom, Session } from '../session.ts'
import { hashOf } from '../tokens.ts'
import * as store from './store.ts'

/** Uses closer together than this are not written down. */
const touchEvery = 60_000

/**
 * What the secret of a token lets its program do, as a session of its maker that may do no more than both of them; null
 * for one that is unknown, revoked or expired, and while its maker is disabled.
 */
export async function findGrant(
  { db, now }: Pick<Services, 'db' | 'now'>,
  secret: string,
  from: SeenFrom,
): Promise<Session | null> {
  const at = now()
  const row = await store.byHash.first(db, { hash: hashOf(secret) })
  if (row?.revoked_at !== null || row.user_status !== 'active') return null
  if (new Date(row.expires_at) <= at) return null
  if (row.last_used_at === null || at.getTime() - new Date(row.last_used_at).getTime() >= touchEvery)
    await store.touch.run(db, { id: row.id, at: at.toISOString(), address: from.address })
  return toSession(row)
}

/** Throws `session.required` where the token was revoked since the request came in. */
export async function requireGranted(tx: Db, id: string): Promise<void> {
  if (!(await store.lockUnrevoked(tx, id))) throw new AppError('session.required')
}

function toSession(row: store.TokenAndMaker): Session {
  const held = new Set(row.permissions.split(' '))
  const permissions: Permission[] = permissionsOf[row.role].filter((each) => held.has(each))
  const endsAt = new Date(row.expires_at)
  return {
    id: row.id,
    kind: 'full',
    method: 'passkey',
    passkeyId: null,
    computer: null,
    createdAt: new Date(row.created_at),
    lastSeenAt: new Date(row.last_used_at ?? row.created_at),
    endsAt,
    expiresAt: endsAt,
    freshUntil: null,
    freshMethod: null,
    hasPasskey: true,
    user: {
      id: row.created_by,
      role: row.role,
      email: row.email,
      displayName: row.display_name,
      token: { id: row.id, name: row.name, permissions },
    },
  }
}
