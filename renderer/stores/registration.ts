import { create } from 'zustand'
import {
  beginRegistration,
  finishRegistration,
  getMethods,
  renamePasskey,
  type Methods,
  type Where,
} from '../../shared/contract/methods.ts'
import type { Passkey } from '../../shared/contract/passkey.ts'
import { ApiError, call, describeFailure, isCancelled } from '../api/client.ts'
import { computerLabel } from '../lib/desktop.ts'
import { createPasskey, type Outcome } from '../lib/passkey.ts'
import { signalRefused } from '../lib/signal.ts'
import { act } from './freshness.ts'
import { useRemembered } from './remembered.ts'
import { useServer } from './server.ts'
import { useSession } from './session.ts'

type Trouble = Exclude<Outcome<unknown>['status'], 'done' | 'cancelled'>

/** How far a registration has come. */
export type RegistrationState =
  | { at: 'choice'; last: Where | null; trouble: Trouble | null; message: string | null }
  | { at: 'asking' | 'checking'; where: Where }
  /** Stored already, under the proposed name. `codes` are told this once, `advice` is about a second one. */
  | { at: 'saved'; passkey: Passkey; codes: string[]; advice: Methods['advice'] }

interface RegistrationStore {
  state: RegistrationState
  register: (where: Where) => Promise<void>
  cancel: () => void
  rename: (name: string) => Promise<void>
  /** Another passkey, or the page was left. */
  reset: () => void
}

const fresh: RegistrationState = { at: 'choice', last: null, trouble: null, message: null }
let prompting: AbortController | null = null

// A definite refusal of what was created a moment ago: only then can telling the browser not hurt a passkey that counts.
function tidyUp(error: unknown, credentialId: string): void {
  const { server } = useServer.getState()
  const isRefusal = error instanceof ApiError && error.status >= 400 && error.status < 500
  if (isRefusal && server.status === 'ready') signalRefused(server.value.rpId, credentialId)
}

async function store(answer: { challengeId: string; response: { id: string } }): Promise<RegistrationState> {
  const body = { ...answer, ...(await computerLabel()) }
  const { passkey, backupCodes } = await act(finishRegistration, { body }).catch((error: unknown) => {
    tidyUp(error, answer.response.id)
    throw error
  })
  // An enrolment has become a full session; the server may have got its first administrator.
  await Promise.all([useSession.getState().load(), useServer.getState().load()])
  const methods = await call(getMethods, {}).catch(() => null)
  const { state } = useSession.getState()
  if (state.status === 'signed-in') {
    const { credentialId: id, transports } = passkey
    useRemembered
      .getState()
      .remember(state.session.user.email, { way: 'passkey', passkey: { id, transports } })
  }
  return { at: 'saved', passkey, codes: backupCodes ?? [], advice: methods?.advice ?? null }
}

async function ceremony(where: Where, signal: AbortSignal, checking: () => void): Promise<RegistrationState> {
  const choice = { at: 'choice' as const, last: where, trouble: null, message: null }
  try {
    const { challengeId, options } = await act(beginRegistration, { body: { where } })
    const outcome = await createPasskey(options, { signal })
    if (outcome.status === 'cancelled') return choice
    if (outcome.status !== 'done') return { ...choice, trouble: outcome.status }
    checking()
    return await store({ challengeId, response: outcome.response })
  } catch (error) {
    return { ...choice, message: isCancelled(error) ? null : describeFailure(error) }
  }
}

export const useRegistration = create<RegistrationStore>()((set, get) => ({
  state: fresh,
  register: async (where) => {
    prompting?.abort()
    const own = new AbortController()
    prompting = own
    set({ state: { at: 'asking', where } })
    const state = await ceremony(where, own.signal, () => set({ state: { at: 'checking', where } }))
    if (prompting === own) set({ state })
  },
  cancel: () => prompting?.abort(),
  rename: async (name) => {
    const { state } = get()
    if (state.at !== 'saved' || state.passkey.name === name) return
    const { passkey } = await call(renamePasskey, { params: { id: state.passkey.id }, body: { name } })
    set({ state: { ...state, passkey } })
  },
  reset: () => {
    prompting?.abort()
    prompting = null
    set({ state: fresh })
  },
}))
