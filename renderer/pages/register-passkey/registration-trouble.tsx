import { Notice } from '../../components/notice.tsx'
import type { RegistrationState } from '../../stores/registration.ts'

type Choice = Extract<RegistrationState, { at: 'choice' }>

/** Why there is no passkey yet, and what to do. */
export function RegistrationTrouble({ trouble, message }: Pick<Choice, 'trouble' | 'message'>) {
  if (message !== null) return <Notice tone="danger">{message}</Notice>
  switch (trouble) {
    case null:
      return null
    case 'dismissed':
      return (
        <p role="status" className="quiet">
          The prompt was closed or found nothing, so no passkey was made. Try again, or choose another place.
        </p>
      )
    case 'already-registered':
      return (
        <Notice title="There is already a passkey for you">
          What you chose holds a passkey of this account, so nothing is missing there. Choose another place
          for a second one.
        </Notice>
      )
    case 'misconfigured':
      return (
        <Notice tone="attention" title="Passkeys are not set up for this address">
          This is a fault of the installation, not of yours: the address of this page and the server’s RP ID
          do not match. Tell whoever runs the server.
        </Notice>
      )
    case 'unsupported':
      return (
        <Notice tone="attention" title="This cannot make such a passkey">
          What you chose does not know the kind of passkey WeftID needs. Choose another place, or a current
          browser.
        </Notice>
      )
  }
}
