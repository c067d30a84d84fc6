import { type SyntheticEvent, useEffect, useRef, useState } from 'react'
import { Button } from './button.tsx'
import { CodeField } from './code-field.tsx'
import { TextField } from './text-field.tsx'

interface SecondStepCodeProps {
  step: 'totp' | 'backup-code'
  isBusy: boolean
  error: string | undefined
  onCode: (step: 'totp' | 'backup-code', code: string) => void
}

const missing = {
  totp: 'Enter the six digits your app shows.',
  'backup-code': 'Enter one of your backup codes.',
}

const isWhole = { totp: (code: string) => code.length === 6, 'backup-code': (code: string) => code !== '' }

/** A code to type: of the authenticator app, or one of the backup codes. What was refused stays, and has the focus. */
export function SecondStepCode({ step, isBusy, error, onCode }: SecondStepCodeProps) {
  const [code, setCode] = useState('')
  const [isMissing, setMissing] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => {
    if (!isBusy) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }, [isBusy, error, isMissing])

  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    if (isBusy) return
    const typed = code.trim()
    setMissing(!isWhole[step](typed))
    if (isWhole[step](typed)) onCode(step, typed)
  }
  const change = (typed: string) => {
    setCode(typed)
    setMissing(false)
  }
  const field = {
    value: code,
    onChange: change,
    error: isMissing ? missing[step] : error,
    autoFocus: true,
    isReadOnly: isBusy,
  }
  return (
    <form className="second-step__form" noValidate onSubmit={submit} ref={form}>
      {step === 'totp' ? (
        <CodeField {...field} onComplete={(whole) => onCode('totp', whole)} />
      ) : (
        <TextField
          {...field}
          label="Backup code"
          description="One of the codes you saved; it is used up. Capitals, spaces and hyphens do not matter."
          size="large"
          isCode
          isRequired
          autoComplete="off"
          spellCheck="false"
          maxLength={100}
        />
      )}
      <Button type="submit" variant="primary" size="large" wide isBusy={isBusy}>
        Continue
      </Button>
    </form>
  )
}
