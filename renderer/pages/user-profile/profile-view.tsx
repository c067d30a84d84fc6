import { useState } from 'react'
import { Link } from 'react-router'
import type { Passkey } from '../../../shared/contract/passkey.ts'
import { Notice } from '../../components/notice.tsx'
import { Result } from '../../components/result.tsx'
import { useCurrentSession, useMay } from '../../stores/session.ts'
import type { Profile } from '../../stores/user-profile.ts'
import { ActivitySection } from './activity-section.tsx'
import { InvitationNotice } from './invitation-notice.tsx'
import { PasskeysSection } from './passkeys-section.tsx'
import { ProfileHeader } from './profile-header.tsx'
import { RevokeDialog } from './revoke-dialog.tsx'
import { SessionsSection } from './sessions-section.tsx'
import { WaysInSection } from './ways-in-section.tsx'

/** One person, once they are known: header, what needs attention, and the sections in order of urgency. */
export function ProfileView({ profile }: { profile: Profile }) {
  const { user, mayAct } = profile
  const isOwn = useCurrentSession()?.user.id === user.id
  const mayRevoke = useMay('passkeys.revoke') && mayAct
  const [revoking, setRevoking] = useState<Passkey | null>(null)
  const [result, setResult] = useState<string | null>(null)
  return (
    <>
      <ProfileHeader profile={profile} />
      {result !== null && <Result onDismiss={() => setResult(null)}>{result}</Result>}
      {isOwn && (
        <Notice>
          This is your own account. Manage it under <Link to="/account/sign-in-methods">Sign-in methods</Link>
          .
        </Notice>
      )}
      {!isOwn && !mayAct && <Notice>Only an administrator can change this account.</Notice>}
      <InvitationNotice profile={profile} onWithdrawn={() => setResult('The invitation is withdrawn.')} />
      <PasskeysSection onRevoke={mayRevoke ? setRevoking : undefined} />
      <SessionsSection />
      <WaysInSection profile={profile} />
      <ActivitySection />
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
