import { Settings } from 'lucide-react'
import { desktop } from '../lib/desktop.ts'
import type { Missing } from '../lib/this-computer.ts'
import { Button } from './button.tsx'
import { Notice } from './notice.tsx'

/** Why this computer's own authenticator is not offered, and what would change that. */
export function MissingHere({ missing }: { missing: Missing | null }) {
  if (missing === null) return null
  if (!missing.canSetUp)
    return (
      <Notice title="This window cannot make passkeys on this computer">
        Use a security key here. For a passkey in your browser or a password manager, use your browser.
      </Notice>
    )
  const openSettings = () => {
    desktop?.setUpAuthenticator().catch(() => undefined)
  }
  return (
    <Notice
      tone="attention"
      title={`${missing.name} is not set up`}
      action={
        <Button icon={Settings} onPress={openSettings}>
          Open settings
        </Button>
      }
    >
      Set it up in this computer’s settings, then come back.
    </Notice>
  )
}
