import { create } from 'zustand'
import { listModels } from '../../shared/contract/fleet.ts'
import type { User } from '../../shared/contract/user.ts'
import { getUser, listUsers } from '../../shared/contract/users.ts'
import { call } from '../api/client.ts'
import { useSession } from './session.ts'

interface NamesStore {
  /** What somebody or some model is called, by id. */
  names: Readonly<Record<string, string>>
  /** Finds out what `id` is called, unless that is known; where nobody tells, it stays unknown. */
  learn: (id: string) => Promise<void>
  /** The same for what is known to be a model. */
  learnModel: (aaguid: string) => Promise<void>
}

async function askPerson(id: string): Promise<string | undefined> {
  const { user } = await call(getUser, { params: { id } })
  return user.displayName
}

const few = 8

/** The first few people whose name or e-mail these letters are in; nobody where that cannot be asked. */
export const findPeople = (search: string): Promise<User[]> =>
  call(listUsers, { query: { search, limit: few } })
    .then(({ items }) => items)
    .catch(() => [])

async function askModel(id: string): Promise<string | undefined> {
  const { items } = await call(listModels, {})
  return items.find(({ aaguid }) => aaguid === id)?.name
}

export const useNames = create<NamesStore>()((set, get) => {
  const find = async (id: string, ask: () => Promise<string | undefined>) => {
    if (get().names[id] !== undefined) return
    const name = await ask().catch(() => undefined)
    if (name !== undefined) set(({ names }) => ({ names: { ...names, [id]: name } }))
  }
  return {
    names: {},
    learn: (id) => find(id, () => askPerson(id).catch(() => askModel(id))),
    learnModel: (aaguid) => find(aaguid, () => askModel(aaguid)),
  }
})

// The next person at this computer is not to see what the last one had.
useSession.subscribe(({ state }) => {
  if (state.status === 'signed-out') useNames.setState({ names: {} })
})
