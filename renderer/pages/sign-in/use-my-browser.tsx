import { Globe } from 'lucide-react'
import { Button } from '../../components/button.tsx'
import { Notice } from '../../components/notice.tsx'
import { desktop } from '../../lib/desktop.ts'
import { useHandOff } from '../../stores/hand-off.ts'
import type { SignInState } from '../../stores/sign-in.ts'

/** The way through the system's browser: always offered in the app, and there only; once, where it is suggested too. */
export function UseMyBrowser({ state }: { state: SignInState }) {
  const begin = useHandOff((store) => store.begin)
  if (desktop === null || mayHelp(state)) return null
  return (
    <Button variant="quiet" onPress={() => void begin()}>
      Use my browser
    </Button>
  )
}

const mayHelp = ({ at }: SignInState) => at === 'dismissed' || at === 'rejected' || at === 'unsupported'

/** The same, said aloud after a try in the window that came to nothing: the browser can do what the window cannot. */
export function BrowserMayHelp({ state }: { state: SignInState }) {
  const begin = useHandOff((store) => store.begin)
  if (desktop === null || !mayHelp(state)) return null
  return (
    <Notice
      title="Your browser may know this passkey"
      action={
        <Button icon={Globe} onPress={() => void begin()}>
          Use my browser
        </Button>
      }
    >
      If it is in your browser or a password manager, or on a security key with a PIN, sign in there. The app
      comes along.
    </Notice>
  )
}
