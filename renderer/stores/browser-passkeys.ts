import type { Methods } from '../../shared/contract/methods.ts'
import { signalAccepted, signalUser } from '../lib/signal.ts'
import { useMethods } from './methods.ts'
import { useRemembered } from './remembered.ts'
import { useServer } from './server.ts'
import { useSession } from './session.ts'

function tellBrowser({ userHandle, passkeys }: Methods): void {
  const { server } = useServer.getState()
  const { state } = useSession.getState()
  if (server.status !== 'ready' || state.status !== 'signed-in') return
  const { rpId } = server.value
  const { email, displayName } = state.session.user
  // Suspended ones belong to the list too: what it leaves out may be deleted.
  signalAccepted(
    rpId,
    userHandle,
    passkeys.filter(({ status }) => status !== 'revoked').map(({ credentialId }) => credentialId),
  )
  signalUser(rpId, userHandle, email, displayName)
  const current = passkeys.find((passkey) => passkey.current)
  if (!current) return
  const { credentialId: id, transports } = current
  useRemembered.getState().remember(email, { passkey: { id, transports } })
}

/** Lets the browser's own list of passkeys follow ours: after every sign-in and every change. */
export function startTellingBrowser(): void {
  useMethods.subscribe(({ methods }, before) => {
    if (methods !== before.methods && methods.status === 'ready') tellBrowser(methods.value)
  })
}
