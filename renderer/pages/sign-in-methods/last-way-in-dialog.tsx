import type { ReactNode } from 'react'
import { Button, LinkButton } from '../../components/button.tsx'
import { Dialog } from '../../components/dialog.tsx'

interface Props {
  /** What cannot be taken away: a passkey's name, or "Your password". */
  what: string
  onClose: () => void
  children: ReactNode
}

/** Why one cannot take away the last way in oneself, and what to do instead. */
export function LastWayInDialog({ what, onClose, children }: Props) {
  return (
    <Dialog
      isOpen
      title={`${what} is your last way in`}
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
      {children}
    </Dialog>
  )
}
