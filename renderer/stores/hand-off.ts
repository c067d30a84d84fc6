import { create } from 'zustand'
import type { HandOffOutcome } from '../../shared/ipc.ts'
import { desktop } from '../lib/desktop.ts'
import { rememberedAccount, useRemembered } from './remembered.ts'
import { useSession } from './session.ts'
import { useSignIn } from './sign-in.ts'

/** How it stands with signing the app in through the system's browser. */
export type HandOffState =
  | { at: 'idle' }
  | { at: 'opening' }
  | { at: 'waiting'; matchCode: string }
  | { at: 'ended'; outcome: HandOffOutcome }
  /** There is no browser that could be opened. */
  | { at: 'no-browser' }

interface HandOffStore {
  state: HandOffState
  begin: () => Promise<void>
  /** Waits no longer, and forgets how the last one ended. */
  cancel: () => void
}

// Main answers in the order it was asked; what an earlier call says is no longer of interest.
let latest = 0

export const useHandOff = create<HandOffStore>()((set, get) => ({
  state: { at: 'idle' },
  begin: async () => {
    if (desktop === null) return
    const own = (latest += 1)
    useSignIn.getState().cancel()
    set({ state: { at: 'opening' } })
    const begun = await desktop.beginHandOff().catch(() => null)
    if (own !== latest) return
    set({ state: begun ? { at: 'waiting', ...begun } : { at: 'no-browser' } })
  },
  cancel: () => {
    if (get().state.at === 'idle') return
    latest += 1
    void desktop?.cancelHandOff()
    set({ state: { at: 'idle' } })
  },
}))

/** Hears in the app how the browser came back; whoever it signed in is known on this computer from then on. */
export function startHandOff(): void {
  if (desktop === null) return
  desktop.onHandOffEnded(({ outcome }) => {
    latest += 1
    useHandOff.setState({ state: { at: 'ended', outcome } })
  })
  useSession.subscribe(({ state }) => {
    if (state.status !== 'signed-in' || state.session.kind !== 'full') return
    const { email } = state.session.user
    if (!rememberedAccount(email)) useRemembered.getState().remember(email, {})
  })
}
