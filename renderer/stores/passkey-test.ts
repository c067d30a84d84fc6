import type { Passkey } from '../../shared/contract/passkey.ts'
import { beginFreshPasskey, finishFreshPasskey } from '../../shared/contract/session.ts'
import { ApiError, call } from '../api/client.ts'
import { getPasskey } from '../lib/passkey.ts'
import type { Tested } from '../lib/passkey-test.ts'
import { useMethods } from './methods.ts'
import { useSession } from './session.ts'

/** Asks for this one passkey, as a sign-in would. Changes nothing but when it was last used and how fresh the session is. */
export async function testPasskey(
  { credentialId, transports }: Pick<Passkey, 'credentialId' | 'transports'>,
  signal: AbortSignal,
): Promise<Tested> {
  const { challengeId, options } = await call(beginFreshPasskey, {}, { signal })
  const only = { type: 'public-key' as const, id: credentialId, ...(transports.length > 0 && { transports }) }
  const outcome = await getPasskey({ ...options, allowCredentials: [only] }, { signal })
  if (outcome.status !== 'done') return outcome.status === 'already-registered' ? 'dismissed' : outcome.status
  // Some credential managers offer every passkey whatever they are asked for.
  if (outcome.response.id !== credentialId) return 'another'
  try {
    await call(finishFreshPasskey, { body: { challengeId, response: outcome.response } })
  } catch (error) {
    if (error instanceof ApiError && error.code === 'passkey.rejected') return 'rejected'
    throw error
  }
  await Promise.all([useSession.getState().load(), useMethods.getState().load()])
  return 'works'
}
