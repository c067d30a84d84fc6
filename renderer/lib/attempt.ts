import { useState } from 'react'
import { describeFailure, isCancelled } from '../api/client.ts'

interface Attempt {
  isBusy: boolean
  /** Why the last try failed, in words; null while there is nothing to say. */
  failure: string | null
  /** Runs `act`. What it throws becomes `failure`, unless the person stopped it or `onError` says it dealt with it. */
  attempt: (act: () => Promise<void>, onError?: (error: unknown) => boolean) => void
}

/** One act of a form or dialog, with what to draw meanwhile and after a failure. */
export function useAttempt(): Attempt {
  const [isBusy, setBusy] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)
  const run = async (act: () => Promise<void>, onError: (error: unknown) => boolean) => {
    setBusy(true)
    setFailure(null)
    try {
      await act()
    } catch (error) {
      if (!isCancelled(error) && !onError(error)) setFailure(describeFailure(error))
    } finally {
      setBusy(false)
    }
  }
  return { isBusy, failure, attempt: (act, onError = () => false) => void run(act, onError) }
}
