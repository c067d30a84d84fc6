import { Button } from './button.tsx'
import { Notice } from './notice.tsx'
import { Waiting } from './waiting.tsx'

interface SecondStepKeyProps {
  isBusy: boolean
  prompt: 'closed' | 'asking' | 'dismissed'
  error: string | undefined
  onAsk: () => void
  onCancel: () => void
}

/** A tap on a security key: what will happen, then the prompt. */
export function SecondStepKey({ isBusy, prompt, error, onAsk, onCancel }: SecondStepKeyProps) {
  return (
    <div className="second-step__form">
      <p>Insert your security key and touch it when it blinks.</p>
      {prompt === 'dismissed' ? (
        <p role="status" className="quiet">
          The prompt was closed or found no key. Try again, or choose another way.
        </p>
      ) : null}
      {error === undefined ? null : <Notice tone="attention">{error}</Notice>}
      {prompt === 'asking' ? (
        <Waiting onCancel={onCancel}>Touch your security key when it blinks…</Waiting>
      ) : (
        <Button variant="primary" size="large" wide autoFocus isBusy={isBusy} onPress={onAsk}>
          {prompt === 'dismissed' ? 'Try the security key again' : 'Use the security key'}
        </Button>
      )}
    </div>
  )
}
