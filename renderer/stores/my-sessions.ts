import { create } from 'zustand'
import { endMyOtherSessions, endMySession, getMySessions } from '../../shared/contract/methods.ts'
import type { SessionView } from '../../shared/contract/session.ts'
import { ApiError, call, describeFailure } from '../api/client.ts'
import { act } from './freshness.ts'
import type { Remote } from './remote.ts'

interface MySessionsStore {
  /** `hidden` until asked for: seeing them needs a fresh proof. */
  sessions: Remote<SessionView[]> | { status: 'hidden' }
  /** Shows them; asks the person to confirm where that is needed. */
  show: () => Promise<void>
  /** Shows them anew where no confirmation is needed, and changes nothing where it is. */
  refresh: () => Promise<void>
  hide: () => void
  /** Ends another of one's sessions. */
  end: (id: string) => Promise<void>
  /** Ends all but this one and answers how many. */
  endOthers: () => Promise<number>
}

export const useMySessions = create<MySessionsStore>()((set, get) => ({
  sessions: { status: 'hidden' },
  show: async () => {
    const { items } = await act(getMySessions, {})
    set({ sessions: { status: 'ready', value: items } })
  },
  refresh: async () => {
    if (get().sessions.status !== 'ready') set({ sessions: { status: 'loading' } })
    try {
      const { items } = await call(getMySessions, {})
      set({ sessions: { status: 'ready', value: items } })
    } catch (error) {
      const needsProof = error instanceof ApiError && error.code === 'fresh.required'
      // A reload that failed takes nothing away from what is on the page.
      if (get().sessions.status === 'ready') return
      set({
        sessions: needsProof ? { status: 'hidden' } : { status: 'failed', message: describeFailure(error) },
      })
    }
  },
  hide: () => set({ sessions: { status: 'hidden' } }),
  end: async (id) => {
    await act(endMySession, { params: { id } })
    await get().refresh()
  },
  endOthers: async () => {
    const { sessionsEnded } = await act(endMyOtherSessions, {})
    await get().refresh()
    return sessionsEnded
  },
}))
