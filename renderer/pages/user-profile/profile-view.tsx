import { useState } from 'react'
import { Link } from 'react-router'
import type { Passkey } from '../../../shared/contract/passkey.ts'
import { Notice } from '../../components/notice.tsx'
import { Result } from '../../components/result.tsx'
import { useMay, useOwnId } from '../../stores/session.ts'
import type { Profile } from '../../stores/user-profile.ts'
import { ActivitySection } from './activity-section.tsx'
import { InvitationNotice } from './invitation-notice.tsx'
import { PassDialog } from './pass-dialog.tsx'
import { PasskeysSection } from './passkeys-section.tsx'
import { ProfileHeader } from './profile-header.tsx'
import { RevokeDialog } from './revoke-dialog.tsx'
import { SessionsSection } from './sessions-section.tsx'
import { WaysInSection } from './ways-in-section.tsx'

/** Which acts of the help desk the asking person may do to this one. */
function useReach({ user, mayAct }: Profile): { mayRevoke: boolean; mayIssue: boolean } {
  const mayRevoke = useMay('passkeys.revoke') && mayAct
  const mayIssue = useMay('temporary-pass.issue') && mayAct && user.status !== 'disabled'
  return { mayRevoke, mayIssue }
}

/** One person, once they are known: header, what needs attention, and the sections in order of urgency. */
export function ProfileView({ profile }: { profile: Profile }) {
  const { user } = profile
  const { mayRevoke, mayIssue } = useReach(profile)
  const [isIssuing, setIssuing] = useState(false)
  const [revoking, setRevoking] = useState<Passkey | null>(null)
  const [result, setResult] = useState<string | null>(null)
  return (
    <>
      <ProfileHeader profile={profile} onIssue={mayIssue ? () => setIssuing(true) : undefined} />
      {result !== null && <Result onDismiss={() => setResult(null)}>{result}</Result>}
      <OutOfReach profile={profile} />
      <InvitationNotice profile={profile} onWithdrawn={() => setResult('The invitation is withdrawn.')} />
      <PasskeysSection onRevoke={mayRevoke ? setRevoking : undefined} />
      <SessionsSection />
      <WaysInSection
        profile={profile}
        mayWithdraw={mayIssue}
        onWithdrawn={() => setResult('The temporary pass is withdrawn.')}
      />
      <ActivitySection />
      {isIssuing && <PassDialog user={user} onClose={() => setIssuing(false)} />}
      {revoking && (
        <RevokeDialog
          user={user}
          passkey={revoking}
          onClose={() => setRevoking(null)}
          onRevoked={setResult}
        />
      )}
    </>
  )
}

function OutOfReach({ profile: { user, mayAct } }: { profile: Profile }) {
  const ownId = useOwnId()
  if (mayAct) return null
  if (ownId !== user.id) return <Notice>Only an administrator can change this account.</Notice>
  return (
    <Notice>
      This is your own account. Manage it under <Link to="/account/sign-in-methods">Sign-in methods</Link>.
    </Notice>
  )
}
