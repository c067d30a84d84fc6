import { type SyntheticEvent, useState } from 'react'
import { email as emailSchema } from '../../../shared/contract/fields.ts'
import { Button } from '../../components/button.tsx'
import { Notice } from '../../components/notice.tsx'
import { TextField } from '../../components/text-field.tsx'
import { useAttempt } from '../../lib/attempt.ts'
import { useInvalidFocus } from '../../lib/invalid-focus.ts'
import { comeBack, type WayBack } from '../../stores/joining.ts'

const words: Record<WayBack, { title: string; lead: string; label: string; hint: string }> = {
  'backup-code': {
    title: 'Use a backup code',
    lead: 'One of the codes you saved. It works once, and lets you register a new passkey.',
    label: 'Backup code',
    hint: 'For administrators and the help desk a code alone is not enough: ask an administrator for a temporary pass.',
  },
  'temporary-pass': {
    title: 'Use a temporary pass',
    lead: 'The code the help desk gave you. It works once, and lets you register a new passkey.',
    label: 'Temporary pass',
    hint: 'Lost it, or it has run out? The help desk can give you another.',
  },
}

interface Props {
  way: WayBack
  /** As typed so far. */
  email: string
  onBack: () => void
}

/** The way back in without a passkey. What is wrong is never said: the e-mail, the code, or both. */
export function ComeBack({ way, email: typed, onBack }: Props) {
  const { title, lead, label, hint } = words[way]
  const [email, setEmail] = useState(typed)
  const [secret, setSecret] = useState('')
  const [errors, setErrors] = useState<Record<string, string>>({})
  const { isBusy, failure, attempt } = useAttempt()
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
      {failure !== null && <Notice tone="danger">{failure}</Notice>}
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
          Back to signing in with a passkey
        </Button>
      </div>
    </div>
  )
}
