import type { ReactNode } from 'react'
import { canonicalEmail } from '../../../shared/contract/fields.ts'
import { Button } from '../../components/button.tsx'
import { Waiting } from '../../components/waiting.tsx'
import { canUsePasskeys } from '../../lib/passkey.ts'
import { askingWords } from '../../lib/prompt-words.ts'
import { useSignIn } from '../../stores/sign-in.ts'
import { usePromptFocus } from './prompt-focus.ts'
import { Trouble } from './trouble.tsx'
import { BrowserMayHelp, UseMyBrowser } from './use-my-browser.tsx'

interface PasskeyBesideProps {
  email: string
  /** More ways on, in the same line. */
  children: ReactNode
}

/** A passkey beside whatever else is asked for, which stays as it is while the prompt is up. */
export function PasskeyBeside({ email, children }: PasskeyBesideProps) {
  const { state, tried, signIn, cancel } = useSignIn()
  const isAsking = state.at === 'asking'
  const { region } = usePromptFocus(isAsking)
  const isRetry = tried.includes(canonicalEmail(email))
  return (
    <>
      <Trouble state={state} />
      <BrowserMayHelp state={state} />
      {isAsking ? <Waiting onCancel={cancel}>{askingWords}</Waiting> : null}
      <div className="entry__links" ref={region}>
        {canUsePasskeys() && !isAsking ? (
          <Button variant="quiet" isBusy={state.at === 'checking'} onPress={() => void signIn(email)}>
            {isRetry ? 'Try the passkey again' : 'Use a passkey instead'}
          </Button>
        ) : null}
        {children}
        <UseMyBrowser state={state} />
      </div>
    </>
  )
}
