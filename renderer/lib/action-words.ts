import type { AuditAction } from '../../shared/contract/activity.ts'

/** What can be on the record, by what it is about, each in two or three words. */
export const actionGroups: readonly { title: string; actions: Partial<Record<AuditAction, string>> }[] = [
  {
    title: 'Passkeys',
    actions: {
      'device.lost': 'Device reported as lost',
      'passkey.registered': 'Passkey registered',
      'passkey.renamed': 'Passkey renamed',
      'passkey.revoked': 'Passkey revoked',
      'passkey.suspended': 'Passkey suspended',
      'passkey.restored': 'Passkey restored',
      'passkey.counter-regressed': 'Passkey may be copied',
      'registration.failed': 'Registration failed',
    },
  },
  {
    title: 'Fleet',
    actions: {
      'fleet-revocation.started': 'Bulk revocation started',
      'fleet-revocation.paused': 'Bulk revocation paused',
      'fleet-revocation.resumed': 'Bulk revocation resumed',
      'fleet-revocation.cancelled': 'Bulk revocation cancelled',
      'fleet-revocation.finished': 'Bulk revocation finished',
      'model.renamed': 'Model renamed',
    },
  },
  {
    title: 'Signing in',
    actions: {
      'sign-in.succeeded': 'Signed in',
      'sign-in.new-computer': 'Signed in on a new computer',
      'sign-in.failed': 'Sign-in refused',
      'sign-in.stopped': 'Sign-in stopped',
      'hand-off.approved': 'Desktop app allowed',
      'hand-off.redeemed': 'Desktop app signed in',
      'hand-off.refused': 'Desktop app refused',
      'session.confirmed': 'Confirmed who they are',
      'session.confirm-failed': 'Confirmation refused',
      'session.ended': 'Session ended',
      'failures.suppressed': 'More failed attempts',
    },
  },
  {
    title: 'Coming back',
    actions: {
      'temporary-pass.issued': 'Temporary pass issued',
      'temporary-pass.withdrawn': 'Temporary pass withdrawn',
      'temporary-pass.used': 'Temporary pass used',
      'recovery.started': 'Came back with a backup code',
      'backup-codes.created': 'Backup codes made',
      'backup-code.used': 'Backup code used',
    },
  },
  {
    title: 'People',
    actions: {
      'setup.completed': 'Server set up',
      'user.created': 'User added',
      'user.invited': 'User invited',
      'invitation.accepted': 'Invitation accepted',
      'invitation.withdrawn': 'Invitation withdrawn',
      'user.renamed': 'Name changed',
      'user.changed': 'Account changed',
      'user.disabled': 'Account disabled',
      'user.enabled': 'Account enabled',
      'user.reminded': 'User reminded',
    },
  },
  {
    title: 'Password and app',
    actions: {
      'password.set': 'Password set',
      'password.changed': 'Password changed',
      'password.removed': 'Password removed',
      'totp.enabled': 'Authenticator app set up',
      'totp.removed': 'Authenticator app removed',
    },
  },
  {
    title: 'Programs',
    actions: { 'token.created': 'API token created', 'token.revoked': 'API token revoked' },
  },
  {
    title: 'Exports and backups',
    actions: {
      'users.exported': 'List of users exported',
      'fleet-revocation.exported': 'Bulk results exported',
      'audit.exported': 'Record exported',
      'backup.taken': 'Backup taken',
      'backup.restored': 'Backup restored',
    },
  },
]

/** One kind of entry, in two or three words. */
export const actionWords = (action: AuditAction): string =>
  actionGroups.find(({ actions }) => actions[action] !== undefined)?.actions[action] ?? action
