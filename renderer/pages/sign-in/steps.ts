import { useEffect, useState } from 'react'
import type { WayBack } from '../../stores/joining.ts'
import { useRemembered } from '../../stores/remembered.ts'
import { useSecondStep } from '../../stores/second-step.ts'
import { usePasswordAllowed } from '../../stores/server.ts'
import { useSignIn } from '../../stores/sign-in.ts'
import { firstStep } from './first-step.ts'

/** What the sign-in page shows; `verify` is the second step, while one is pending. */
export type Step = 'start' | 'password' | 'verify' | WayBack

interface Steps {
  step: Step
  email: string
  setEmail: (email: string) => void
  isPasswordAllowed: boolean
  /** Another step of the same account; a prompt that is up is closed. */
  goTo: (step: Exclude<Step, 'verify'>) => void
  /** What comes first for this account: its password, or the passkey prompt. */
  goOn: (email: string) => void
  /** How often it was started with; each time the page begins anew. */
  round: number
  /** To the beginning, for this account or another. */
  startWith: (email: string) => void
}

/** The way through the sign-in page. Nothing of it outlives the page. */
export function useSteps(): Steps {
  const last = useRemembered((store) => store.accounts[0]?.email ?? '')
  const isPasswordAllowed = usePasswordAllowed()
  const { signIn, cancel, reset } = useSignIn()
  const { pending, startOver, forget } = useSecondStep()
  const isFirst = (address: string) => firstStep(address, isPasswordAllowed)
  const [email, setEmail] = useState(last)
  const [chosen, choose] = useState<Exclude<Step, 'verify'>>(() => isFirst(last))
  const [round, setRound] = useState(0)
  useEffect(() => {
    return () => {
      reset()
      forget()
    }
  }, [reset, forget])

  const goTo: Steps['goTo'] = (step) => {
    cancel()
    forget()
    choose(step)
  }
  return {
    step: pending === null ? chosen : 'verify',
    email,
    setEmail,
    isPasswordAllowed,
    round,
    goTo,
    goOn: (address) => {
      const step = isFirst(address)
      goTo(step)
      setEmail(address)
      if (step === 'start') void signIn(address)
    },
    startWith: (address) => {
      cancel()
      startOver()
      setEmail(address)
      choose('start')
      setRound(round + 1)
    },
  }
}
