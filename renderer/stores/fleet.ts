import { create } from 'zustand'
import {
  listModels,
  listRevocations,
  renameModel,
  type Model,
  type Revocation,
} from '../../shared/contract/fleet.ts'
import { call } from '../api/client.ts'
import { act } from './freshness.ts'
import { firstOf, nextOf, pageSize, type Paged, type Paging } from './paged.ts'
import { settle, type Remote } from './remote.ts'
import { useSession } from './session.ts'

interface FleetStore {
  /** Every model in use, the most used first. */
  models: Remote<Model[]>
  /** Bulk revocations, newest first. */
  jobs: Remote<Paged<Revocation>>
  /** What is known stays until the answer is there. */
  load: () => Promise<void>
  /** The page asks by itself: a failure takes nothing away. */
  reload: () => Promise<void>
  loadMoreJobs: () => Promise<void>
  /** Gives a model a name of one's own; null takes it away. */
  rename: (aaguid: string, name: string | null) => Promise<void>
}

const loading = { models: { status: 'loading' }, jobs: { status: 'loading' } } as const

async function ask(jobs: number, background: boolean): Promise<Pick<FleetStore, 'models' | 'jobs'>> {
  const askJobs = (query: Paging) => call(listRevocations, { query }, { background })
  const [models, listed] = await Promise.all([
    settle(call(listModels, {}, { background }).then(({ items }) => items)),
    settle(firstOf(jobs, askJobs)),
  ])
  return { models, jobs: listed }
}

const shown = ({ jobs }: FleetStore) =>
  Math.max(pageSize, jobs.status === 'ready' ? jobs.value.items.length : 0)

export const useFleet = create<FleetStore>()((set, get) => ({
  ...loading,
  load: async () => {
    if (get().models.status === 'failed') set(loading)
    set(await ask(shown(get()), false))
  },
  reload: async () => {
    const { models, jobs } = await ask(shown(get()), true)
    if (models.status === 'ready') set({ models })
    if (jobs.status === 'ready') set({ jobs })
  },
  loadMoreJobs: async () => {
    const { jobs } = get()
    if (jobs.status !== 'ready') return
    const value = await nextOf(jobs.value, (query) => call(listRevocations, { query }))
    if (get().jobs === jobs) set({ jobs: { status: 'ready', value } })
  },
  rename: async (aaguid, name) => {
    const { model } = await act(renameModel, { params: { aaguid }, body: { name } })
    const { models } = get()
    if (models.status !== 'ready') return
    const value = models.value.map((each) => (each.aaguid === model.aaguid ? model : each))
    set({ models: { status: 'ready', value } })
  },
}))

// The next person at this computer is not to see what the last one had.
useSession.subscribe(({ state }) => {
  if (state.status === 'signed-out') useFleet.setState(loading)
})
