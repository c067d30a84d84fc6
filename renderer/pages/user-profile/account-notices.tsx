import { Link } from 'react-router'
import { Button } from '../../components/button.tsx'
import { Notice } from '../../components/notice.tsx'
import { useOwnId } from '../../stores/session.ts'
import type { Profile } from '../../stores/user-profile.ts'
import { InvitationNotice } from './invitation-notice.tsx'
import type { Intent } from './profile-dialogs.tsx'
import type { Reach } from './reach.ts'

interface Props {
  profile: Profile
  reach: Reach
  onIntent: (intent: Intent) => void
  onDone: (result: string) => void
}

/** What to know before anything is done: out of reach, disabled, invited, or without a way in. */
export function AccountNotices({ profile, reach, onIntent, onDone }: Props) {
  return (
    <>
      <OutOfReach profile={profile} />
      {profile.user.status === 'disabled' && (
        <Notice
          tone="attention"
          title="This account is disabled"
          {...(reach.mayChange && {
            action: <Button onPress={() => onIntent({ act: 'enable' })}>Enable account</Button>,
          })}
        >
          Nothing signs in to it. Its passkeys and its record are kept; why it was disabled stands under
          Activity.
        </Notice>
      )}
      <InvitationNotice profile={profile} onWithdrawn={() => onDone('The invitation is withdrawn.')} />
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
