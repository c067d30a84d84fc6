import { useEffect, useRef } from 'react'
import type { User } from '../../../shared/contract/user.ts'
import { Button } from '../../components/button.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { Figure, Figures } from '../../components/figures.tsx'
import type { Lost } from '../../stores/user-acts.ts'
import { PassToRead } from './pass-to-read.tsx'

interface Props {
  user: User
  lost: Lost
  onClose: () => void
}

/** What a lost device cost, in numbers, and the pass that was issued with it; stays until it is read. */
export function LostResult({ user, lost, onClose }: Props) {
  const told = useRef<HTMLDivElement>(null)
  useEffect(() => told.current?.focus(), [])
  const pass = lost.temporaryPass
  const away = lost.sessionsEnded - lost.desktopsSignedOut
  return (
    <Dialog
      isOpen
      isDestructive
      wide
      title={`The lost device of ${user.displayName} is revoked`}
      // Escape must not lose a pass.
      onClose={pass ? () => undefined : onClose}
      actions={
        <Button variant="primary" onPress={onClose}>
          Done
        </Button>
      }
    >
      <div ref={told} tabIndex={-1} className="lost__told">
        <Figures>
          <Figure name="Passkeys revoked">{lost.passkeysRevoked}</Figure>
          <Figure name="Sessions ended">{lost.sessionsEnded}</Figure>
          <Figure name="Desktops signed out">{lost.desktopsSignedOut}</Figure>
        </Figures>
        {away > 0 && (
          <p className="quiet">
            Where a session ended that was not on-line, its desktop says so as soon as it is back.
          </p>
        )}
      </div>
      {pass && <PassToRead user={user} pass={pass} />}
    </Dialog>
  )
}
