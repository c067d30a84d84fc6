import { useRef, useState } from 'react'
import { Button } from '../../components/button.tsx'
import { Notice } from '../../components/notice.tsx'
import { SecondStepForm } from '../../components/second-step-form.tsx'
import { useSecondStep } from '../../stores/second-step.ts'
import { PasskeyBeside } from './passkey-beside.tsx'
import { useSecretAttempt } from './secret-attempt.ts'

interface VerifyStepProps {
  email: string
  onStartOver: () => void
}

/** The second step of a sign-in whose first was right. */
export function VerifyStep({ email, onStartOver }: VerifyStepProps) {
  const { pending, withCode, withSecurityKey } = useSecondStep()
  const { isBusy, refusal, trouble, attempt, clear } = useSecretAttempt()
  const [prompt, setPrompt] = useState<'closed' | 'asking' | 'dismissed'>('closed')
  const prompting = useRef<AbortController | null>(null)
  const [isImpossible, setImpossible] = useState(false)
  if (pending === null) return null

  const stopPrompt = () => {
    prompting.current?.abort()
    setPrompt('closed')
  }
  const askForKey = async () => {
    const own = new AbortController()
    prompting.current = own
    setPrompt('asking')
    const status = await withSecurityKey(own.signal).finally(() => setPrompt('closed'))
    if (status === 'dismissed' || status === 'already-registered') setPrompt('dismissed')
    setImpossible(status === 'unsupported' || status === 'misconfigured')
  }
  return (
    <div className="entry__card">
      <title>Two-step verification · WeftID</title>
      <div>
        <h1>Two-step verification</h1>
        <p className="entry__lead">{email}</p>
      </div>
      {pending.how.way === 'passkey' ? (
        <Notice tone="attention" title="This passkey looks as if it existed twice">
          The help desk has been told. To sign in, show in a second way that it is you.
        </Notice>
      ) : null}
      {trouble && <Notice tone={trouble.tone}>{trouble.words}</Notice>}
      <SecondStepForm
        oneOf={pending.oneOf}
        isBusy={isBusy}
        error={isImpossible ? 'Security keys cannot be used here. Choose another way.' : refusal}
        prompt={prompt}
        onCode={(step, code) => attempt(() => withCode(step, code))}
        onKey={() => attempt(askForKey)}
        onCancelKey={stopPrompt}
        onSwitch={() => {
          stopPrompt()
          setImpossible(false)
          clear()
        }}
      />
      <PasskeyBeside email={email}>
        <Button
          variant="quiet"
          onPress={() => {
            stopPrompt()
            onStartOver()
          }}
        >
          Start over
        </Button>
      </PasskeyBeside>
    </div>
  )
}
