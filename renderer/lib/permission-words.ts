import type { TokenPermission } from '../../shared/contract/roles.ts'

/** What each permission lets a program do, as the end of "It may …". */
export const permissionWords: Record<TokenPermission, string> = {
  'users.read': 'See users, their passkeys and sessions',
  'users.write': 'Add, change, disable and enable users',
  'passkeys.revoke': 'Revoke passkeys and report lost devices',
  'passkeys.suspend': 'Suspend and restore passkeys',
  'temporary-pass.issue': 'Issue temporary passes to users',
  'sessions.end': 'End sessions',
  'fleet.read': 'See models and bulk revocations',
  'fleet.revoke': 'Revoke a model in bulk',
  'audit.read': 'Read and export the record',
}
