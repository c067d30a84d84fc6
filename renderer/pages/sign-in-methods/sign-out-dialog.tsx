import { Button } from '../../components/button.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { useAttempt } from '../../lib/attempt.ts'
import { useSession } from '../../stores/session.ts'

/** Ending the session one is in is signing out here. */
export function SignOutDialog({ onClose }: { onClose: () => void }) {
  const signOut = useSession((store) => store.signOut)
  const { isBusy, attempt } = useAttempt()
  return (
    <Dialog
      isOpen
      isDestructive
      title="End this session?"
      onClose={onClose}
      actions={
        <>
          <Button autoFocus onPress={onClose}>
            Cancel
          </Button>
          <Button variant="danger" isBusy={isBusy} onPress={() => attempt(signOut)}>
            End and sign out
          </Button>
        </>
      }
    >
      <p>It is the one you are using: you are signed out here. Your other sessions stay open.</p>
    </Dialog>
  )
}
