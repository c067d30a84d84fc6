import { type SyntheticEvent, useState } from 'react'
import { email as emailSchema } from '../../../shared/contract/fields.ts'
import { Button } from '../../components/button.tsx'
import { MissingHere } from '../../components/missing-here.tsx'
import { TextField } from '../../components/text-field.tsx'
import { useThisComputer } from '../../lib/this-computer.ts'
import { useInvalidFocus } from '../../lib/invalid-focus.ts'
import { canUsePasskeys } from '../../lib/passkey.ts'
import type { WayBack } from '../../stores/joining.ts'
import { useSignIn } from '../../stores/sign-in.ts'
import { Ended } from './ended.tsx'
import { ForTheApp } from './for-the-app.tsx'
import { OtherWays } from './other-ways.tsx'
import { Primary } from './primary.tsx'
import { usePromptFocus } from './prompt-focus.ts'
import { Trouble } from './trouble.tsx'
import { BrowserMayHelp, UseMyBrowser } from './use-my-browser.tsx'

interface StartStepProps {
  email: string
  setEmail: (email: string) => void
  /** The e-mail is one: goes on to what comes first for it. */
  onContinue: () => void
  /** Undefined where passwords are not used at all. */
  onPassword?: () => void
  onComeBack: (way: WayBack) => void
}

/** The usual way: e-mail, the passkey prompt, and always a way on beside it. */
export function StartStep({ email, setEmail, onContinue, onPassword, onComeBack }: StartStepProps) {
  const { state, signIn } = useSignIn()
  // A new object for each complaint, so that the focus goes to the field again.
  const [errors, setErrors] = useState<{ email?: string }>({})
  const [isElsewhere, setElsewhere] = useState(false)
  const form = useInvalidFocus(errors)
  const { missing } = useThisComputer()
  const isAsking = state.at === 'asking'
  const isUnderWay = isAsking || state.at === 'checking'
  const { region, openedHere } = usePromptFocus(isAsking)

  const withEmail = (goOn: () => void) => () => {
    const wrong = emailSchema.safeParse(email).error?.issues[0]?.message
    setErrors(wrong === undefined ? {} : { email: wrong })
    if (wrong === undefined) goOn()
  }
  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    if (!isUnderWay) withEmail(onContinue)()
  }
  const askForAny = withEmail(() => {
    openedHere()
    void signIn(email.trim(), 'any')
  })
  const toPassword = onPassword && withEmail(onPassword)
  return (
    <div className="entry__card">
      <title>Sign in · WeftID</title>
      <div>
        <h1>Sign in</h1>
        <ForTheApp />
      </div>
      <Ended />
      <form className="entry__form" noValidate onSubmit={submit} ref={form}>
        <TextField
          label="E-mail"
          type="email"
          autoComplete="username"
          size="large"
          isRequired
          autoFocus={!isAsking}
          value={email}
          onChange={setEmail}
          isReadOnly={isUnderWay}
          error={errors.email}
        />
        <Trouble state={state} />
        <BrowserMayHelp state={state} />
        {missing?.canSetUp === true && !isUnderWay ? <MissingHere missing={missing} /> : null}
        <div className="entry__primary" ref={region}>
          <Primary />
        </div>
      </form>
      <div className="entry__links">
        {toPassword ? (
          <Button variant="quiet" onPress={toPassword}>
            Use password instead
          </Button>
        ) : null}
        <Button variant="quiet" aria-expanded={isElsewhere} onPress={() => setElsewhere(!isElsewhere)}>
          Use another way
        </Button>
        <UseMyBrowser state={state} />
      </div>
      {isElsewhere ? (
        <OtherWays
          {...(canUsePasskeys() && { onPasskey: askForAny })}
          {...(toPassword && { onPassword: toPassword })}
          onComeBack={onComeBack}
        />
      ) : null}
    </div>
  )
}
