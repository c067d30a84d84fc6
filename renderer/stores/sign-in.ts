import { create } from 'zustand'
import { canonicalEmail } from '../../shared/contract/fields.ts'
import { beginPasskeySignIn, finishPasskeySignIn } from '../../shared/contract/sign-in.ts'
import type { RequestOptions, Transport } from '../../shared/contract/webauthn.ts'
import { ApiError, call, describeFailure } from '../api/client.ts'
import { computerLabel } from '../lib/desktop.ts'
import { getPasskey, type Outcome } from '../lib/passkey.ts'
import { useRemembered } from './remembered.ts'
import { useSession } from './session.ts'

/** What the sign-in page shows below the e-mail. */
export type SignInState =
  | { at: 'ready' }
  | { at: 'asking' }
  | { at: 'checking' }
  | { at: 'dismissed' }
  | { at: 'rejected' }
  | { at: 'misconfigured' | 'unsupported' | 'more-needed' }
  | { at: 'failed'; message: string }

interface SignInStore {
  state: SignInState
  /** Opens the prompt; `narrowed` asks first for the passkey that last worked here, which only a first try may. */
  signIn: (email: string, how: { narrowed: boolean }) => Promise<void>
  cancel: () => void
  reset: () => void
}

let prompting: AbortController | null = null

function narrow(options: RequestOptions, email: string): RequestOptions {
  const known = useRemembered
    .getState()
    .accounts.find((each) => canonicalEmail(each.email) === canonicalEmail(email))
  if (!known?.passkey) return options
  const { id, transports } = known.passkey
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

async function ceremony(email: string, narrowed: boolean, signal: AbortSignal, checking: () => void) {
  const body = email.trim() === '' ? {} : { email }
  const { challengeId, options } = await call(beginPasskeySignIn, { body }, { signal })
  const outcome = await getPasskey(narrowed ? narrow(options, email) : options, { signal })
  if (outcome.status !== 'done') return afterPrompt(outcome.status)
  checking()
  const { response } = outcome
  const answer = { challengeId, response, ...(await computerLabel()) }
  const { next, user } = await call(finishPasskeySignIn, { body: answer })
  if (!next.done) return { at: 'more-needed' as const }
  const transports: Transport[] = response.authenticatorAttachment === 'platform' ? ['internal'] : []
  useRemembered.getState().remember(user, response.id, transports)
  await useSession.getState().load()
  return { at: 'ready' as const }
}

export const useSignIn = create<SignInStore>()((set) => ({
  state: { at: 'ready' },
  signIn: async (email, { narrowed }) => {
    prompting?.abort()
    const own = new AbortController()
    prompting = own
    set({ state: { at: 'asking' } })
    const checking = () => set({ state: { at: 'checking' } })
    const state = await ceremony(email, narrowed, own.signal, checking).catch(afterFailure)
    if (prompting === own) set({ state: own.signal.aborted ? { at: 'ready' } : state })
  },
  cancel: () => prompting?.abort(),
  reset: () => {
    prompting?.abort()
    prompting = null
    set({ state: { at: 'ready' } })
  },
}))
