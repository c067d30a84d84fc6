import { type SyntheticEvent, useMemo, useState } from 'react'
import { totpCode, typedCode, typedPassword } from '../../shared/contract/next-step.ts'
import { CodeField } from '../components/code-field.tsx'
import { PasswordField } from '../components/password-field.tsx'
import { TextField } from '../components/text-field.tsx'
import { useInvalidFocus } from '../lib/invalid-focus.ts'
import { useCurrentSession } from '../stores/session.ts'
import type { Confirmation } from './use-confirmation.ts'

const schemas = { password: typedPassword, totp: totpCode, 'backup-code': typedCode }

type Kind = keyof typeof schemas

const kindOf = (means: Confirmation['means']): Kind =>
  means === 'totp' || means === 'backup-code' ? means : 'password'

/** What is typed to confirm: a password, then a code. */
export function ConfirmField({ id, means, error, busy, send }: Confirmation & { id: string }) {
  const kind = kindOf(means)
  const session = useCurrentSession()
  const [secret, setSecret] = useState('')
  const [wrong, setWrong] = useState<string>()
  const told = wrong ?? error
  const form = useInvalidFocus(useMemo(() => ({ told }), [told]))

  const check = (typed: string) => {
    const fault = schemas[kind].safeParse(typed).error?.issues[0]?.message
    setWrong(fault)
    if (fault === undefined && busy === null) send(typed)
  }
  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    check(secret)
  }
  const field = {
    value: secret,
    onChange: setSecret,
    error: told,
    isReadOnly: busy !== null,
    autoFocus: true,
  }
  return (
    <form ref={form} id={id} noValidate onSubmit={submit}>
      {/* Password managers look for whose password it is. */}
      <input hidden readOnly autoComplete="username" value={session?.user.email ?? ''} />
      {kind === 'password' ? <PasswordField kind="current" {...field} /> : null}
      {kind === 'totp' ? <CodeField {...field} onComplete={check} /> : null}
      {kind === 'backup-code' ? (
        <TextField label="Backup code" isCode isRequired autoComplete="off" spellCheck="false" {...field} />
      ) : null}
    </form>
  )
}
