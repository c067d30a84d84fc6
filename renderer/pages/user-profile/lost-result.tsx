import { useEffect, useRef } from 'react'
import type { User } from '../../../shared/contract/user.ts'
import { Figure, Figures } from '../../components/figures.tsx'
import type { Lost } from '../../stores/user-acts.ts'
import { PassToRead } from './pass-to-read.tsx'

interface Props {
  user: User
  lost: Lost
}

/** What was done about a lost device, in numbers, and the pass that was issued with it. */
export function LostResult({ user, lost }: Props) {
  const told = useRef<HTMLDivElement>(null)
  useEffect(() => told.current?.focus(), [])
  const away = lost.sessionsEnded - lost.desktopsSignedOut
  return (
    <>
      <div ref={told} tabIndex={-1} className="lost__told">
        <Figures>
          <Figure name="Passkeys revoked">{lost.passkeysRevoked}</Figure>
          <Figure name="Sessions ended">{lost.sessionsEnded}</Figure>
          <Figure name="Desktops signed out">{lost.desktopsSignedOut}</Figure>
        </Figures>
        {away > 0 && (
          <p className="quiet">
            The sessions of desktops that are not online have ended too: each desktop says so as soon as it is
            back.
          </p>
        )}
      </div>
      {lost.temporaryPass && <PassToRead user={user} pass={lost.temporaryPass} />}
    </>
  )
}
