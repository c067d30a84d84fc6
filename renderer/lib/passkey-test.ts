import { useEffect, useRef, useState } from 'react'
import { describeFailure } from '../api/client.ts'

/** How a test of one passkey ended. `another`: a different passkey answered. */
export type Tested =
  'works' | 'another' | 'rejected' | 'dismissed' | 'cancelled' | 'misconfigured' | 'unsupported'

export type TestState =
  | { at: 'idle' }
  | { at: 'asking' }
  | { at: 'ended'; how: Exclude<Tested, 'cancelled'> }
  /** The test itself could not be done. */
  | { at: 'failed'; message: string }

export interface PasskeyTest {
  state: TestState
  start: () => void
  /** Closes the prompt, or takes the result away. */
  stop: () => void
}

/** A test of one passkey, from its button to its result. */
export function usePasskeyTest(run: (signal: AbortSignal) => Promise<Tested>): PasskeyTest {
  const [state, setState] = useState<TestState>({ at: 'idle' })
  const running = useRef<AbortController | null>(null)
  useEffect(() => () => running.current?.abort(), [])
  const opener = useRef<Element | null>(null)
  const test = async () => {
    const own = new AbortController()
    running.current = own
    opener.current = document.activeElement
    setState({ at: 'asking' })
    try {
      const how = await run(own.signal)
      setState(how === 'cancelled' ? { at: 'idle' } : { at: 'ended', how })
    } catch (error) {
      setState(own.signal.aborted ? { at: 'idle' } : { at: 'failed', message: describeFailure(error) })
    }
  }
  const stop = () => {
    running.current?.abort()
    setState({ at: 'idle' })
    // What had the focus is gone with it.
    if (opener.current instanceof HTMLElement) opener.current.focus()
  }
  return { state, start: () => void test(), stop }
}
