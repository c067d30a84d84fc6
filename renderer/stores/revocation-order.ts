import { create } from 'zustand'
import type { CallOf, ResponseOf } from '../../shared/contract/endpoint.ts'
import { previewRevocation, startRevocation, type Revocation } from '../../shared/contract/fleet.ts'
import { act } from './freshness.ts'
import { useSession } from './session.ts'

/** What is to be revoked, why, and what becomes of people it would lock out. */
export type Order = CallOf<typeof startRevocation>['body']
export type Preview = ResponseOf<typeof previewRevocation>

/** An order as it is typed. */
export interface Draft {
  aaguid: string
  /** A day, `2026-11-01`, or empty. */
  before: string
  reason: string
  ticket: string
  lockedOut: 'skip' | 'revoke'
}

interface OrderStore {
  /** Stays while its author looks at somebody it names, and comes back. */
  draft: Draft
  /** Begins a new draft, unless there is one of this model. */
  begin: (aaguid: string) => void
  edit: (changed: Partial<Draft>) => void
  /** What it would do at this moment. Changes nothing. */
  preview: (order: Order) => Promise<Preview>
  /** Orders it: from the answer on it is in effect. */
  start: (order: Order) => Promise<Revocation>
}

const empty: Draft = { aaguid: '', before: '', reason: '', ticket: '', lockedOut: 'skip' }

export const useOrder = create<OrderStore>()((set, get) => ({
  draft: empty,
  begin: (aaguid) => {
    if (get().draft.aaguid !== aaguid) set({ draft: { ...empty, aaguid } })
  },
  edit: (changed) => set(({ draft }) => ({ draft: { ...draft, ...changed } })),
  preview: (order) => act(previewRevocation, { body: order }),
  start: async (order) => {
    const { job } = await act(startRevocation, { body: order })
    set({ draft: empty })
    return job
  },
}))

// The next person at this computer is not to see what the last one had.
useSession.subscribe(({ state }) => {
  if (state.status === 'signed-out') useOrder.setState({ draft: empty })
})
