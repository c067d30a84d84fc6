import { create } from 'zustand'
import type { CallOf, Endpoint, Freshness, ResponseOf } from '../../shared/contract/endpoint.ts'
import type { SecondStep } from '../../shared/contract/next-step.ts'
import {
  beginFreshPasskey,
  beginFreshSecurityKey,
  confirmBackupCode,
  confirmPassword,
  confirmTotp,
  finishFreshPasskey,
  finishFreshSecurityKey,
} from '../../shared/contract/session.ts'
import { cancelled } from '../api/api-error.ts'
import { ApiError, call } from '../api/client.ts'
import { getPasskey, type Outcome } from '../lib/passkey.ts'
import { useSession } from './session.ts'

type Ended = Outcome<unknown>['status']

interface FreshnessStore {
  /** What the waiting acts need; null while the "Confirm it's you" dialog is closed. */
  level: Freshness | null
  /** Runs the prompt; the dialog draws the outcome. Closes the dialog once confirmed. */
  withPasskey: (signal: AbortSignal) => Promise<Ended>
  /** The first half without a passkey; answers what can be the second. */
  withPassword: (password: string) => Promise<SecondStep[]>
  withCode: (step: 'totp' | 'backup-code', code: string) => Promise<void>
  withSecurityKey: (signal: AbortSignal) => Promise<Ended>
  /** The person does not want to confirm: the waiting act ends as cancelled. */
  dismiss: () => void
}

interface Waiting {
  level: Freshness
  settle: (confirmed: boolean) => void
}

// The acts that wait for the one dialog; each is told how it ended.
let waiting: Waiting[] = []

function settleAll(confirmed: boolean): void {
  const settled = waiting
  waiting = []
  useFreshness.setState({ level: null })
  for (const { settle } of settled) settle(confirmed)
}

function confirmed(): void {
  settleAll(true)
  void useSession.getState().load()
}

const ceremonies = {
  passkey: { begin: beginFreshPasskey, finish: finishFreshPasskey },
  'security-key': { begin: beginFreshSecurityKey, finish: finishFreshSecurityKey },
} as const

async function prompt(which: keyof typeof ceremonies, signal: AbortSignal): Promise<Ended> {
  const { begin, finish } = ceremonies[which]
  const { challengeId, options } = await call(begin, {}, { signal })
  const outcome = await getPasskey(options, { signal })
  if (outcome.status !== 'done') return outcome.status
  await call(finish, { body: { challengeId, response: outcome.response } })
  confirmed()
  return 'done'
}

export const useFreshness = create<FreshnessStore>()(() => ({
  level: null,
  withPasskey: (signal) => prompt('passkey', signal),
  withPassword: async (password) => {
    const { next } = await call(confirmPassword, { body: { password } })
    return next.done ? [] : next.oneOf
  },
  withCode: async (step, code) => {
    await call(step === 'totp' ? confirmTotp : confirmBackupCode, { body: { code } })
    confirmed()
  },
  withSecurityKey: (signal) => prompt('security-key', signal),
  dismiss: () => settleAll(false),
}))

const ranks: readonly Freshness[] = ['level-1', 'level-2', 'passkey']

function askToConfirm(level: Freshness): Promise<boolean> {
  return new Promise((settle) => {
    waiting.push({ level, settle })
    // One dialog for all that wait: what is enough for the strictest is enough for each.
    const levels = waiting.map((each) => each.level)
    useFreshness.setState({ level: ranks.findLast((rank) => levels.includes(rank)) ?? level })
  })
}

let lastAct = -Infinity

/** When the person at this page last did something of weight, by this computer's clock. */
export const actedAt = (): number => lastAct

/**
 * Calls like `call`; where the server wants a fresh proof it asks the person to confirm and then continues by itself.
 * Rejects with the code `cancelled` where they do not.
 */
export async function act<E extends Endpoint>(endpoint: E, input: CallOf<E>): Promise<ResponseOf<E>> {
  lastAct = Date.now()
  try {
    return await call(endpoint, input)
  } catch (error) {
    if (!(error instanceof ApiError) || error.code !== 'fresh.required') throw error
    if (!(await askToConfirm(endpoint.fresh ?? 'passkey'))) throw cancelled()
    lastAct = Date.now()
    return await call(endpoint, input)
  }
}

// Whoever was signed out meanwhile has nothing left to confirm.
useSession.subscribe(({ state }) => {
  if (state.status === 'signed-out' && useFreshness.getState().level !== null)
    useFreshness.getState().dismiss()
})
