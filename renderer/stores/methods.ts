import { create } from 'zustand'
import type { ResponseOf } from '../../shared/contract/endpoint.ts'
import {
  beginTotp,
  finishTotp,
  removePassword,
  removeTotp,
  setPassword,
} from '../../shared/contract/fallback.ts'
import {
  createBackupCodes,
  getMethods,
  renamePasskey,
  restoreMyPasskey,
  revokeMyPasskey,
  suspendMyPasskey,
  type Methods,
} from '../../shared/contract/methods.ts'
import { call } from '../api/client.ts'
import { act } from './freshness.ts'
import { settle, type Remote } from './remote.ts'
import { useSession } from './session.ts'

interface MethodsStore {
  methods: Remote<Methods>
  /** Asks anew. What is shown stays until the answer is there. */
  load: () => Promise<void>
  rename: (id: string, name: string) => Promise<void>
  /** Revokes one's own passkey and answers how many sessions ended with it. */
  revoke: (id: string) => Promise<number>
  /** Takes one's own passkey out of use, until `until` (ISO 8601) or until restored; answers how many sessions ended. */
  suspend: (id: string, until: string | undefined) => Promise<number>
  restore: (id: string) => Promise<void>
  /** Makes new backup codes, told this once; those before are void. */
  makeCodes: () => Promise<string[]>
  /** Answers how many sessions ended, and the backup codes that came with it, told this once. */
  setPassword: (password: string) => Promise<ResponseOf<typeof setPassword>>
  /** Answers how many sessions ended with it. */
  removePassword: () => Promise<number>
  /** A new secret for an authenticator app; nothing changes until `finishTotp`. */
  beginTotp: () => Promise<ResponseOf<typeof beginTotp>>
  finishTotp: (code: string) => Promise<void>
  removeTotp: () => Promise<void>
}

/** Answers what `work` does, once the page shows it. */
async function thenLoad<T>(work: Promise<T>): Promise<T> {
  const answer = await work
  await useMethods.getState().load()
  return answer
}

export const useMethods = create<MethodsStore>()((set, get) => ({
  methods: { status: 'loading' },
  load: async () => {
    if (get().methods.status === 'failed') set({ methods: { status: 'loading' } })
    const methods = await settle(call(getMethods, {}))
    // A reload that failed takes nothing away from what is on the page.
    if (methods.status === 'ready' || get().methods.status !== 'ready') set({ methods })
  },
  rename: async (id, name) => {
    const { passkey } = await call(renamePasskey, { params: { id }, body: { name } })
    const { methods } = get()
    if (methods.status !== 'ready') return
    const passkeys = methods.value.passkeys.map((one) => (one.id === id ? passkey : one))
    set({ methods: { status: 'ready', value: { ...methods.value, passkeys } } })
  },
  revoke: async (id) => (await thenLoad(act(revokeMyPasskey, { params: { id }, body: {} }))).sessionsEnded,
  suspend: async (id, until) =>
    (await thenLoad(act(suspendMyPasskey, { params: { id }, body: { until } }))).sessionsEnded,
  restore: async (id) => {
    await thenLoad(act(restoreMyPasskey, { params: { id } }))
  },
  makeCodes: async () => {
    const { codes } = await act(createBackupCodes, {})
    void get().load()
    return codes
  },
  setPassword: async (password) => {
    const answer = await act(setPassword, { body: { password } })
    void get().load()
    return answer
  },
  removePassword: async () => (await thenLoad(act(removePassword, {}))).sessionsEnded,
  beginTotp: () => act(beginTotp, {}),
  finishTotp: async (code) => {
    await thenLoad(call(finishTotp, { body: { code } }))
  },
  removeTotp: () => thenLoad(act(removeTotp, {})),
}))

// The next person at this computer is not to see what the last one had.
useSession.subscribe(({ state }) => {
  if (state.status === 'signed-out') useMethods.setState({ methods: { status: 'loading' } })
})
