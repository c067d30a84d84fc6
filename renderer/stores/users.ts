import { create } from 'zustand'
import type { z } from 'zod'
import type { Role } from '../../shared/contract/roles.ts'
import type { User } from '../../shared/contract/user.ts'
import { createUser, listUsers, type Invitation } from '../../shared/contract/users.ts'
import { isInBackground } from '../api/background.ts'
import { call } from '../api/client.ts'
import { act } from './freshness.ts'
import { settle, type Remote } from './remote.ts'

/** What narrows the list; its order and paging are the server's. */
export type UsersFilter = Pick<z.output<typeof listUsers.query>, 'search' | 'role' | 'status' | 'passkeys'>

interface Listed {
  items: User[]
  next: string | null
}

/** The page after the last one shown: nothing under way, on its way, or failed with these words. */
type More = { status: 'idle' } | { status: 'loading' } | { status: 'failed'; message: string }

interface UsersStore {
  filter: UsersFilter
  users: Remote<Listed>
  /** A new question is under way; what is shown answers the one before. */
  isAsking: boolean
  more: More
  load: (filter: UsersFilter) => Promise<void>
  loadMore: () => Promise<void>
  /** Asks anew for as many as are shown, which stay until the answer is there. */
  reload: () => Promise<void>
  add: (person: { email: string; displayName: string; role: Role }) => Promise<Invitation>
}

const most = 200

/** The first `count` people, over as many pages as that takes. */
async function first(count: number, filter: UsersFilter): Promise<Listed> {
  const options = { background: isInBackground() }
  const listed = await call(listUsers, { query: { ...filter, limit: Math.min(count, most) } }, options)
  while (listed.next !== null && listed.items.length < count) {
    const limit = Math.min(count - listed.items.length, most)
    const { items, next } = await call(
      listUsers,
      { query: { ...filter, limit, cursor: listed.next } },
      options,
    )
    listed.items.push(...items)
    listed.next = next
  }
  return listed
}

const pageSize = 50

export const useUsers = create<UsersStore>()((set, get) => ({
  filter: {},
  users: { status: 'loading' },
  isAsking: false,
  more: { status: 'idle' },
  load: async (filter) => {
    set({ filter, isAsking: true, more: { status: 'idle' } })
    if (get().users.status === 'failed') set({ users: { status: 'loading' } })
    const users = await settle(first(pageSize, filter))
    // The filter is the question: an answer to an earlier one is dropped.
    if (get().filter === filter) set({ users, isAsking: false })
  },
  loadMore: async () => {
    const { filter, users, more } = get()
    if (users.status !== 'ready' || users.value.next === null || more.status === 'loading') return
    set({ more: { status: 'loading' } })
    const page = await settle(
      call(listUsers, { query: { ...filter, limit: pageSize, cursor: users.value.next } }),
    )
    if (get().users !== users) return
    if (page.status !== 'ready') {
      set({ more: page.status === 'failed' ? page : { status: 'idle' } })
      return
    }
    const items = [...users.value.items, ...page.value.items]
    set({ users: { status: 'ready', value: { items, next: page.value.next } }, more: { status: 'idle' } })
  },
  reload: async () => {
    const { filter, users, load } = get()
    if (users.status === 'failed') await load(filter)
    if (users.status !== 'ready') return
    const fresh = await settle(first(Math.max(pageSize, users.value.items.length), filter))
    if (get().filter === filter && fresh.status === 'ready') set({ users: fresh, more: { status: 'idle' } })
  },
  add: async (person) => {
    const { invitation } = await act(createUser, { body: person })
    void get().reload()
    return invitation
  },
}))
