import { useState } from 'react'
import { Button } from '../../components/button.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { Notice } from '../../components/notice.tsx'
import { useAttempt } from '../../lib/attempt.ts'
import { momentOf } from '../../lib/format.ts'
import { useNow } from '../../lib/now.ts'
import { useMay } from '../../stores/session.ts'
import { withdrawInvitation } from '../../stores/user-acts.ts'
import type { Profile } from '../../stores/user-profile.ts'
import { NoPasskeyNotice } from './no-passkey-notice.tsx'

interface Props {
  profile: Profile
  onWithdrawn: () => void
}

/** An invitation that is still open, and the way to take it back; or what is left to somebody without a passkey. */
export function InvitationNotice({ profile, onWithdrawn }: Props) {
  const { user, invitation, mayAct } = profile
  const now = useNow()
  const mayWithdraw = useMay('users.write') && mayAct
  const [isAsking, setAsking] = useState(false)
  if (invitation === null) {
    return <NoPasskeyNotice profile={profile} />
  }
  return (
    <>
      <Notice
        title="An invitation is open"
        {...(mayWithdraw && {
          action: <Button onPress={() => setAsking(true)}>Withdraw invitation</Button>,
        })}
      >
        It works once, until {momentOf(invitation.expiresAt, now)}.
      </Notice>
      {isAsking && (
        <WithdrawDialog name={user.displayName} onClose={() => setAsking(false)} onWithdrawn={onWithdrawn} />
      )}
    </>
  )
}

interface DialogProps {
  name: string
  onClose: () => void
  onWithdrawn: () => void
}

function WithdrawDialog({ name, onClose, onWithdrawn }: DialogProps) {
  const { isBusy, failure, attempt } = useAttempt()
  const confirm = async () => {
    await withdrawInvitation()
    onWithdrawn()
    onClose()
  }
  return (
    <Dialog
      isOpen
      isDestructive
      title={`Withdraw the invitation of ${name}?`}
      onClose={onClose}
      actions={
        <>
          <Button autoFocus onPress={onClose}>
            Cancel
          </Button>
          <Button variant="danger" isBusy={isBusy} onPress={() => attempt(confirm)}>
            Withdraw invitation
          </Button>
        </>
      }
    >
      {failure !== null && <Notice tone="danger">{failure}</Notice>}
      <p>The link and the code stop working at once. The account stays; you can invite them again.</p>
    </Dialog>
  )
}
