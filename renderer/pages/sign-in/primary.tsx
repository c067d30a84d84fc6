import { Button } from '../../components/button.tsx'
import { Waiting } from '../../components/waiting.tsx'
import { canUsePasskeys } from '../../lib/passkey.ts'
import { askingWords } from '../../lib/prompt-words.ts'
import { useSignIn } from '../../stores/sign-in.ts'

/** Continue, or the calm line that stands in its place while the passkey prompt is up. */
export function Primary() {
  const { state, cancel } = useSignIn()
  if (state.at === 'asking') return <Waiting onCancel={cancel}>{askingWords}</Waiting>
  const isRetry = state.at === 'dismissed' || state.at === 'rejected'
  return (
    <>
      <Button type="submit" variant="primary" size="large" wide isBusy={state.at === 'checking'}>
        {isRetry ? 'Try the passkey again' : 'Continue'}
      </Button>
      <p className="entry__under small">
        {canUsePasskeys() ? 'Fingerprint, face or PIN' : 'Passkeys cannot be used in this browser.'}
      </p>
    </>
  )
}
