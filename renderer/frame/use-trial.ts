import { useState } from 'react'
import { describeFailure } from '../api/client.ts'
import type { Trouble } from './confirm-words.ts'

/** One try after the other to prove something, and what to say after each. */
export interface Trial {
  /** `asking` while the system's own prompt is up, `sending` while the server thinks. */
  busy: 'asking' | 'sending' | null
  trouble: Trouble | null
  /** What is wrong with the password or code that was sent. */
  error: string | undefined
  /** Forgets what was said, or says this instead. */
  say: (said?: { trouble?: Trouble; error?: string }) => void
  /** Runs `work`; `onError` says whether it dealt with what was thrown. */
  attempt: (
    kind: 'asking' | 'sending',
    work: () => Promise<void>,
    onError: (error: unknown) => boolean,
  ) => Promise<void>
}

export function useTrial(): Trial {
  const [busy, setBusy] = useState<Trial['busy']>(null)
  const [{ trouble = null, error }, say] = useState<{ trouble?: Trouble; error?: string }>({})
  const attempt: Trial['attempt'] = async (kind, work, onError) => {
    setBusy(kind)
    say({})
    try {
      await work()
    } catch (failure) {
      if (!onError(failure)) say({ trouble: { tone: 'danger', words: describeFailure(failure) } })
    } finally {
      setBusy(null)
    }
  }
  return { busy, trouble, error, say: (said = {}) => say(said), attempt }
}
