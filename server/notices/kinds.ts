import type { AuditAction } from '../../shared/contract/activity.ts'
import type { Role } from '../../shared/contract/roles.ts'

type Watching = Extract<Role, 'admin' | 'helpdesk'>

/** Acts that somebody is told of by e-mail: the owner of the account always, and whoever watches over such acts. */
export const watchersOf = {
  'passkey.registered': [],
  'passkey.renamed': [],
  'passkey.revoked': [],
  'passkey.suspended': [],
  'passkey.restored': [],
  'device.lost': [],
  'user.changed': [],
  'user.disabled': [],
  'user.enabled': [],
  'user.reminded': [],
  'passkey.counter-regressed': ['admin', 'helpdesk'],
  'recovery.started': ['admin'],
  'temporary-pass.issued': [],
  'temporary-pass.used': ['admin'],
  'backup-codes.created': [],
  'backup-code.used': [],
  'password.set': [],
  'password.changed': [],
  'password.removed': [],
  'totp.enabled': [],
  'totp.removed': [],
  'sign-in.new-computer': [],
  'sign-in.stopped': [],
  'token.created': ['admin'],
} as const satisfies Partial<Record<AuditAction, readonly Watching[]>>

export type NoticeKind = keyof typeof watchersOf

export const isNoticeKind = (text: string): text is NoticeKind => Object.hasOwn(watchersOf, text)
