import { create } from 'zustand'
import type { CallOf } from '../../shared/contract/endpoint.ts'
import { createToken, listTokens, revokeToken, type ApiToken } from '../../shared/contract/tokens.ts'
import { isInBackground } from '../api/background.ts'
import { call } from '../api/client.ts'
import { act } from './freshness.ts'
import { firstOf } from './paged.ts'
import { settle, type Remote } from './remote.ts'
import { useSession } from './session.ts'

export type NewToken = CallOf<typeof createToken>['body']

interface ApiTokensStore {
  tokens: Remote<ApiToken[]>
  load: () => Promise<void>
  /** Asks the same again. What is shown stays until the answer is there. */
  reload: () => Promise<void>
  /** Answers the secret: the only time it is told. */
  create: (token: NewToken) => Promise<string>
  revoke: (id: string) => Promise<void>
}

// There can be a few hundred, those that ended among them.
const all = 1000

const ask = () =>
  settle(
    firstOf(all, (query) => call(listTokens, { query }, { background: isInBackground() })).then(
      ({ items }) => items,
    ),
  )

export const useApiTokens = create<ApiTokensStore>()((set, get) => ({
  tokens: { status: 'loading' },
  load: async () => {
    set({ tokens: { status: 'loading' } })
    set({ tokens: await ask() })
  },
  reload: async () => {
    const tokens = await ask()
    if (tokens.status === 'ready' || get().tokens.status !== 'ready') set({ tokens })
  },
  create: async (token) => {
    const { secret } = await act(createToken, { body: token })
    void get().reload()
    return secret
  },
  revoke: async (id) => {
    await act(revokeToken, { params: { id } })
    await get().reload()
  },
}))

// The next person at this computer is not to see what the last one had.
useSession.subscribe(({ state }) => {
  if (state.status === 'signed-out') useApiTokens.setState({ tokens: { status: 'loading' } })
})
