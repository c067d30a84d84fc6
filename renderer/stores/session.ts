import { create } from 'zustand'
import type { EndReason } from '../../shared/contract/events.ts'
import type { Permission } from '../../shared/contract/roles.ts'
import { type CurrentSession, getSession, signOut } from '../../shared/contract/session.ts'
import { ApiError, call, describeFailure, onSessionRequired } from '../api/client.ts'

export type SessionState =
  | { status: 'loading' }
  | { status: 'failed'; message: string }
  /** `reason` is null where nobody was signed in to begin with. */
  | { status: 'signed-out'; reason: EndReason | null }
  | { status: 'signed-in'; session: CurrentSession }

interface SessionStore {
  state: SessionState
  /** In this page's life nobody was signed in at some time: whoever is now has come in here. */
  wasOut: boolean
  /** Asks the server who is signed in; what is known stays until the answer is there. */
  load: () => Promise<void>
  /** A session was opened, renewed or changed. */
  enter: (session: CurrentSession) => void
  /** The session is over, here and now; the page says why. */
  leave: (reason: EndReason) => void
  /** The person wants out. Signed out even where the server cannot be told just now. */
  signOut: () => Promise<void>
  /** The words about the last session have been read. */
  forgetReason: () => void
}

export const useSession = create<SessionStore>()((set, get) => ({
  state: { status: 'loading' },
  wasOut: false,
  load: async () => {
    if (get().state.status === 'failed') set({ state: { status: 'loading' } })
    const before = get().state.status
    try {
      const session = await ask(before === 'signed-in')
      // An answer that set out before the session ended must not bring it back.
      if (before === 'signed-out' || get().state.status !== 'signed-out') get().enter(session)
    } catch (error) {
      if (error instanceof ApiError && error.code === 'session.required') signedOut(error.reason)
      else if (get().state.status === 'loading')
        set({ state: { status: 'failed', message: describeFailure(error) } })
    }
  },
  enter: (session) => set({ state: { status: 'signed-in', session } }),
  leave: (reason) => {
    if (get().state.status !== 'signed-out') set({ state: { status: 'signed-out', reason } })
  },
  signOut: async () => {
    await call(signOut, {}).catch(() => undefined)
    get().leave('signed-out')
  },
  forgetReason: () => {
    if (get().state.status === 'signed-out') set({ state: { status: 'signed-out', reason: null } })
  },
}))

/** Asks once more where somebody was signed in: confirming who one is changes the cookie under requests on their way. */
async function ask(again: boolean): Promise<CurrentSession> {
  try {
    return await call(getSession, {})
  } catch (error) {
    const isFinal =
      !(error instanceof ApiError) || error.code !== 'session.required' || error.reason !== undefined
    if (isFinal || !again) throw error
    await new Promise((resolve) => setTimeout(resolve, 300))
    return call(getSession, {})
  }
}

function signedOut(reason: EndReason | undefined): void {
  const { state, leave } = useSession.getState()
  if (state.status === 'signed-in') leave(reason ?? 'expired')
  // At the start nobody lost anything: no words, unless the server knows of a session that ended.
  else if (state.status !== 'signed-out') {
    const told = reason === 'signed-out' ? null : (reason ?? null)
    useSession.setState({ state: { status: 'signed-out', reason: told } })
  }
}

onSessionRequired(({ reason }, endpoint) => {
  if (endpoint === getSession) return
  if (reason !== undefined) signedOut(reason)
  else void useSession.getState().load()
})

useSession.subscribe(({ state, wasOut }) => {
  if (state.status === 'signed-out' && !wasOut) useSession.setState({ wasOut: true })
})

/** The session that is open now, or null. */
export function useCurrentSession(): CurrentSession | null {
  return useSession(({ state }) => (state.status === 'signed-in' ? state.session : null))
}

/** Whether the signed-in person may do this at all. */
export function useMay(permission: Permission): boolean {
  return useSession(
    ({ state }) => state.status === 'signed-in' && state.session.permissions.includes(permission),
  )
}

/** The signed-in person's own id, or null. */
export function useOwnId(): string | null {
  return useSession(({ state }) => (state.status === 'signed-in' ? state.session.user.id : null))
}
