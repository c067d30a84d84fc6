import type { AuditAction } from '../../shared/contract/activity.ts'
import type { Held } from '../db/statement.ts'
import { record, type Entry } from './record.ts'
import { newestAbout } from './store.ts'

const hour = 3_600_000

interface Alert extends Entry {
  action: Extract<AuditAction, 'passkey.counter-regressed'>
  target: { id: string; displayName: string }
  passkey: { id: string; name: string }
}

/** Writes an entry that others are told of, at most once an hour for one passkey: who can cause it could cause it without end. */
export async function alertOnce(held: Held, alert: Alert): Promise<void> {
  const about = { targetId: alert.target.id, passkeyId: alert.passkey.id, action: alert.action }
  const last = await newestAbout.first(held, about)
  if (!last || alert.at.getTime() - new Date(last.at).getTime() >= hour) await record(held, alert)
}
