import { create } from 'zustand'
import type { ActivityEntry } from '../../shared/contract/activity.ts'
import { getMyActivity } from '../../shared/contract/methods.ts'
import { call } from '../api/client.ts'
import { settle, type Remote } from './remote.ts'

interface Pages {
  items: ActivityEntry[]
  /** Of the following page; null where there is none. */
  next: string | null
}

interface MyActivityStore {
  pages: Remote<Pages>
  /** The latest entries. What is shown stays until the answer is there. */
  load: () => Promise<void>
  loadMore: () => Promise<void>
}

export const useMyActivity = create<MyActivityStore>()((set, get) => ({
  pages: { status: 'loading' },
  load: async () => {
    if (get().pages.status === 'failed') set({ pages: { status: 'loading' } })
    const pages = await settle(call(getMyActivity, { query: { limit: 50 } }))
    if (pages.status === 'ready' || get().pages.status !== 'ready') set({ pages })
  },
  loadMore: async () => {
    const { pages } = get()
    if (pages.status !== 'ready' || pages.value.next === null) return
    const { items, next } = await call(getMyActivity, { query: { limit: 50, cursor: pages.value.next } })
    // The list was loaded anew meanwhile: these entries no longer follow its last.
    if (get().pages !== pages) return
    set({ pages: { status: 'ready', value: { items: [...pages.value.items, ...items], next } } })
  },
}))
