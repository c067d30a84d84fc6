import { useState } from 'react'
import { Result } from '../../components/result.tsx'
import type { Profile } from '../../stores/user-profile.ts'
import { AccountNotices } from './account-notices.tsx'
import { ActivitySection } from './activity-section.tsx'
import { PasskeysSection } from './passkeys-section.tsx'
import { ProfileDialog, type Intent } from './profile-dialogs.tsx'
import { ProfileHeader } from './profile-header.tsx'
import { useReach } from './reach.ts'
import { SessionsSection } from './sessions-section.tsx'
import { WaysInSection } from './ways-in-section.tsx'

/** One person, once they are known: header, what needs attention, and the sections in order of urgency. */
export function ProfileView({ profile }: { profile: Profile }) {
  const reach = useReach(profile)
  const [intent, setIntent] = useState<Intent | null>(null)
  const [result, setResult] = useState<string | null>(null)
  const begin = (next: Intent) => {
    setResult(null)
    setIntent(next)
  }
  return (
    <>
      <ProfileHeader profile={profile} reach={reach} onIntent={begin} />
      {result !== null && <Result onDismiss={() => setResult(null)}>{result}</Result>}
      <AccountNotices profile={profile} reach={reach} onIntent={begin} onDone={setResult} />
      <PasskeysSection reach={reach} onIntent={begin} />
      <SessionsSection onEnd={reach.mayEnd ? () => begin({ act: 'end-sessions' }) : undefined} />
      <WaysInSection
        profile={profile}
        mayWithdraw={reach.mayIssue}
        onWithdrawn={() => setResult('The temporary pass is withdrawn.')}
      />
      <ActivitySection />
      {intent && (
        <ProfileDialog
          profile={profile}
          intent={intent}
          mayIssue={reach.mayIssue}
          onClose={() => setIntent(null)}
          onDone={setResult}
        />
      )}
    </>
  )
}
