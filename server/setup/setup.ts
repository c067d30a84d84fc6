import { canonicalEmail } from '../../shared/contract/fields.ts'
import type { CurrentSession } from '../../shared/contract/session.ts'
import type { Db } from '../db/connect.ts'
import { inTransaction } from '../db/transaction.ts'
import { openEnrolment } from '../enrolment/enrolment.ts'
import { AppError } from '../errors.ts'
import { setupToken } from '../secret.ts'
import type { Services } from '../services.ts'
import type { SeenFrom, Session } from '../session.ts'
import { makeProof } from '../sessions/make-proof.ts'
import { setupFor } from '../sessions/life.ts'
import { equalSecrets } from '../tokens.ts'
import { hasWorkingAdministrator, lockAdministrators } from '../users/administrators.ts'
import { addUser, findAccountByEmail, removeUser, setAside } from '../users/users.ts'
import * as store from './store.ts'

// Set-ups that may be under way at once; older ones give way, so that nobody can fill the table.
const most = 5

interface Request {
  email: string
  displayName: string
  token?: string | undefined
}

/**
 * Begins making the first administrator: an account and a session that can register its passkey. Open until somebody
 * has finished that; a later call with the same e-mail replaces the pending one, and the first to finish wins.
 * Throws `setup.done`, `permission.denied` for a wrong set-up token, `conflict` for the e-mail of an existing user.
 */
export async function setUp(
  services: Services,
  { email, displayName, token: given }: Request,
  { from, replaced }: { from: SeenFrom; replaced: Session | null },
): Promise<{ token: string; current: CurrentSession }> {
  const { config, db } = services
  if (config.needsSetupToken && !equalSecrets(given ?? '', setupToken(config)))
    throw new AppError('permission.denied', {
      fields: { token: 'This is not the token the server printed.' },
    })
  const at = services.now()
  const endsAt = new Date(at.getTime() + setupFor)
  return inTransaction(db, async (tx) => {
    await requireOpen(tx)
    await makeRoom(tx, email)
    const user = await addUser(tx, { email, displayName, role: 'admin' }, at)
    return openEnrolment(tx, makeProof('setup', user.id, null), { from, at, endsAt, replaced })
  })
}

/**
 * To be called in the transaction that registers the passkey of a set-up: the first wins. Throws `setup.done`. Those who
 * lost keep their session until it ends, so that they can be told.
 */
export async function completeSetup(tx: Db, userId: string): Promise<void> {
  await requireOpen(tx)
  for (const pending of await store.pendingSetups(tx)) if (pending !== userId) await setAside(tx, pending)
}

/** Removes the accounts of set-ups that lost or were left: no session of theirs runs any more. */
export async function forgetSetups(db: Db, now: Date): Promise<void> {
  for (const id of await store.abandonedSetups(db, now.toISOString())) await removeUser(db, id)
}

async function requireOpen(tx: Db): Promise<void> {
  await lockAdministrators(tx)
  if (await hasWorkingAdministrator(tx)) throw new AppError('setup.done')
}

async function makeRoom(tx: Db, email: string): Promise<void> {
  const pending = await store.pendingSetups(tx)
  const same = await findAccountByEmail(tx, canonicalEmail(email))
  const replaced = pending.filter((id, newer) => newer >= most - 1 || id === same?.id)
  for (const id of replaced) await removeUser(tx, id)
}
