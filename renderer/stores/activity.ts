import { create } from 'zustand'
import type { ActivityEntry } from '../../shared/contract/activity.ts'
import { getMyActivity } from '../../shared/contract/methods.ts'
import { call } from '../api/client.ts'
import { settle, type Remote } from './remote.ts'

interface ActivityStore {
  entries: Remote<ActivityEntry[]>
  /** The last few entries of one's own record. What is shown stays until the answer is there. */
  load: () => Promise<void>
}

const few = 6

export const useActivity = create<ActivityStore>()((set, get) => ({
  entries: { status: 'loading' },
  load: async () => {
    if (get().entries.status === 'failed') set({ entries: { status: 'loading' } })
    const entries = await settle(call(getMyActivity, { query: { limit: few } }).then(({ items }) => items))
    if (entries.status === 'ready' || get().entries.status !== 'ready') set({ entries })
  },
}))
