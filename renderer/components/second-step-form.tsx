import { useState } from 'react'
import type { SecondStep } from '../../shared/contract/next-step.ts'
import { Button } from './button.tsx'
import { SecondStepCode } from './second-step-code.tsx'
import { SecondStepKey } from './second-step-key.tsx'

export interface SecondStepFormProps {
  /** What completes it; the first is asked for, the others are offered. Never empty. */
  oneOf: readonly SecondStep[]
  isBusy: boolean
  /** Why the last code was not taken. */
  error: string | undefined
  /** How it stands with the prompt for the security key. */
  prompt: 'closed' | 'asking' | 'dismissed'
  onCode: (step: 'totp' | 'backup-code', code: string) => void
  onKey: () => void
  onCancelKey: () => void
  /** Another one was chosen: what was wrong with the last is no longer of interest. */
  onSwitch: (step: SecondStep) => void
}

const instead: Record<SecondStep, string> = {
  totp: 'Use the authenticator app',
  'security-key': 'Use a security key',
  'backup-code': 'Use a backup code instead',
}

/** The second step after a password: a code of the app, a tap on a security key, or a backup code. */
export function SecondStepForm(props: SecondStepFormProps) {
  const { oneOf, isBusy, error, prompt, onCode, onKey, onCancelKey, onSwitch } = props
  const [chosen, setChosen] = useState(oneOf[0])
  const step = chosen !== undefined && oneOf.includes(chosen) ? chosen : oneOf[0]
  const choose = (other: SecondStep) => {
    setChosen(other)
    onSwitch(other)
  }
  return (
    <div className="second-step">
      {step === 'security-key' ? (
        <SecondStepKey isBusy={isBusy} prompt={prompt} error={error} onAsk={onKey} onCancel={onCancelKey} />
      ) : null}
      {step === 'totp' || step === 'backup-code' ? (
        <SecondStepCode key={step} step={step} isBusy={isBusy} error={error} onCode={onCode} />
      ) : null}
      <div className="second-step__others">
        {oneOf
          .filter((each) => each !== step)
          .map((each) => (
            <Button key={each} variant="quiet" onPress={() => choose(each)}>
              {instead[each]}
            </Button>
          ))}
      </div>
    </div>
  )
}
