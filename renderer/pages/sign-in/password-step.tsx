import { type SyntheticEvent, useMemo, useState } from 'react'
import { Button } from '../../components/button.tsx'
import { Notice } from '../../components/notice.tsx'
import { PasswordField } from '../../components/password-field.tsx'
import { useInvalidFocus } from '../../lib/invalid-focus.ts'
import type { WayBack } from '../../stores/joining.ts'
import { useSecondStep } from '../../stores/second-step.ts'
import { Ended } from './ended.tsx'
import { OtherWays } from './other-ways.tsx'
import { PasskeyBeside } from './passkey-beside.tsx'
import { useSecretAttempt } from './secret-attempt.ts'

interface PasswordStepProps {
  email: string
  onChangeEmail: () => void
  onComeBack: (way: WayBack) => void
}

/** The password of the e-mail that was given, whoever's it is. Never enough by itself. */
export function PasswordStep({ email, onChangeEmail, onComeBack }: PasswordStepProps) {
  const withPassword = useSecondStep((store) => store.withPassword)
  const [password, setPassword] = useState('')
  const [isMissing, setMissing] = useState(false)
  const [isElsewhere, setElsewhere] = useState(false)
  const { isBusy, refusal, trouble, attempt } = useSecretAttempt()
  const error = isMissing ? 'Enter your password.' : refusal
  const form = useInvalidFocus(useMemo(() => ({ error }), [error]))

  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    if (isBusy) return
    setMissing(password === '')
    if (password !== '') attempt(() => withPassword(email, password))
  }
  const change = (typed: string) => {
    setPassword(typed)
    setMissing(false)
  }
  return (
    <div className="entry__card">
      <title>Enter your password · WeftID</title>
      <h1>Enter your password</h1>
      <Ended />
      {trouble && <Notice tone={trouble.tone}>{trouble.words}</Notice>}
      <form className="entry__form" noValidate onSubmit={submit} ref={form}>
        <div className="who">
          <span className="who__email">{email}</span>
          <Button variant="quiet" onPress={onChangeEmail}>
            Change <span className="unseen">e-mail</span>
          </Button>
        </div>
        {/* For password managers: whose password it is. */}
        <input type="email" name="username" autoComplete="username" value={email} readOnly hidden />
        <PasswordField
          kind="current"
          size="large"
          autoFocus
          value={password}
          onChange={change}
          isReadOnly={isBusy}
          error={error}
        />
        <Button type="submit" variant="primary" size="large" wide isBusy={isBusy}>
          Continue
        </Button>
      </form>
      <PasskeyBeside email={email}>
        <Button variant="quiet" aria-expanded={isElsewhere} onPress={() => setElsewhere(!isElsewhere)}>
          Use another way
        </Button>
      </PasskeyBeside>
      {isElsewhere ? <OtherWays onComeBack={onComeBack} /> : null}
    </div>
  )
}
