import { create } from 'zustand'
import type { CallOf, Endpoint, ResponseOf } from '../../shared/contract/endpoint.ts'
import { beginFreshPasskey, finishFreshPasskey } from '../../shared/contract/session.ts'
import { cancelled } from '../api/api-error.ts'
import { ApiError, call } from '../api/client.ts'
import { getPasskey, type Outcome } from '../lib/passkey.ts'
import { useSession } from './session.ts'

interface FreshnessStore {
  /** Whether the "Confirm it's you" dialog is open. */
  isAsking: boolean
  /** Runs the prompt; the dialog draws the outcome. Closes the dialog once confirmed. */
  confirm: (signal: AbortSignal) => Promise<Outcome<unknown>['status']>
  /** The person does not want to confirm: the waiting act ends as cancelled. */
  dismiss: () => void
}

// The acts that wait for the one dialog; each is told how it ended.
let waiting: ((confirmed: boolean) => void)[] = []

function settleAll(confirmed: boolean): void {
  const settled = waiting
  waiting = []
  for (const each of settled) each(confirmed)
}

export const useFreshness = create<FreshnessStore>()((set) => ({
  isAsking: false,
  confirm: async (signal) => {
    const { challengeId, options } = await call(beginFreshPasskey, {})
    const outcome = await getPasskey(options, { signal })
    if (outcome.status !== 'done') return outcome.status
    await call(finishFreshPasskey, { body: { challengeId, response: outcome.response } })
    set({ isAsking: false })
    settleAll(true)
    void useSession.getState().load()
    return 'done'
  },
  dismiss: () => {
    set({ isAsking: false })
    settleAll(false)
  },
}))

function askToConfirm(): Promise<boolean> {
  return new Promise((resolve) => {
    waiting.push(resolve)
    useFreshness.setState({ isAsking: true })
  })
}

/**
 * Calls like `call`; where the server wants a fresh proof it asks the person to confirm and then continues by itself.
 * Rejects with the code `cancelled` where they do not.
 */
export async function act<E extends Endpoint>(endpoint: E, input: CallOf<E>): Promise<ResponseOf<E>> {
  try {
    return await call(endpoint, input)
  } catch (error) {
    if (!(error instanceof ApiError) || error.code !== 'fresh.required') throw error
    if (!(await askToConfirm())) throw cancelled()
    return await call(endpoint, input)
  }
}

// Whoever was signed out meanwhile has nothing left to confirm.
useSession.subscribe(({ state }) => {
  if (state.status === 'signed-out' && useFreshness.getState().isAsking) useFreshness.getState().dismiss()
})
