import { create } from 'zustand'
import { getOutbox, type Mail } from '../../shared/contract/notices.ts'
import { call } from '../api/client.ts'
import { settle, type Remote } from './remote.ts'

interface Pages {
  items: Mail[]
  /** Of the following page; null where there is none. */
  next: string | null
}

interface OutboxStore {
  pages: Remote<Pages>
  /** The newest mail; nothing of before is shown meanwhile, since it may be somebody else who asks. */
  load: () => Promise<void>
  /** The newest mail. What is shown stays until the answer is there. */
  refresh: () => Promise<void>
  loadMore: () => Promise<void>
}

const atOnce = 50

export const useOutbox = create<OutboxStore>()((set, get) => ({
  pages: { status: 'loading' },
  load: async () => {
    set({ pages: { status: 'loading' } })
    await get().refresh()
  },
  refresh: async () => {
    const pages = await settle(call(getOutbox, { query: { limit: atOnce } }))
    if (pages.status === 'ready' || get().pages.status !== 'ready') set({ pages })
  },
  loadMore: async () => {
    const { pages } = get()
    if (pages.status !== 'ready' || pages.value.next === null) return
    const { items, next } = await call(getOutbox, { query: { limit: atOnce, cursor: pages.value.next } })
    // The list was loaded anew meanwhile: this mail no longer follows its last.
    if (get().pages !== pages) return
    set({ pages: { status: 'ready', value: { items: [...pages.value.items, ...items], next } } })
  },
}))
