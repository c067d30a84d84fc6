import { create } from 'zustand'
import {
  createBackupCodes,
  getMethods,
  renamePasskey,
  revokeMyPasskey,
  type Methods,
} from '../../shared/contract/methods.ts'
import { call } from '../api/client.ts'
import { signalAccepted } from '../lib/signal.ts'
import { act } from './freshness.ts'
import { settle, type Remote } from './remote.ts'
import { useServer } from './server.ts'

interface MethodsStore {
  methods: Remote<Methods>
  /** Asks anew. What is shown stays until the answer is there. */
  load: () => Promise<void>
  rename: (id: string, name: string) => Promise<void>
  /** Revokes one's own passkey and answers how many sessions ended with it. */
  revoke: (id: string) => Promise<number>
  /** Makes new backup codes, told this once; those before are void. */
  makeCodes: () => Promise<string[]>
}

/** Credential managers that listen may drop what no longer counts. */
function tellManagers({ userHandle, passkeys }: Methods): void {
  const { server } = useServer.getState()
  if (server.status !== 'ready') return
  signalAccepted(
    server.value.rpId,
    userHandle,
    passkeys.map(({ credentialId }) => credentialId),
  )
}

export const useMethods = create<MethodsStore>()((set, get) => ({
  methods: { status: 'loading' },
  load: async () => {
    if (get().methods.status === 'failed') set({ methods: { status: 'loading' } })
    const methods = await settle(call(getMethods, {}))
    // A reload that failed takes nothing away from what is on the page.
    if (methods.status === 'ready' || get().methods.status !== 'ready') set({ methods })
    if (methods.status === 'ready') tellManagers(methods.value)
  },
  rename: async (id, name) => {
    const { passkey } = await call(renamePasskey, { params: { id }, body: { name } })
    const { methods } = get()
    if (methods.status !== 'ready') return
    const passkeys = methods.value.passkeys.map((one) => (one.id === id ? passkey : one))
    set({ methods: { status: 'ready', value: { ...methods.value, passkeys } } })
  },
  revoke: async (id) => {
    const { sessionsEnded } = await act(revokeMyPasskey, { params: { id }, body: {} })
    await get().load()
    return sessionsEnded
  },
  makeCodes: async () => {
    const { codes } = await act(createBackupCodes, {})
    void get().load()
    return codes
  },
}))
