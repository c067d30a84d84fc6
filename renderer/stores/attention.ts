import { create } from 'zustand'
import type { ResponseOf } from '../../shared/contract/endpoint.ts'
import { listUsers, type UsersFilter } from '../../shared/contract/users.ts'
import { call } from '../api/client.ts'
import { settle, type Remote } from './remote.ts'
import { useSession } from './session.ts'

/** People somebody should look after, as filters of the users list. */
export const attentionFilters = {
  'no-passkey': { status: 'active', passkeys: 'none' },
  'one-device': { status: 'active', atRisk: 'one-device-bound-no-codes' },
  unused: { status: 'active', unusedDays: 90 },
} as const satisfies Record<string, UsersFilter>

export type Attention = keyof typeof attentionFilters
const all: readonly Attention[] = ['no-passkey', 'one-device', 'unused']

/** How many there are, as far as they were counted. */
export type Matching = ResponseOf<typeof listUsers>['matching']

interface AttentionStore {
  counts: Record<Attention, Remote<Matching>>
  load: () => Promise<void>
  /** The page asks by itself: a failure takes nothing away. */
  reload: () => Promise<void>
}

const loading: AttentionStore['counts'] = {
  'no-passkey': { status: 'loading' },
  'one-device': { status: 'loading' },
  unused: { status: 'loading' },
}

const ask = (which: Attention, background: boolean) =>
  settle(
    call(listUsers, { query: { ...attentionFilters[which], limit: 1 } }, { background }).then(
      ({ matching }) => matching,
    ),
  )

export const useAttention = create<AttentionStore>()((set) => {
  const keep = (which: Attention, count: Remote<Matching>) =>
    set(({ counts }) => ({ counts: { ...counts, [which]: count } }))
  return {
    counts: loading,
    load: async () => {
      await Promise.all(all.map(async (which) => keep(which, await ask(which, false))))
    },
    reload: async () => {
      await Promise.all(
        all.map(async (which) => {
          const count = await ask(which, true)
          if (count.status === 'ready') keep(which, count)
        }),
      )
    },
  }
})

// The next person at this computer is not to see what the last one had.
useSession.subscribe(({ state }) => {
  if (state.status === 'signed-out') useAttention.setState({ counts: loading })
})
