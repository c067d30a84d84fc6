import { create } from 'zustand'
import type { ResponseOf } from '../../shared/contract/endpoint.ts'
import { listModelUsers } from '../../shared/contract/fleet.ts'
import { call } from '../api/client.ts'
import { firstOf, nextOf, pageSize, type Paged, type Paging } from './paged.ts'
import { settle, type Remote } from './remote.ts'
import { useSession } from './session.ts'

/** Somebody who has passkeys of a model, and which. */
export type Owner = ResponseOf<typeof listModelUsers>['items'][number]

interface ModelPeopleStore {
  aaguid: string
  people: Remote<Paged<Owner>>
  load: (aaguid: string) => Promise<void>
  /** The page asks by itself: a failure takes nothing away. */
  reload: () => Promise<void>
  loadMore: () => Promise<void>
}

const asking = (aaguid: string, background: boolean) => (query: Paging) =>
  call(listModelUsers, { params: { aaguid }, query }, { background })

export const useModelPeople = create<ModelPeopleStore>()((set, get) => ({
  aaguid: '',
  people: { status: 'loading' },
  load: async (aaguid) => {
    set({ aaguid, people: { status: 'loading' } })
    const people = await settle(firstOf(pageSize, asking(aaguid, false)))
    // A slow answer about a model the page has since left is dropped.
    if (get().aaguid === aaguid) set({ people })
  },
  reload: async () => {
    const { aaguid, people: before } = get()
    if (before.status !== 'ready') return
    const howMany = Math.max(pageSize, before.value.items.length)
    const people = await settle(firstOf(howMany, asking(aaguid, true)))
    if (get().people === before && people.status === 'ready') set({ people })
  },
  loadMore: async () => {
    const { aaguid, people } = get()
    if (people.status !== 'ready') return
    const value = await nextOf(people.value, asking(aaguid, false))
    if (get().people === people) set({ people: { status: 'ready', value } })
  },
}))

// The next person at this computer is not to see what the last one had.
useSession.subscribe(({ state }) => {
  if (state.status === 'signed-out') useModelPeople.setState({ aaguid: '', people: { status: 'loading' } })
})
