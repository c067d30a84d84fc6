import { useState } from 'react'
import { ApiError, describeFailure } from '../../api/client.ts'
import { useAttempt } from '../../lib/attempt.ts'

interface SecretAttempt {
  isBusy: boolean
  /** What was typed is wrong: for the field. */
  refusal: string | undefined
  /** Anything else that went wrong: for the page. */
  trouble: { tone: 'attention' | 'danger'; words: string } | null
  attempt: (act: () => Promise<void>) => void
  /** What was wrong with the last try is no longer of interest. */
  clear: () => void
}

const ofTheField = ['sign-in.failed', 'passkey.rejected', 'input.invalid']

function refusalOf(error: ApiError): string {
  return Object.values(error.fields)[0] ?? describeFailure(error)
}

/** One try to sign in with something that is typed or tapped. */
export function useSecretAttempt(): SecretAttempt {
  const { isBusy, failure, attempt } = useAttempt()
  const [refusal, setRefusal] = useState<string | undefined>()
  const [wait, setWait] = useState<string | null>(null)
  const clear = () => {
    setRefusal(undefined)
    setWait(null)
  }
  const dealWith = (error: unknown): boolean => {
    if (!(error instanceof ApiError)) return false
    const isThrottled = error.code === 'throttled'
    const isRefused = ofTheField.includes(error.code)
    if (isThrottled) setWait(`${describeFailure(error)} A passkey still works.`)
    if (isRefused) setRefusal(refusalOf(error))
    return isThrottled || isRefused
  }
  return {
    isBusy,
    refusal,
    trouble: troubleOf(wait, failure),
    attempt: (act) => {
      clear()
      attempt(act, dealWith)
    },
    clear,
  }
}

function troubleOf(wait: string | null, failure: string | null): SecretAttempt['trouble'] {
  if (wait !== null) return { tone: 'attention', words: wait }
  return failure === null ? null : { tone: 'danger', words: failure }
}
