import { Unplug } from 'lucide-react'
import { useState } from 'react'
import { useLocation } from 'react-router'
import { handOffRequest } from '../../../shared/contract/hand-off.ts'
import { LinkButton } from '../../components/button.tsx'
import { useCurrentSession } from '../../stores/session.ts'
import { Consent } from './consent.tsx'
import './authorize.css'

/** In the system's browser: asks whether the app on this computer may sign in. */
export function AuthorizePage() {
  const { search } = useLocation()
  const session = useCurrentSession()
  // Read once: only what the app opened this page with.
  const [request] = useState(
    () => handOffRequest.safeParse(Object.fromEntries(new URLSearchParams(search))).data,
  )
  if (!request) return <Incomplete />
  return session === null ? null : <Consent request={request} user={session.user} />
}

function Incomplete() {
  return (
    <div className="entry__card">
      <title>Not a sign-in of the app · WeftID</title>
      <Unplug size={28} strokeWidth={1.5} aria-hidden className="signed-out__icon" />
      <div>
        <h1>This address signs nobody in</h1>
        <p className="entry__lead">
          Something is missing from it. Go back to the WeftID app and press “Use my browser” there: it opens
          this page as it has to be.
        </p>
      </div>
      <LinkButton to="/">Go to your account</LinkButton>
    </div>
  )
}
