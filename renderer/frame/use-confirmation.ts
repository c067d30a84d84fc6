import { useEffect, useRef, useState } from 'react'
import type { Freshness } from '../../shared/contract/endpoint.ts'
import type { SecondStep } from '../../shared/contract/next-step.ts'
import { ApiError } from '../api/client.ts'
import { type ConfirmWays, confirmWays, type Means, reaching } from '../lib/confirm-ways.ts'
import { useFreshness } from '../stores/freshness.ts'
import { useMethods } from '../stores/methods.ts'
import { promptTroubles, refusals, startAgain } from './confirm-words.ts'
import { type Trial, useTrial } from './use-trial.ts'

interface Chosen {
  means: Means
  /** After a right password: what may follow it. */
  oneOf: SecondStep[]
}

/** Where a confirmation stands, and what its dialog can do. */
export interface Confirmation extends Pick<Trial, 'busy' | 'trouble' | 'error'> {
  means: Means
  /** What else could be used now. */
  others: Means[]
  choose: (means: Means) => void
  /** Opens the prompt for a passkey or a security key. */
  ask: () => void
  stopAsking: () => void
  /** Sends the password or code. */
  send: (secret: string) => void
  close: () => void
}

function useWays(level: Freshness): ConfirmWays {
  const { methods, load } = useMethods()
  useEffect(() => {
    if (level !== 'passkey') void load()
  }, [level, load])
  if (level === 'passkey' || methods.status !== 'ready') return { passkey: true, afterPassword: [] }
  return confirmWays(level, methods.value)
}

function othersOf({ means, oneOf }: Chosen, ways: ConfirmWays): Means[] {
  if (means === 'passkey') return ways.afterPassword.length > 0 ? ['password'] : []
  const withPasskey: Means[] = ways.passkey ? ['passkey'] : []
  return [...oneOf.filter((step) => step !== means), ...withPasskey]
}

/** One confirmation from its first question to its end. What it takes to be enough, the server decides. */
export function useConfirmation(level: Freshness): Confirmation {
  const { withPassword, withCode, dismiss } = useFreshness()
  const ways = useWays(level)
  const [picked, setPicked] = useState<Chosen | null>(null)
  const { busy, trouble, error, say, attempt } = useTrial()
  const prompt = usePrompt()

  const first: Means = ways.passkey || ways.afterPassword.length === 0 ? 'passkey' : 'password'
  const chosen = picked ?? { means: first, oneOf: [] }
  const { means, oneOf } = chosen

  const show = (next: Chosen) => {
    prompt.stop()
    setPicked(next)
    say()
  }
  const explain = (failure: unknown): boolean => {
    const code = failure instanceof ApiError ? failure.code : null
    if (code === 'sign-in.failed') say({ error: refusals[means] })
    if (code === 'fresh.required') {
      // What the password proved is used up: too many tries, or too long ago.
      setPicked({ means: 'password', oneOf: [] })
      say({ trouble: startAgain })
    }
    return code === 'sign-in.failed' || code === 'fresh.required'
  }
  const afterPassword = async (password: string) => {
    const enough = reaching(await withPassword(password), level, ways.passkey)
    const [next] = enough
    if (next === undefined)
      throw new ApiError('conflict', 'Nothing on your account completes a password here.')
    show({ means: next, oneOf: enough })
  }
  const askNow = async () => {
    const words = promptTroubles(means)[await prompt.run(means)]
    if (words) say({ trouble: words })
  }
  const sendNow = (secret: string) =>
    means === 'totp' || means === 'backup-code' ? withCode(means, secret) : afterPassword(secret)
  return {
    busy,
    trouble,
    error,
    means,
    others: othersOf(chosen, ways),
    choose: (next) => show({ means: next, oneOf }),
    ask: () => void attempt('asking', askNow, explain),
    stopAsking: prompt.stop,
    send: (secret) => void attempt('sending', () => sendNow(secret), explain),
    close: dismiss,
  }
}

/** The one prompt of this dialog, closed with it. */
function usePrompt() {
  const { withPasskey, withSecurityKey } = useFreshness()
  const running = useRef<AbortController | null>(null)
  useEffect(() => () => running.current?.abort(), [])
  const run = async (means: Means) => {
    const own = new AbortController()
    running.current = own
    try {
      return await (means === 'security-key' ? withSecurityKey(own.signal) : withPasskey(own.signal))
    } catch (failure) {
      if (own.signal.aborted) return 'cancelled'
      throw failure
    }
  }
  return { run, stop: () => running.current?.abort() }
}
