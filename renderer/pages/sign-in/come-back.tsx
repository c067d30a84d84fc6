import { type SyntheticEvent, useState } from 'react'
import { email as emailSchema } from '../../../shared/contract/fields.ts'
import { Button } from '../../components/button.tsx'
import { Notice } from '../../components/notice.tsx'
import { TextField } from '../../components/text-field.tsx'
import { useInvalidFocus } from '../../lib/invalid-focus.ts'
import { comeBack, type WayBack } from '../../stores/joining.ts'
import { comeBackWords } from './come-back-words.ts'
import { useSecretAttempt } from './secret-attempt.ts'

interface Props {
  way: WayBack
  /** As typed so far. */
  email: string
  /** Undefined where passwords are not used at all. */
  onPassword?: () => void
  onBack: () => void
}

/** The way back in without a passkey. What is wrong is never said: the e-mail, the code, or both. */
export function ComeBack({ way, email: typed, onPassword, onBack }: Props) {
  const { title, lead, label, hint } = comeBackWords[way]
  const [email, setEmail] = useState(typed)
  const [secret, setSecret] = useState('')
  const [errors, setErrors] = useState<Record<string, string>>({})
  const { isBusy, refusal, trouble, attempt } = useSecretAttempt()
  const form = useInvalidFocus(errors)

  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    const wrong = emailSchema.safeParse(email).error?.issues[0]?.message
    const found = {
      ...(wrong !== undefined && { email: wrong }),
      ...(secret.trim() === '' && { secret: 'Enter the code.' }),
    }
    setErrors(found)
    if (Object.keys(found).length > 0 || isBusy) return
    // Whoever gets in is sent on to registering a passkey.
    attempt(() => comeBack(way, email.trim(), secret.trim()))
  }
  return (
    <div className="entry__card">
      <title>{`${title} · WeftID`}</title>
      <div>
        <h1>{title}</h1>
        <p className="entry__lead">{lead}</p>
      </div>
      {trouble && <Notice tone={trouble.tone}>{trouble.words}</Notice>}
      {refusal === undefined ? null : <Notice tone="danger">{refusal}</Notice>}
      <form className="entry__form" noValidate onSubmit={submit} ref={form}>
        <TextField
          label="E-mail"
          type="email"
          autoComplete="username"
          size="large"
          isRequired
          autoFocus={typed === ''}
          value={email}
          onChange={setEmail}
          error={errors['email']}
        />
        <TextField
          label={label}
          description="Capitals, spaces and hyphens do not matter."
          size="large"
          isCode
          isRequired
          autoFocus={typed !== ''}
          autoComplete="off"
          spellCheck="false"
          maxLength={100}
          value={secret}
          onChange={setSecret}
          error={errors['secret']}
        />
        <Button type="submit" variant="primary" size="large" wide isBusy={isBusy}>
          Continue
        </Button>
      </form>
      <p className="quiet small">{hint}</p>
      <div className="entry__links">
        <Button variant="quiet" onPress={onBack}>
          Back to signing in
        </Button>
        {way === 'backup-code' && onPassword ? (
          <Button variant="quiet" onPress={onPassword}>
            Use your password
          </Button>
        ) : null}
      </div>
    </div>
  )
}
