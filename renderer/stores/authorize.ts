import { approveHandOff, type HandOffRequest } from '../../shared/contract/hand-off.ts'
import { signOut } from '../../shared/contract/session.ts'
import { call } from '../api/client.ts'
import { act } from './freshness.ts'
import { useSession } from './session.ts'

/** Allows the app that asked, and goes back to it. A session that was opened on the way here ends with that. */
export async function allow(request: HandOffRequest): Promise<void> {
  const endSession = useSession.getState().wasOut
  const { redirectTo } = await act(approveHandOff, { body: { ...request, endSession } })
  goBack(request, new URL(redirectTo).searchParams)
}

/** Tells the app that it may not. */
export async function deny(request: HandOffRequest): Promise<void> {
  // Straight at the server: the page is about to be left, and need not say that the session is over.
  if (useSession.getState().wasOut) await call(signOut, {}).catch(() => undefined)
  goBack(request, new URLSearchParams({ error: 'access_denied', state: request.state }))
}

/** To the address that was asked for and nowhere else, whatever came back from the server. */
function goBack({ redirectUri }: HandOffRequest, answer: URLSearchParams): void {
  location.assign(`${redirectUri}?${answer.toString()}`)
}
