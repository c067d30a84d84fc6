import type { AuditAction } from '../../shared/contract/activity.ts'
import type { Db } from '../db/connect.ts'
import { inRelaxedTransaction, inTransaction } from '../db/transaction.ts'
import type { Services } from '../services.ts'
import type { SeenFrom } from '../session.ts'
import { alertOnce } from './alert.ts'
import { record } from './record.ts'
import { sourceScope } from './sources.ts'
import * as store from './store.ts'

/** Failures of one account written down one by one in an hour; the rest of that hour becomes one entry. */
export const capPerHour = 20

interface Failure {
  action: Extract<
    AuditAction,
    'sign-in.failed' | 'registration.failed' | 'session.confirm-failed' | 'hand-off.refused'
  >
  /** The true cause: for the record, never for the caller. */
  reason: string
  /** Whose account it was tried on, where that is known. */
  user: { id: string; displayName: string } | null
  passkey?: { id: string; name: string } | null
  /** What it means beyond having failed: an entry of its own, under the same cap. */
  alert?: Extract<AuditAction, 'passkey.counter-regressed'> | null
  from: SeenFrom
}

/** Puts a failed try on the record: an entry for a known account, a count by source, reason and hour for strangers. */
export async function recordFailure(
  { db, now }: Pick<Services, 'db' | 'now'>,
  failure: Failure,
): Promise<void> {
  const at = now()
  const { action, reason, user, passkey = null, alert = null, from } = failure
  const hour = hourOf(at)
  const scope = user ? `user:${user.id}` : sourceScope(db, from.address, hour)
  await inRelaxedTransaction(db, async (held) => {
    const counted = await store.countFailure.first(held, { scope, reason: user ? '' : reason, hour })
    if (!user || (counted?.count ?? 0) > capPerHour) return
    await record(held, { at, action, target: user, passkey, reason, from })
    if (alert && passkey) await alertOnce(held, { at, action: alert, target: user, passkey, from })
  })
}

/** Sums up what was over the cap in past hours, and forgets counts after 90 days. */
export async function settleFailures({ db, now }: Pick<Services, 'db' | 'now'>): Promise<void> {
  const at = now()
  const rows = await store.unreported(db, capPerHour, hourOf(at))
  for (const row of rows)
    await inTransaction(db, async (tx) => {
      if ((await store.markReported(tx, row)) !== 1) return
      const target = await targetOf(tx, row.scope)
      if (target)
        await record(tx, { at, action: 'failures.suppressed', target, count: row.count - capPerHour })
    })
  await store.forgetFailures(db, hourOf(new Date(at.getTime() - 90 * 24 * 3_600_000)))
}

const hourOf = (at: Date) => at.toISOString().slice(0, 13)

async function targetOf(tx: Db, scope: string) {
  const user = await tx('users')
    .where({ id: scope.slice('user:'.length) })
    .first('id', 'display_name')
  return user ? { id: user.id, displayName: user.display_name } : null
}
