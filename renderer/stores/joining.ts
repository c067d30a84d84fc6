import { create } from 'zustand'
import { acceptInvitation, recover, setUp, signInWithTemporaryPass } from '../../shared/contract/sign-in.ts'
import { call } from '../api/client.ts'
import { useSession } from './session.ts'

/** A way back for somebody who lost their passkeys. */
export type WayBack = 'backup-code' | 'temporary-pass'

const key = 'weftid.returning'

interface JoiningStore {
  /** Whoever is signed in came back in this tab, and has not yet looked through their passkeys. */
  isReturning: boolean
  setReturning: (isReturning: boolean) => void
}

export const useJoining = create<JoiningStore>()((set) => ({
  isReturning: sessionStorage.getItem(key) !== null,
  setReturning: (isReturning) => {
    // Kept for the tab, so that reloading the page does not change its words.
    if (isReturning) sessionStorage.setItem(key, 'yes')
    else sessionStorage.removeItem(key)
    set({ isReturning })
  },
}))

useSession.subscribe(({ state }) => {
  const { isReturning, setReturning } = useJoining.getState()
  if (state.status === 'signed-out' && isReturning) setReturning(false)
})

/** Makes the first administrator of this server; they may then register their passkey. */
export async function setUpServer(who: {
  email: string
  displayName: string
  token?: string
}): Promise<void> {
  useSession.getState().enter(await call(setUp, { body: who }))
}

/** Spends an invitation; whoever it was for may then register their passkey. */
export async function acceptInvitationWith(token: string): Promise<void> {
  const session = await call(acceptInvitation, { body: { token } })
  useJoining.getState().setReturning(false)
  useSession.getState().enter(session)
}

/** Spends a backup code or a temporary pass; its owner may then register a passkey, and nothing else. */
export async function comeBack(way: WayBack, email: string, secret: string): Promise<void> {
  const session =
    way === 'backup-code'
      ? await call(recover, { body: { email, backupCode: secret } })
      : await call(signInWithTemporaryPass, { body: { email, pass: secret } })
  useJoining.getState().setReturning(true)
  useSession.getState().enter(session)
}
