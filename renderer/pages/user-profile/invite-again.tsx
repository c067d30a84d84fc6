import { Send } from 'lucide-react'
import { useState } from 'react'
import type { Invitation } from '../../../shared/contract/users.ts'
import { Button } from '../../components/button.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { InvitationSecret } from '../../components/invitation-secret.tsx'
import { Notice } from '../../components/notice.tsx'
import { useAttempt } from '../../lib/attempt.ts'
import { useMay } from '../../stores/session.ts'
import { invite } from '../../stores/user-acts.ts'
import type { Profile } from '../../stores/user-profile.ts'

/** The button for a new invitation, where somebody has no passkey to sign in with. */
export function InviteAgain({ profile: { user, mayAct } }: { profile: Profile }) {
  const [isOpen, setOpen] = useState(false)
  const mayInvite = useMay('users.write') && mayAct
  if (!mayInvite || user.status === 'disabled' || user.passkeys.active > 0) return null
  return (
    <>
      <Button
        variant={user.status === 'invited' ? 'primary' : 'secondary'}
        icon={Send}
        onPress={() => setOpen(true)}
      >
        Invite again
      </Button>
      {isOpen && <InviteDialog name={user.displayName} onClose={() => setOpen(false)} />}
    </>
  )
}

function InviteDialog({ name, onClose }: { name: string; onClose: () => void }) {
  const { isBusy, failure, attempt } = useAttempt()
  const [invitation, setInvitation] = useState<Invitation | null>(null)
  if (invitation) {
    return (
      <Dialog
        isOpen
        wide
        title={`${name} is invited`}
        onClose={onClose}
        actions={
          <Button variant="primary" onPress={onClose}>
            Done
          </Button>
        }
      >
        <p>Give them the link, or the code to type in. It brings them to registering a passkey.</p>
        <InvitationSecret invitation={invitation} />
      </Dialog>
    )
  }
  return (
    <Dialog
      isOpen
      wide
      title={`Invite ${name} again?`}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button
            variant="primary"
            isBusy={isBusy}
            onPress={() => attempt(async () => setInvitation(await invite()))}
          >
            Invite again
          </Button>
        </>
      }
    >
      {failure !== null && <Notice tone="danger">{failure}</Notice>}
      <p>They get a new link and code that work once. An earlier invitation no longer works.</p>
    </Dialog>
  )
}
