import { useRef } from 'react'
import { TextField } from './text-field.tsx'

const digits = 6

interface CodeFieldProps {
  value: string
  onChange: (value: string) => void
  /** Six digits are there. Told once: whoever corrects them afterwards decides when to send them. */
  onComplete?: (code: string) => void
  error?: string | undefined
  autoFocus?: boolean
  isReadOnly?: boolean
}

/** The six digits of an authenticator app, typed or pasted as the app shows them: "123 456". */
export function CodeField({ onChange, onComplete, ...rest }: CodeFieldProps) {
  const isTold = useRef(false)
  const change = (text: string) => {
    const code = text.normalize('NFKC').replace(/\D/g, '').slice(0, digits)
    onChange(code)
    if (code.length < digits || isTold.current) return
    isTold.current = true
    onComplete?.(code)
  }
  return (
    <TextField
      {...rest}
      label="Six-digit code"
      description="Your authenticator app shows a new one every 30 seconds."
      size="large"
      isCode
      isRequired
      inputMode="numeric"
      autoComplete="one-time-code"
      spellCheck="false"
      onChange={change}
    />
  )
}
