import { Notice } from '../../components/notice.tsx'
import { count } from '../../lib/format.ts'
import type { Profile } from '../../stores/user-profile.ts'

/** What is left to somebody who has no passkey that works, and how to let them back in. */
export function NoPasskeyNotice({ profile }: { profile: Profile }) {
  const { user, temporaryPass, backupCodesRemaining: codes } = profile
  if (user.status === 'disabled' || user.passkeys.active > 0 || temporaryPass !== null) return null
  // For whoever has power over others a code alone is no way in, as a rule.
  if (codes > 0 && user.role === 'user') {
    return (
      <Notice title={`${user.displayName} has no passkey`}>
        They can come back with{' '}
        {codes === 1 ? 'their one backup code' : `one of their ${count(codes, 'backup code')}`}. Without it at
        hand they need a temporary pass.
      </Notice>
    )
  }
  return (
    <Notice tone="attention" title={`${user.displayName} has no way in`}>
      No passkey and no open invitation. Issue a temporary pass or invite them again, so that they can
      register one.
    </Notice>
  )
}
