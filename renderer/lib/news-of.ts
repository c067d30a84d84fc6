import type { ActivityEntry, AuditAction } from '../../shared/contract/activity.ts'
import type { SecurityNews } from '../../shared/security-news.ts'

const newsOfActions: Partial<Record<AuditAction, SecurityNews>> = {
  'sign-in.new-computer': 'new-sign-in',
  'passkey.registered': 'passkey-added',
  'passkey.revoked': 'passkey-revoked',
  'device.lost': 'passkey-revoked',
  'passkey.suspended': 'passkey-suspended',
}

/**
 * What an account's owner should hear of among their latest entries, newest first: those above `last`, each kind once.
 * `justActed` is their id where they have just done something at this page: of their own changes they know.
 */
export function newsOf(
  entries: readonly ActivityEntry[],
  last: string,
  justActed: string | null,
): SecurityNews[] {
  const known = entries.findIndex(({ id }) => id === last)
  const fresh = known === -1 ? entries : entries.slice(0, known)
  const unknown = fresh.filter(
    ({ action, actor }) => action === 'sign-in.new-computer' || actor?.id !== justActed,
  )
  const news = unknown.map(({ action }) => newsOfActions[action])
  return [...new Set(news.filter((each) => each !== undefined))]
}
