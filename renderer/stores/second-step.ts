import { create } from 'zustand'
import type { ResponseOf } from '../../shared/contract/endpoint.ts'
import type { EndReason } from '../../shared/contract/events.ts'
import type { SecondStep } from '../../shared/contract/next-step.ts'
import { getSession, signOut } from '../../shared/contract/session.ts'
import {
  beginSecurityKeySignIn,
  finishSecurityKeySignIn,
  signInWithBackupCode,
  signInWithPassword,
  signInWithTotp,
} from '../../shared/contract/sign-in.ts'
import { cancelled } from '../api/api-error.ts'
import { ApiError, call } from '../api/client.ts'
import { computerLabel } from '../lib/desktop.ts'
import { getPasskey, type Outcome } from '../lib/passkey.ts'
import { type RememberedAccount, useRemembered } from './remembered.ts'
import { useSession } from './session.ts'

/** How a sign-in is remembered once it is complete. */
type How = Partial<Omit<RememberedAccount, 'email'>>
type SignedIn = ResponseOf<typeof signInWithTotp>

interface SecondStepStore {
  /** The sign-in between its first factor and its second; the server's half is in the cookie, and a reload starts over. */
  pending: { how: How; oneOf: readonly SecondStep[] } | null
  /** Why the last one came to nothing. */
  ended: EndReason | null
  /** Opens one where the password is right. Rejects with `sign-in.failed` where it is not, or the account does not exist. */
  withPassword: (email: string, password: string) => Promise<void>
  withCode: (step: 'totp' | 'backup-code', code: string) => Promise<void>
  /** The prompt for a security key; answers how it ended. */
  withSecurityKey: (signal: AbortSignal) => Promise<Outcome<unknown>['status']>
  /** Drops it, here and at the server. */
  startOver: () => void
  /** The page was left or goes on elsewhere. */
  forget: () => void
}

/** Goes on after a factor was right: into the product, or to the next step. */
export async function proceed({ next, user }: SignedIn, how: How): Promise<void> {
  if (!next.done) {
    useSecondStep.setState({ pending: { how, oneOf: next.oneOf }, ended: null })
    return
  }
  useRemembered.getState().remember(user.email, how)
  useSession.getState().enter(await call(getSession, {}))
  useSecondStep.setState({ pending: null })
}

/** Runs one second step. Where the server has dropped the sign-in meanwhile, so does the page. */
async function run<T>(step: (how: How) => Promise<T>): Promise<T> {
  const { pending } = useSecondStep.getState()
  if (pending === null) throw cancelled()
  try {
    return await step(pending.how)
  } catch (error) {
    if (error instanceof ApiError && isOver(error)) {
      useSecondStep.setState({ pending: null, ended: error.reason ?? 'expired' })
      throw cancelled()
    }
    throw error
  }
}

// The fifth wrong code ends the sign-in that it was for.
const isOver = ({ code, reason }: ApiError) => code === 'session.required' || reason === 'tries-used-up'

// Whoever starts over is out before they come in again: its answer takes the cookie away.
let leaving: Promise<unknown> = Promise.resolve()

/** Whoever started over is out: a cookie that comes now stays. */
export const left = (): Promise<unknown> => leaving

export const useSecondStep = create<SecondStepStore>()((set, get) => ({
  pending: null,
  ended: null,
  withPassword: async (email, password) => {
    await leaving
    const { next } = await call(signInWithPassword, { body: { email, password, ...(await computerLabel()) } })
    set({ pending: next.done ? null : { how: { way: 'password' }, oneOf: next.oneOf }, ended: null })
  },
  withCode: (step, code) =>
    run(async (how) => {
      const endpoint = step === 'totp' ? signInWithTotp : signInWithBackupCode
      await proceed(await call(endpoint, { body: { code } }), how)
    }),
  withSecurityKey: (signal) =>
    run(async (how) => {
      const { challengeId, options } = await call(beginSecurityKeySignIn, {}, { signal })
      const outcome = await getPasskey(options, { signal })
      if (outcome.status !== 'done') return outcome.status
      await proceed(
        await call(finishSecurityKeySignIn, { body: { challengeId, response: outcome.response } }),
        how,
      )
      return outcome.status
    }),
  startOver: () => {
    if (get().pending !== null) leaving = call(signOut, {}).catch(() => undefined)
    set({ pending: null, ended: null })
  },
  forget: () => set({ pending: null, ended: null }),
}))
