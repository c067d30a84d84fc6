import { create } from 'zustand'
import { canonicalEmail } from '../../shared/contract/fields.ts'
import { beginPasskeySignIn, finishPasskeySignIn } from '../../shared/contract/sign-in.ts'
import type { RequestOptions, Transport } from '../../shared/contract/webauthn.ts'
import { ApiError, call, describeFailure } from '../api/client.ts'
import { computerLabel } from '../lib/desktop.ts'
import { getPasskey, type Outcome } from '../lib/passkey.ts'
import { rememberedAccount } from './remembered.ts'
import { left, proceed } from './second-step.ts'

/** How it stands with the passkey prompt of the sign-in page. */
export type SignInState =
  | { at: 'ready' }
  | { at: 'asking' }
  | { at: 'checking' }
  | { at: 'dismissed' }
  | { at: 'rejected' }
  | { at: 'misconfigured' | 'unsupported' }
  | { at: 'failed'; message: string }

interface SignInStore {
  state: SignInState
  /** Whom the prompt was opened for already, by canonical e-mail. */
  tried: readonly string[]
  /** Opens the prompt. The first try asks for the passkey that last worked here, no other does, nor where `any` will do. */
  signIn: (email: string, which?: 'any') => Promise<void>
  /** Closes the prompt; what was said of the last one is no longer of interest. */
  cancel: () => void
  /** The page was left. */
  reset: () => void
}

let prompting: AbortController | null = null

function narrow(options: RequestOptions, email: string): RequestOptions {
  const passkey = rememberedAccount(email)?.passkey
  if (!passkey) return options
  const { id, transports } = passkey
  const allowed = { type: 'public-key' as const, id, ...(transports.length > 0 && { transports }) }
  return { ...options, allowCredentials: [allowed] }
}

function afterPrompt(status: Exclude<Outcome<unknown>['status'], 'done'>): SignInState {
  switch (status) {
    case 'cancelled':
      return { at: 'ready' }
    case 'misconfigured':
    case 'unsupported':
      return { at: status }
    case 'dismissed':
    case 'already-registered':
      return { at: 'dismissed' }
  }
}

function afterFailure(error: unknown): SignInState {
  if (error instanceof ApiError && error.code === 'passkey.rejected') return { at: 'rejected' }
  return { at: 'failed', message: describeFailure(error) }
}

interface Try {
  email: string
  isNarrowed: boolean
  signal: AbortSignal
}

async function ceremony({ email, isNarrowed, signal }: Try, checking: () => void): Promise<SignInState> {
  const body = email === '' ? {} : { email }
  const { challengeId, options } = await call(beginPasskeySignIn, { body }, { signal })
  const outcome = await getPasskey(isNarrowed ? narrow(options, email) : options, { signal })
  if (outcome.status !== 'done') return afterPrompt(outcome.status)
  checking()
  await left()
  const { response } = outcome
  const answer = await call(finishPasskeySignIn, {
    body: { challengeId, response, ...(await computerLabel()) },
  })
  const transports: Transport[] = response.authenticatorAttachment === 'platform' ? ['internal'] : []
  await proceed(answer, { way: 'passkey', passkey: { id: response.id, transports } })
  return { at: 'ready' }
}

export const useSignIn = create<SignInStore>()((set, get) => ({
  state: { at: 'ready' },
  tried: [],
  signIn: async (email, which) => {
    prompting?.abort()
    const own = new AbortController()
    prompting = own
    const { tried } = get()
    const isNarrowed = which !== 'any' && !tried.includes(canonicalEmail(email))
    set({ state: { at: 'asking' }, tried: [...tried, canonicalEmail(email)] })
    const checking = () => set({ state: { at: 'checking' } })
    const state = await ceremony({ email, isNarrowed, signal: own.signal }, checking).catch(afterFailure)
    if (prompting === own) set({ state: own.signal.aborted ? { at: 'ready' } : state })
  },
  cancel: () => {
    prompting?.abort()
    if (get().state.at !== 'checking') set({ state: { at: 'ready' } })
  },
  reset: () => {
    prompting?.abort()
    prompting = null
    set({ state: { at: 'ready' }, tried: [] })
  },
}))
