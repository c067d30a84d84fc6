import { useEffect } from 'react'
import { useHandOff } from '../../stores/hand-off.ts'
import { Accounts } from './accounts.tsx'
import { comeBackWords } from './come-back-words.ts'
import { ComeBack } from './come-back.tsx'
import { InBrowser } from './in-browser.tsx'
import { PasswordStep } from './password-step.tsx'
import { StartStep } from './start-step.tsx'
import { type Step, useSteps } from './steps.ts'
import { VerifyStep } from './verify-step.tsx'
import './sign-in.css'

const titles: Record<Step, string> = {
  start: 'Sign in',
  password: 'Enter your password',
  verify: 'Two-step verification',
  'backup-code': comeBackWords['backup-code'].title,
  'temporary-pass': comeBackWords['temporary-pass'].title,
}

/** Signing in: with a passkey, with a password and a second step, or coming back without either. */
export function SignInPage() {
  const steps = useSteps()
  const { step, email, goOn, startWith } = steps
  const { state: handOff, cancel: leaveBrowser } = useHandOff()
  useEffect(() => leaveBrowser, [leaveBrowser])
  const isInBrowser = handOff.at !== 'idle'
  return (
    <>
      {/* Stays in place, so that each change of it is read out. */}
      <p className="unseen" role="status">
        {isInBrowser ? 'Sign in with your browser' : titles[step]}
      </p>
      {isInBrowser ? <InBrowser state={handOff} /> : <CurrentStep {...steps} />}
      {!isInBrowser && (step === 'start' || step === 'password') ? (
        <Accounts chosen={email} onChoose={goOn} onForget={() => startWith('')} />
      ) : null}
    </>
  )
}

function CurrentStep({ step, email, setEmail, isPasswordAllowed, ...go }: ReturnType<typeof useSteps>) {
  const startOver = () => go.startWith(email)
  const address = email.trim()
  const toPassword = isPasswordAllowed ? { onPassword: () => go.goTo('password') } : {}
  if (step === 'start') {
    return (
      <StartStep
        key={go.round}
        {...toPassword}
        email={email}
        setEmail={setEmail}
        onContinue={() => go.goOn(address)}
        onComeBack={go.goTo}
      />
    )
  }
  if (step === 'password') {
    return <PasswordStep key={address} email={address} onChangeEmail={startOver} onComeBack={go.goTo} />
  }
  if (step === 'verify') return <VerifyStep email={address} onStartOver={startOver} />
  return <ComeBack {...toPassword} way={step} email={email} onBack={startOver} />
}
