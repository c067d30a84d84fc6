import { permissionsOf } from '../../shared/contract/roles.ts'
import type { CurrentSession } from '../../shared/contract/session.ts'
import type { Db } from '../db/connect.ts'
import type { User } from '../../shared/contract/user.ts'
import { freshLevel } from '../freshness.ts'
import type { Session } from '../session.ts'
import { toSession } from './life.ts'
import { byId } from './store.ts'

/** The session as its holder sees it. */
export function currentView(session: Session, user: User, now: Date): CurrentSession {
  const level = freshLevel(session, now)
  return {
    user,
    kind: session.kind,
    // An enrolment session can do one thing, whatever its owner's role.
    permissions: session.kind === 'full' ? [...permissionsOf[session.user.role]] : [],
    freshUntil: level === 0 ? null : (session.freshUntil?.toISOString() ?? null),
    freshLevel: level,
    expiresAt: session.expiresAt.toISOString(),
    passkeyId: session.passkeyId,
  }
}

/** A session by its id, in the transaction that has just opened or changed it: outside it may be gone again. */
export async function sessionById(tx: Db, id: string): Promise<Session> {
  const row = await byId.first(tx, { id })
  if (!row) throw new Error('The session that was just started is gone.')
  return toSession(row)
}
