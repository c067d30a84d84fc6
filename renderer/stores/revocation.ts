import { create } from 'zustand'
import {
  cancelRevocation,
  exportRevocationResults,
  getRevocation,
  listRevocationResults,
  pauseRevocation,
  resumeRevocation,
  type Revocation,
  type RevocationResult,
} from '../../shared/contract/fleet.ts'
import { failureDetails } from '../api/api-error.ts'
import { ApiError, addressOf, call, describeFailure } from '../api/client.ts'
import { act } from './freshness.ts'
import { firstOf, nextOf, pageSize, type Paged, type Paging } from './paged.ts'
import { settle, type Remote } from './remote.ts'
import { useSession } from './session.ts'

/** Which results are shown. */
export type Outcome = 'all' | 'revoked' | 'skipped'

/** How far it had come at a moment of this page's clock, in milliseconds. */
export interface Sample {
  at: number
  done: number
}

interface RevocationStore {
  id: string
  /** `missing`: there is no such bulk revocation. */
  job: Remote<Revocation> | { status: 'missing' }
  /** The last few looks at it while it ran, oldest first. */
  samples: readonly Sample[]
  outcome: Outcome
  results: Remote<Paged<RevocationResult>>
  load: (id: string) => Promise<void>
  /** The page asks by itself how far it has come: a failure takes nothing away. */
  reload: () => Promise<void>
  show: (outcome: Outcome) => Promise<void>
  loadMore: () => Promise<void>
  change: (how: 'pause' | 'resume' | 'cancel') => Promise<void>
}

const changes = { pause: pauseRevocation, resume: resumeRevocation, cancel: cancelRevocation }

async function askJob(id: string, background: boolean): Promise<RevocationStore['job']> {
  try {
    const { job } = await call(getRevocation, { params: { id } }, { background })
    return { status: 'ready', value: job }
  } catch (error) {
    if (error instanceof ApiError && error.code === 'not-found') return { status: 'missing' }
    return { status: 'failed', message: describeFailure(error), details: failureDetails(error) }
  }
}

const asking = (id: string, outcome: Outcome, background: boolean) => (paging: Paging) =>
  call(
    listRevocationResults,
    { params: { id }, query: { ...paging, ...(outcome !== 'all' && { outcome }) } },
    { background },
  )

const window = 10_000

/** With one more look; without what is too long ago to tell of the present. */
function withSample(samples: readonly Sample[], { status, revoked, skipped }: Revocation): readonly Sample[] {
  if (status !== 'running') return []
  const now = performance.now()
  return [...samples.filter(({ at }) => now - at < window), { at: now, done: revoked + skipped }]
}

/** Where every result can be had as CSV. */
export const exportAddress = (id: string): string => addressOf(exportRevocationResults, { params: { id } })

const nothing = {
  id: '',
  job: { status: 'loading' },
  samples: [],
  outcome: 'all',
  results: { status: 'loading' },
} as const

export const useRevocation = create<RevocationStore>()((set, get) => {
  const keep = (job: RevocationStore['job']) =>
    set(({ samples }) => ({ job, samples: job.status === 'ready' ? withSample(samples, job.value) : [] }))
  const askResults = async (howMany: number, background: boolean) => {
    const { id, outcome } = get()
    const results = await settle(firstOf(howMany, asking(id, outcome, background)))
    if (get().id !== id || get().outcome !== outcome) return
    if (results.status === 'ready' || get().results.status !== 'ready') set({ results })
  }
  return {
    ...nothing,
    load: async (id) => {
      set({ ...nothing, id })
      const [job] = await Promise.all([askJob(id, false), askResults(pageSize, false)])
      if (get().id === id) keep(job)
    },
    reload: async () => {
      const { id, results } = get()
      const shown = results.status === 'ready' ? results.value.items.length : 0
      const [job] = await Promise.all([askJob(id, true), askResults(Math.max(pageSize, shown), true)])
      if (get().id === id && job.status === 'ready') keep(job)
    },
    show: async (outcome) => {
      set({ outcome, results: { status: 'loading' } })
      await askResults(pageSize, false)
    },
    loadMore: async () => {
      const { id, outcome, results } = get()
      if (results.status !== 'ready') return
      const value = await nextOf(results.value, asking(id, outcome, false))
      if (get().id === id && get().outcome === outcome) set({ results: { status: 'ready', value } })
    },
    change: async (how) => {
      const { job } = await act(changes[how], { params: { id: get().id } })
      if (get().id === job.id) keep({ status: 'ready', value: job })
    },
  }
})

// The next person at this computer is not to see what the last one had.
useSession.subscribe(({ state }) => {
  if (state.status === 'signed-out') useRevocation.setState(nothing)
})
