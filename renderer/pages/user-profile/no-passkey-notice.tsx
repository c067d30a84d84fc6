import { Notice } from '../../components/notice.tsx'
import { count } from '../../lib/format.ts'
import type { Profile } from '../../stores/user-profile.ts'

/** What is left to somebody who has no passkey that works, and how to let them back in. */
export function NoPasskeyNotice({ profile }: { profile: Profile }) {
  const { user, temporaryPass } = profile
  if (user.status === 'disabled' || user.passkeys.active > 0 || temporaryPass !== null) return null
  const left = wayLeft(profile)
  if (left !== null) {
    return (
      <Notice title={`${user.displayName} has no passkey`}>
        {left} Without it at hand they need a temporary pass.
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

/** How they can come back by themselves; null where they cannot. */
function wayLeft({ user, backupCodesRemaining: codes, passwordSet, totpEnabled }: Profile): string | null {
  // Without a passkey there is no security key either: only an app or a code completes a password.
  if (passwordSet) {
    if (totpEnabled) return 'They can sign in with their password and authenticator app.'
    return codes > 0 ? 'They can sign in with their password and a backup code.' : null
  }
  // For whoever has power over others a code alone is no way in, as a rule.
  if (codes === 0 || user.role !== 'user') return null
  return `They can come back with ${codes === 1 ? 'their one backup code' : `one of their ${count(codes, 'backup code')}`}.`
}
