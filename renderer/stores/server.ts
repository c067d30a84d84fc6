import { create } from 'zustand'
import type { ResponseOf } from '../../shared/contract/endpoint.ts'
import { getServer } from '../../shared/contract/sign-in.ts'
import { call } from '../api/client.ts'
import { settle, type Remote } from './remote.ts'

export type Server = ResponseOf<typeof getServer>

interface ServerStore {
  server: Remote<Server>
  load: () => Promise<void>
}

/** What the server says of itself: name, whom to call, whether it wants its first administrator. */
export const useServer = create<ServerStore>()((set, get) => ({
  server: { status: 'loading' },
  load: async () => {
    if (get().server.status === 'failed') set({ server: { status: 'loading' } })
    const server = await settle(call(getServer, {}))
    if (server.status === 'ready' || get().server.status !== 'ready') set({ server })
  },
}))

/** Whom to call, in the operator's words; empty until known or where none is configured. */
export function useSupport(): string {
  return useServer(({ server }) => (server.status === 'ready' ? server.value.support : ''))
}

/** Whether a password is a way in on this server at all. */
export function usePasswordAllowed(): boolean {
  return useServer(({ server }) => server.status === 'ready' && server.value.passwordAllowed)
}

/** Mail is kept for developers to read. */
export function useKeepsMail(): boolean {
  return useServer(({ server }) => server.status === 'ready' && server.value.outbox)
}
