import { create } from 'zustand'
import { exportAudit, listAudit, type AuditEntry, type AuditFilter } from '../../shared/contract/audit.ts'
import { addressOf, call } from '../api/client.ts'
import { pageSize, type Paged } from './paged.ts'
import { settle, type Remote } from './remote.ts'
import { useSession } from './session.ts'

interface AuditStore {
  filter: AuditFilter
  /** The newest entries first, as far back as was asked. */
  pages: Remote<Paged<AuditEntry>>
  /** A new question is under way; what is shown answers the one before. */
  isAsking: boolean
  /** Entries newer than those shown, newest first; more of them than these where `isWhole` is false. */
  news: { items: AuditEntry[]; isWhole: boolean }
  load: (filter: AuditFilter) => Promise<void>
  loadOlder: () => Promise<void>
  /** The page asks by itself what is new, and keeps it for `showNews`. */
  look: () => Promise<void>
  showNews: () => Promise<void>
}

const noNews = { items: [], isWhole: true }
const nothing = { pages: { status: 'loading' }, isAsking: false, news: noNews } as const

// A page is short where what is asked for is rare: so often the next one is asked for before the person is.
const goes = 8

/** Entries from `cursor` on, some if there are any not too far back. */
async function someFrom(filter: AuditFilter, cursor: string | null): Promise<Paged<AuditEntry>> {
  const found: Paged<AuditEntry> = { items: [], next: cursor }
  for (let go = 0; go < goes; go++) {
    const query = { ...filter, limit: pageSize, cursor: found.next ?? undefined }
    const { items, next } = await call(listAudit, { query })
    found.items.push(...items)
    found.next = next
    if (next === null || found.items.length >= pageSize / 2) break
  }
  return found
}

/** The shown entries as they are known now: their places in the chain come a second after them. */
function renewed(shown: readonly AuditEntry[], latest: readonly AuditEntry[]): AuditEntry[] {
  const known = new Map(latest.map((entry) => [entry.id, entry]))
  return shown.map((entry) => known.get(entry.id) ?? entry)
}

/** Where the entries that the filter wants can be had as a file. */
export const exportAddress = (filter: AuditFilter, format: 'ndjson' | 'csv'): string =>
  addressOf(exportAudit, { query: { ...filter, format } })

export const useAudit = create<AuditStore>()((set, get) => ({
  filter: {},
  ...nothing,
  load: async (filter) => {
    set({ filter, isAsking: true, news: noNews })
    if (get().pages.status === 'failed') set({ pages: { status: 'loading' } })
    const pages = await settle(someFrom(filter, null))
    // The filter is the question: an answer to an earlier one is dropped.
    if (get().filter === filter) set({ pages, isAsking: false })
  },
  loadOlder: async () => {
    const { filter, pages } = get()
    if (pages.status !== 'ready' || pages.value.next === null) return
    const { items, next } = await someFrom(filter, pages.value.next)
    const { filter: now, pages: shown } = get()
    if (now !== filter || shown.status !== 'ready' || shown.value.next !== pages.value.next) return
    set({ pages: { status: 'ready', value: { items: [...shown.value.items, ...items], next } } })
  },
  look: async () => {
    const { filter, isAsking } = get()
    if (isAsking) return
    const latest = await settle(
      call(listAudit, { query: { ...filter, limit: pageSize } }, { background: true }),
    )
    const { filter: now, pages } = get()
    if (latest.status !== 'ready' || now !== filter || pages.status !== 'ready') return
    const { items, next } = latest.value
    const newest = pages.value.items[0]?.id
    const reached = items.findIndex(({ id }) => id === newest)
    set({
      pages: { status: 'ready', value: { ...pages.value, items: renewed(pages.value.items, items) } },
      news:
        reached < 0 ? { items, isWhole: next === null } : { items: items.slice(0, reached), isWhole: true },
    })
  },
  showNews: async () => {
    const { filter, news, pages, load } = get()
    if (!news.isWhole || pages.status !== 'ready') return load(filter)
    const items = [...news.items, ...pages.value.items]
    set({ pages: { status: 'ready', value: { ...pages.value, items } }, news: noNews })
  },
}))

// The next person at this computer is not to see what the last one had.
useSession.subscribe(({ state }) => {
  if (state.status === 'signed-out') useAudit.setState({ filter: {}, ...nothing })
})
