import { acceptInvitation, setUp } from '../../shared/contract/sign-in.ts'
import { call } from '../api/client.ts'
import { useSession } from './session.ts'

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
  useSession.getState().enter(await call(acceptInvitation, { body: { token } }))
}
