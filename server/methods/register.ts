import type { Where } from '../../shared/contract/methods.ts'
import type { Passkey } from '../../shared/contract/passkey.ts'
import type { CeremonyAnswer } from '../../shared/contract/webauthn.ts'
import { record } from '../audit/record.ts'
import { createCodesIfNone } from '../backup-codes/codes.ts'
import type { Db } from '../db/connect.ts'
import type { PasskeyRow } from '../db/tables.ts'
import { inTransaction } from '../db/transaction.ts'
import { tellOfPasskeys } from '../events/tell.ts'
import { AppError } from '../errors.ts'
import { registeredAfterRevocations } from '../fleet/registered-after.ts'
import { storePasskey } from '../passkeys/enrol.ts'
import { viewPasskey } from '../passkeys/passkeys.ts'
import { beginRegistration, checkRegistration, refuseRegistration } from '../passkeys/registration.ts'
import type { Proof } from '../sessions/proof.ts'
import type { Services } from '../services.ts'
import type { SeenFrom, Session } from '../session.ts'
import { sessionById } from '../sessions/current.ts'
import { endOtherSessions, promote, requireRunning } from '../sessions/sessions.ts'
import { completeSetup } from '../setup/setup.ts'
import { keepingCount, noteDay } from '../standing/standing.ts'
import { activate, findAccount, lockAccount, markSignedIn } from '../users/users.ts'

interface Request extends CeremonyAnswer {
  name?: string | undefined
  computer?: string | undefined
}

interface Registered {
  passkey: Passkey
  backupCodes?: string[]
  /** The new cookie, where an enrolment became a full session. */
  token: string | null
}

/** Options to register a passkey for the session's user. */
export async function beginMyRegistration(services: Services, session: Session, where: Where) {
  const { userHandle } = await findAccount(services.db, session.user.id)
  return beginRegistration(services, session, { where, userHandle })
}

/**
 * Registers a passkey: checked, stored, on the record, with backup codes if the account has none unused. In an
 * enrolment session it also completes the joining: the session becomes a full one of this passkey, and the account's
 * other sessions end. All of it or nothing.
 */
export async function registerPasskey(
  services: Services,
  session: Session,
  { name, computer, from, ...answer }: Request & { from: SeenFrom },
): Promise<Registered> {
  const row = await checkRegistration(services, session, { answer, name, from: { ...from, computer } })
  const done = await inTransaction(services.db, (tx) => complete(services, tx, { session, row, from }))
  if (!done) return refuseRegistration(services, session, 'already-known', from)
  services.publish({ sessions: done.ended }, { type: 'session.ended', reason: 'replaced' })
  tellOfPasskeys(services, session.user.id)
  return { passkey: done.passkey, token: done.token, ...(done.codes ? { backupCodes: done.codes } : {}) }
}

interface Completion {
  session: Session
  row: PasskeyRow
  from: SeenFrom
}

async function complete(services: Services, tx: Db, { session, row, from }: Completion) {
  const at = services.now()
  const { user } = session
  if (session.method === 'setup' && session.kind === 'enrolment') await completeSetup(tx, user.id)
  const { status } = await lockAccount(tx, user.id)
  if (status === 'disabled') throw new AppError('session.required')
  await requireRunning(tx, session.id)
  const added = await keepingCount(tx, user.id, async () => {
    const stored = await storePasskey(tx, row)
    return stored && { proof: stored, codes: await createCodesIfNone(tx, user.id, at) }
  })
  if (!added) return null
  await registeredAfterRevocations(tx, row)
  const { proof, codes } = added
  await record(tx, {
    at,
    action: 'passkey.registered',
    actor: user,
    passkey: row,
    sessionId: session.id,
    from,
  })
  if (codes) {
    // Shown with the passkey, which they are told of.
    const made = { action: 'backup-codes.created', count: codes.length, silent: true } as const
    await record(tx, { at, actor: user, from, ...made })
  }
  const joined =
    session.kind === 'enrolment' ? await join(tx, session, { proof, at, from }) : { token: null, ended: [] }
  const now = await sessionById(tx, session.id)
  return { codes, ...joined, passkey: await viewPasskey({ ...services, db: tx }, row.id, user.id, now) }
}

async function join(
  tx: Db,
  session: Session,
  { proof, at, from }: { proof: Proof<'passkey'>; at: Date; from: SeenFrom },
) {
  const { id, user, method } = session
  await activate(tx, user.id)
  await markSignedIn(tx, user.id, at)
  await noteDay(tx, { userId: user.id, aaguid: null, at })
  if (method === 'setup') await record(tx, { at, action: 'setup.completed', actor: user, from })
  const token = await promote(tx, session, proof, at)
  // Another registration of the same session was quicker and has made it a full one.
  if (token === null) throw new AppError('session.required')
  return { token, ended: await endOtherSessions(tx, user.id, { except: id, at, reason: 'replaced' }) }
}
