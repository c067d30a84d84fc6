import type { Passkey } from '../../../shared/contract/passkey.ts'
import { Button, LinkButton } from '../../components/button.tsx'
import { Dialog } from '../../components/dialog.tsx'

/** Why one cannot revoke the last way in oneself, and what to do instead. */
export function LastWayInDialog({ passkey, onClose }: { passkey: Passkey; onClose: () => void }) {
  return (
    <Dialog
      isOpen
      title={`${passkey.name} is your last way in`}
      onClose={onClose}
      actions={
        <>
          <Button autoFocus onPress={onClose}>
            Cancel
          </Button>
          <LinkButton variant="primary" to="/register">
            Register another passkey first
          </LinkButton>
        </>
      }
    >
      <p>Without it nobody could sign in to your account, so you cannot revoke it yourself.</p>
      <p>
        Register another passkey and revoke this one afterwards. If this one is lost or stolen, ask an
        administrator to revoke it: they can let you back in.
      </p>
    </Dialog>
  )
}
