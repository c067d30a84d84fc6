import { ExternalLink, Globe } from 'lucide-react'
import { useState } from 'react'
import { Button as AriaButton } from 'react-aria-components/Button'
import { Notice } from '../../components/notice.tsx'
import { desktop } from '../../lib/desktop.ts'

interface Props {
  /** Whoever has yet to register their first passkey cannot sign in in the browser either. */
  isJoining: boolean
  /** A try in the window came to nothing. */
  isTroubled: boolean
}

/** In the app only: registering in the system's browser, which knows authenticators the window does not. */
export function InMyBrowser({ isJoining, isTroubled }: Props) {
  const [opened, setOpened] = useState<'yes' | 'failed' | null>(null)
  if (desktop === null) return null
  if (isJoining) return isTroubled ? <JoinThere /> : null
  const open = () => {
    desktop?.openSignInMethods().then(
      () => setOpened('yes'),
      () => setOpened('failed'),
    )
  }
  return (
    <>
      <AriaButton className={isTroubled ? 'way way--suggested' : 'way'} onPress={open}>
        <Globe size={20} aria-hidden />
        <span>
          <span className="way__title">Use my browser</span>
          <span className="way__text">
            For your browser’s passkeys, a password manager in it, or a security key with a PIN.
          </span>
        </span>
        <ExternalLink size={16} aria-hidden />
      </AriaButton>
      {opened === 'yes' ? (
        <Notice title="Your browser is open">
          Sign in and register the passkey there. It appears in your sign-in methods here by itself.
        </Notice>
      ) : null}
      {opened === 'failed' ? <Notice tone="danger">Your browser could not be opened.</Notice> : null}
    </>
  )
}

function JoinThere() {
  return (
    <Notice title="Your browser may be able to">
      If your passkeys live in your browser or a password manager, sign out here, ask for a new invitation and
      open its link in that browser.
    </Notice>
  )
}
