import type { RequestOptions } from '../../shared/contract/webauthn.ts'
import type { PasskeyRow } from '../db/tables.ts'
import type { Services } from '../services.ts'
import type { Session } from '../session.ts'
import { issueChallenge } from './challenges.ts'
import { isCrossPlatform, transportsOf } from './passkeys.ts'
import type { StepCeremony } from './judge.ts'
import * as store from './store.ts'

/** What a browser is asked, and the id to answer it by. */
export interface Begun {
  challengeId: string
  options: RequestOptions
}

type Asking = Pick<Session, 'id' | 'passkeyId' | 'user'>

/** Options for a sign-in: the same for every e-mail, known or not, and nothing is written or looked up. */
export function beginSignIn(services: Services, email: string | null): Begun {
  const issued = issueChallenge(services, { ceremony: 'sign-in', account: email, sessionId: null })
  return {
    challengeId: issued.challengeId,
    options: { ...common(services), ...verified, challenge: issued.challenge, allowCredentials: [] },
  }
}

/** Options for proving again who one is, in this very session: the user is known, so their passkeys are listed. */
export async function beginFresh(services: Services, { id, user }: Asking): Promise<Begun> {
  const issued = issueChallenge(services, { ceremony: 'fresh', account: user.id, sessionId: id })
  const passkeys = await store.passkeysOf(services.db, user.id, ['active'])
  const allowCredentials = passkeys.map(descriptorOf)
  const options = { ...common(services), ...verified, challenge: issued.challenge, allowCredentials }
  return { challengeId: issued.challengeId, options }
}

/**
 * Options for a tap on one of the user's security keys, as a second step: without verification, and not on the one
 * that was the first factor. Null where there is none.
 */
export async function beginSecurityKey(
  services: Services,
  { id, user, passkeyId }: Asking,
  ceremony: StepCeremony,
): Promise<Begun | null> {
  const passkeys = await store.passkeysOf(services.db, user.id, ['active'])
  const keys = passkeys.filter(
    (passkey) => isCrossPlatform(passkey) && !isFirst(ceremony, passkey, passkeyId),
  )
  if (keys.length === 0) return null
  const { challenge, challengeId } = issueChallenge(services, { ceremony, account: user.id, sessionId: id })
  const asked = { userVerification: 'discouraged', hints: ['security-key'] } satisfies Partial<RequestOptions>
  const allowCredentials = keys.map(descriptorOf)
  return { challengeId, options: { ...common(services), ...asked, challenge, allowCredentials } }
}

// The passkey of a full session was proven long ago; that of a pending one is what the step is to confirm.
const isFirst = (ceremony: StepCeremony, { id }: PasskeyRow, first: string | null) =>
  ceremony === 'second-step' && id === first

const verified = { userVerification: 'required', hints: [] } satisfies Partial<RequestOptions>

const common = ({ config }: Services) => ({ rpId: config.rp.id, timeout: 300_000 })

const descriptorOf = ({ credential_id, transports }: PasskeyRow) => ({
  type: 'public-key' as const,
  id: credential_id,
  transports: transportsOf(transports),
})
