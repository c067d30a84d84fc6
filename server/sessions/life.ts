import { endReason, type EndReason } from '../../shared/contract/events.ts'
import { mayUsePassword } from '../../shared/contract/roles.ts'
import type { SessionKind } from '../../shared/contract/session.ts'
import { methodOf } from '../freshness.ts'
import type { Method, Session } from '../session.ts'
import { expiryOf } from './expiry.ts'
import type { SessionAndOwner } from './store.ts'

const minute = 60_000
/** A full session ends after a day in any case (NIST SP 800-63B-4, 2.2.3). */
export const fullFor = 24 * 60 * minute
export const setupFor = 60 * minute
export const recoveryFor = 30 * minute
export const pendingFor = 10 * minute
/** Uses closer together than this are not written down: the idle hour is exact to a minute. */
export const touchEvery = minute

const openings: ReadonlySet<Method> = new Set(['setup', 'invitation', 'backup-code', 'temporary-pass'])
const halves: ReadonlySet<Method> = new Set(['password', 'copied-passkey'])

/** What a session may do that was opened like this. */
export function kindOf(method: Method): SessionKind {
  if (openings.has(method)) return 'enrolment'
  return halves.has(method) ? 'pending' : 'full'
}

/** Why this session no longer counts, or null while it runs. Its passkey and its owner are part of it. */
export function whyEnded(row: SessionAndOwner, now: Date): EndReason | null {
  if (row.ended_at !== null) return endReasonOf(row.end_reason)
  if (row.passkey_id !== null && row.passkey_status !== 'active')
    return row.passkey_status === 'suspended' ? 'passkey-suspended' : 'passkey-revoked'
  if (row.user_status === 'disabled') return 'account-disabled'
  // Whoever is given power over others leaves behind what a password has opened.
  if (methodOf(row.method).startsWith('password') && !mayUsePassword(row)) return 'ended-elsewhere'
  return expiryOf(row) <= now ? 'expired' : null
}

/** The row as the rest of the server knows it. */
export function toSession(row: SessionAndOwner): Session {
  return {
    id: row.id,
    kind: row.kind,
    method: methodOf(row.method),
    passkeyId: row.passkey_id,
    computer: row.computer,
    createdAt: new Date(row.created_at),
    lastSeenAt: new Date(row.last_seen_at),
    endsAt: new Date(row.ends_at),
    expiresAt: expiryOf(row),
    freshUntil: row.fresh_until === null ? null : new Date(row.fresh_until),
    freshMethod: row.fresh_method === null ? null : methodOf(row.fresh_method),
    hasPasskey: row.active_passkeys > 0,
    user: { id: row.user_id, role: row.role, email: row.email, displayName: row.display_name },
  }
}

const reasons = new Map<string, EndReason>(endReason.options.map((reason) => [reason, reason]))

const endReasonOf = (text: string | null): EndReason => reasons.get(text ?? '') ?? 'ended-elsewhere'
