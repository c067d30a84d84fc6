import type { Access, Endpoint, Freshness } from '../../shared/contract/endpoint.ts'
import { permissionsOf } from '../../shared/contract/roles.ts'
import { AppError } from '../errors.ts'
import { freshLevel } from '../freshness.ts'
import type { Session } from '../session.ts'
import type { RequestState } from './state.ts'

/** The caller's session if the endpoint lets it in, null where it needs none; otherwise the matching refusal. */
export function requireAccess(
  { session, ended }: Pick<RequestState, 'session' | 'ended'>,
  endpoint: Pick<Endpoint, 'method' | 'access' | 'fresh'>,
  now: Date,
): Session | null {
  if (session?.user.token) return byToken(session, endpoint)
  if (endpoint.access === 'anyone') return session
  if (!session) throw new AppError('session.required', ended ? { reason: ended } : {})
  requireKind(session, endpoint.access)
  if (endpoint.fresh) requireFresh(session, endpoint.fresh, now)
  return session
}

/**
 * A program comes in where a permission is asked for, and reads what anybody may. It never confirms: its maker did, with
 * a passkey, for as long as the token is good.
 */
function byToken(session: Session, { method, access }: Pick<Endpoint, 'method' | 'access'>): Session | null {
  if (access === 'anyone' && method === 'get') return null
  if (!session.user.token?.permissions.some((each) => each === access))
    throw new AppError('permission.denied')
  return session
}

function requireKind(session: Session, access: Exclude<Access, 'anyone'>): void {
  if (access === 'any-session') return
  if (access === 'pending') {
    requirePending(session)
    return
  }
  // To everything but its second steps a half-finished sign-in is no session at all.
  if (session.kind === 'pending') throw new AppError('session.required')
  if (access === 'enrolment') return
  if (session.kind === 'enrolment') throw new AppError('enrolment.only')
  if (access !== 'full' && !permissionsOf[session.user.role].includes(access))
    throw new AppError('permission.denied')
}

function requirePending({ kind }: Session): void {
  if (kind === 'enrolment') throw new AppError('enrolment.only')
  if (kind === 'full') throw new AppError('conflict', { detail: 'You are signed in already.' })
}

function requireFresh(session: Session, needed: Freshness, now: Date): void {
  const level = freshLevel(session, now)
  const enough = {
    'level-1': level >= 1,
    'level-2': level >= 2 || (level >= 1 && !session.hasPasskey),
    passkey: level === 2 && session.freshMethod === 'passkey',
  }[needed]
  if (!enough) throw new AppError('fresh.required')
}
