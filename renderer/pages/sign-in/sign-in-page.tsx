import { type SyntheticEvent, useEffect, useState } from 'react'
import { email as emailSchema } from '../../../shared/contract/fields.ts'
import { Button } from '../../components/button.tsx'
import { TextField } from '../../components/text-field.tsx'
import { Waiting } from '../../components/waiting.tsx'
import { askingWords } from '../../lib/prompt-words.ts'
import type { WayBack } from '../../stores/joining.ts'
import { useRemembered } from '../../stores/remembered.ts'
import { useSignIn } from '../../stores/sign-in.ts'
import { Accounts } from './accounts.tsx'
import { ComeBack } from './come-back.tsx'
import { OtherWays } from './other-ways.tsx'
import { Trouble } from './trouble.tsx'

/** Signing in: with a passkey, or coming back without one. */
export function SignInPage() {
  const last = useRemembered((store) => store.accounts[0]?.email ?? '')
  const [email, setEmail] = useState(last)
  const [way, setWay] = useState<WayBack | null>(null)
  if (way !== null) return <ComeBack way={way} email={email} onBack={() => setWay(null)} />
  return <WithPasskey email={email} setEmail={setEmail} onComeBack={setWay} />
}

interface WithPasskeyProps {
  email: string
  setEmail: (email: string) => void
  onComeBack: (way: WayBack) => void
}

/** The usual way: e-mail, the passkey prompt, and always a way on beside it. */
function WithPasskey({ email, setEmail, onComeBack }: WithPasskeyProps) {
  const { state, signIn, cancel, reset } = useSignIn()
  const [error, setError] = useState<string | undefined>()
  const [tried, setTried] = useState('')
  const [isElsewhere, setElsewhere] = useState(false)
  useEffect(() => reset, [reset])

  // Only the first try is narrowed to the passkey that worked here: after a change of the device's password that may fail.
  const ask = (address: string, isRetry = tried === address) => {
    setTried(address)
    void signIn(address, { narrowed: !isRetry })
  }
  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    if (state.at === 'asking' || state.at === 'checking') return
    const { error: wrong } = emailSchema.safeParse(email)
    setError(wrong?.issues[0]?.message)
    if (!wrong) ask(email.trim())
  }
  const choose = (address: string) => {
    setEmail(address)
    setError(undefined)
    ask(address)
  }
  const isRetry = state.at === 'dismissed' || state.at === 'rejected'
  return (
    <>
      <div className="entry__card">
        <title>Sign in · WeftID</title>
        <h1>Sign in</h1>
        <form className="entry__form" noValidate onSubmit={submit}>
          <TextField
            label="E-mail"
            type="email"
            autoComplete="username"
            size="large"
            isRequired
            autoFocus={state.at === 'ready'}
            value={email}
            onChange={setEmail}
            isReadOnly={state.at === 'asking' || state.at === 'checking'}
            error={error}
          />
          <Trouble state={state} />
          <div className="entry__primary">
            {state.at === 'asking' ? (
              <Waiting onCancel={cancel}>{askingWords}</Waiting>
            ) : (
              <Button
                type="submit"
                variant="primary"
                size="large"
                wide
                isBusy={state.at === 'checking'}
                autoFocus={tried !== ''}
              >
                {isRetry ? 'Try the passkey again' : 'Continue'}
              </Button>
            )}
            <p className="entry__under small">Fingerprint, face or PIN</p>
          </div>
        </form>
        <div className="entry__links">
          <Button variant="quiet" aria-expanded={isElsewhere} onPress={() => setElsewhere(!isElsewhere)}>
            Use another way
          </Button>
        </div>
        {isElsewhere ? <OtherWays onPasskey={() => ask(email.trim(), true)} onComeBack={onComeBack} /> : null}
      </div>
      <Accounts chosen={email} onChoose={choose} />
    </>
  )
}
