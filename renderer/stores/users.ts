import { create } from 'zustand'
import type { ResponseOf } from '../../shared/contract/endpoint.ts'
import type { Role } from '../../shared/contract/roles.ts'
import {
  createUser,
  exportUsers,
  listUsers,
  remindUsers,
  type Invitation,
  type UsersFilter,
} from '../../shared/contract/users.ts'
import { isInBackground } from '../api/background.ts'
import { addressOf, call } from '../api/client.ts'
import { act } from './freshness.ts'
import { settle, type Remote } from './remote.ts'
import { useSession } from './session.ts'

/** Whom a page of the list shows: what is filtered for, and where it begins. */
export interface UsersQuestion {
  filter: UsersFilter
  /** The place in the list after which the page begins; undefined for the first. */
  cursor: string | undefined
}

interface UsersStore {
  question: UsersQuestion
  users: Remote<ResponseOf<typeof listUsers>>
  /** A new question is under way; what is shown answers the one before. */
  isAsking: boolean
  load: (question: UsersQuestion) => Promise<void>
  /** Asks the same again. What is shown stays until the answer is there. */
  reload: () => Promise<void>
  add: (person: { email: string; displayName: string; role: Role }) => Promise<Invitation>
  /** Writes to those of them who need a passkey, or a second one; answers to how many. */
  remind: (userIds: string[]) => Promise<number>
}

const ask = ({ filter, cursor }: UsersQuestion) =>
  settle(call(listUsers, { query: { ...filter, cursor } }, { background: isInBackground() }))

/** Where the whole filtered list can be had as CSV. */
export const exportAddress = (filter: UsersFilter): string => addressOf(exportUsers, { query: filter })

export const useUsers = create<UsersStore>()((set, get) => ({
  question: { filter: {}, cursor: undefined },
  users: { status: 'loading' },
  isAsking: false,
  load: async (question) => {
    set({ question, isAsking: true })
    if (get().users.status === 'failed') set({ users: { status: 'loading' } })
    const users = await ask(question)
    // An answer to an earlier question is dropped.
    if (get().question === question) set({ users, isAsking: false })
  },
  reload: async () => {
    const { question, users, isAsking, load } = get()
    if (isAsking) return
    if (users.status === 'failed') await load(question)
    if (users.status !== 'ready') return
    const fresh = await ask(question)
    if (get().question === question && fresh.status === 'ready') set({ users: fresh })
  },
  add: async (person) => {
    const { invitation } = await act(createUser, { body: person })
    void get().reload()
    return invitation
  },
  remind: async (userIds) => (await act(remindUsers, { body: { userIds } })).reminded,
}))

// The next person at this computer is not to see what the last one had.
useSession.subscribe(({ state }) => {
  if (state.status === 'signed-out') useUsers.setState({ users: { status: 'loading' } })
})
