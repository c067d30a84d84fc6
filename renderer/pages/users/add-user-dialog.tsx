import { useId, useState } from 'react'
import type { Invitation } from '../../../shared/contract/users.ts'
import { Button } from '../../components/button.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { InvitationSecret } from '../../components/invitation-secret.tsx'
import { AddUserForm } from './add-user-form.tsx'

/** Adds a person, then shows their invitation: the only time it is seen. */
export function AddUserDialog({ onClose }: { onClose: () => void }) {
  const form = useId()
  const [isBusy, setBusy] = useState(false)
  const [invited, setInvited] = useState<{ name: string; invitation: Invitation } | null>(null)
  if (invited) {
    return (
      <Dialog
        isOpen
        wide
        title={`${invited.name} is invited`}
        onClose={onClose}
        actions={
          <Button variant="primary" onPress={onClose}>
            Done
          </Button>
        }
      >
        <p>Give them the link, or the code to type in. It brings them to registering their first passkey.</p>
        <InvitationSecret invitation={invited.invitation} />
      </Dialog>
    )
  }
  return (
    <Dialog
      isOpen
      wide
      title="Add user"
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button type="submit" form={form} variant="primary" isBusy={isBusy}>
            Add and invite
          </Button>
        </>
      }
    >
      <p className="quiet">They get an invitation that works once. No password is needed.</p>
      <AddUserForm
        id={form}
        onBusy={setBusy}
        onInvited={(name, invitation) => setInvited({ name, invitation })}
      />
    </Dialog>
  )
}
