import type { Methods } from '../../shared/contract/methods.ts'
import type { Passkey } from '../../shared/contract/passkey.ts'
import { mayUsePassword } from '../../shared/contract/roles.ts'
import { countCodes } from '../backup-codes/codes.ts'
import { passwordSetAt, totpSetUpAt } from '../fallback/means.ts'
import { viewPasskeys } from '../passkeys/passkeys.ts'
import type { Services } from '../services.ts'
import type { Session } from '../session.ts'
import { findAccount } from '../users/users.ts'

/** Every way the session's user can sign in, and what they should add. */
export async function viewMethods(services: Services, session: Session): Promise<Methods> {
  const { db } = services
  const { id } = session.user
  const passkeys = await viewPasskeys(services, { userId: id, session, all: false })
  const { userHandle } = await findAccount(db, id)
  const changedAt = await passwordSetAt(db, session.user)
  const createdAt = await totpSetUpAt(db, id)
  return {
    passkeys,
    userHandle,
    password: { set: changedAt !== null, allowed: mayUsePassword(session.user), changedAt },
    totp: { enabled: createdAt !== null, createdAt },
    backupCodes: await countCodes(db, id),
    advice: adviceFor(passkeys),
  }
}

/** A second authenticator for everybody (NIST SP 800-63B-4, 4.1.2.1): firmly where the only one is bound to a device. */
export function adviceFor(passkeys: Pick<Passkey, 'status' | 'backup'>[]): Methods['advice'] {
  const active = passkeys.filter(({ status }) => status === 'active')
  const [first] = active
  if (!first) return 'register-first'
  if (active.length > 1) return null
  return first.backup === 'device' ? 'second-firmly' : 'second-softly'
}
