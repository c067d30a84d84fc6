import { LogOut, ShieldAlert } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { useLocation } from 'react-router'
import type { EndReason } from '../../../shared/contract/events.ts'
import { LinkButton } from '../../components/button.tsx'
import { endWords } from '../../lib/end-words.ts'
import { useSupport } from '../../stores/server.ts'

/** The session is over: why, whom to call where that matters, and the way back in. */
export function SignedOutPage({ reason }: { reason: EndReason }) {
  const { pathname } = useLocation()
  const support = useSupport()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  const { title, text, isAlarming } = endWords[reason]
  const Icon = isAlarming ? ShieldAlert : LogOut
  const back =
    reason === 'signed-out' || pathname === '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(pathname)}`
  return (
    <>
      <title>Signed out · WeftID</title>
      <div className="entry__card" role={isAlarming ? 'alert' : 'status'}>
        <Icon
          size={28}
          strokeWidth={1.5}
          aria-hidden
          className={isAlarming ? 'signed-out__icon signed-out__icon--alarming' : 'signed-out__icon'}
        />
        <div>
          <h1 tabIndex={-1} ref={heading}>
            {title}
          </h1>
          <p className="entry__lead">{text}</p>
        </div>
        {isAlarming ? (
          <p>
            {support === ''
              ? 'If you did not expect this, tell your help desk at once.'
              : `If you did not expect this, call at once: ${support}`}
          </p>
        ) : null}
        <LinkButton variant="primary" size="large" wide to={back}>
          Sign in
        </LinkButton>
      </div>
    </>
  )
}
