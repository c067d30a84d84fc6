import type { Role } from '../../shared/contract/roles.ts'
import type { User } from '../../shared/contract/user.ts'
import { record } from '../audit/record.ts'
import type { Db } from '../db/connect.ts'
import type { Held } from '../db/statement.ts'
import { AppError } from '../errors.ts'
import type { Act, SeenFrom } from '../session.ts'
import type { Proof } from '../sessions/proof.ts'
import { isFamiliar } from '../sessions/familiar.ts'
import { promote } from '../sessions/sessions.ts'
import { noteDay } from '../standing/standing.ts'
import { markSignedIn, viewUser } from '../users/users.ts'
import type { Purpose } from './second-step.ts'

/** A second step, after the first factor, that completes a sign-in. */
export const signingIn: Purpose<SignedIn> = {
  ceremony: 'second-step',
  failure: 'sign-in.failed',
  complete: completeSignIn,
}

/** A sign-in that is done: its cookie's token, and whose it is. */
export interface SignedIn {
  token: string
  user: User
  /** The account has not been used from there for a month. */
  isNew: boolean
}

/** Makes the pending session a full one: the second step was right. Throws `session.required` where it ended meanwhile. */
async function completeSignIn(
  on: Db | Held,
  { session, from }: Act,
  proof: Proof,
  at: Date,
): Promise<SignedIn> {
  const { user, id, computer } = session
  // User before sessions, as everywhere: two that lock in different orders would wait for each other.
  await markSignedIn(on, user.id, at)
  await noteDay(on, { userId: user.id, aaguid: null, at })
  const here = { ...from, ...(computer === null ? {} : { computer }) }
  const isNew = await noteNewComputer(on, { user, sessionId: id, from: here }, at)
  const token = await promote(on, session, proof, at)
  if (token === null) throw new AppError('session.required')
  const entry = { at, actor: user, sessionId: id, reason: proof.method, from }
  await record(on, { ...entry, action: 'sign-in.succeeded' })
  return { token, user: await viewUser(on, user.id), isNew }
}

interface Arrival {
  user: { id: string; displayName: string; role: Role }
  sessionId?: string
  from: SeenFrom & { computer?: string | undefined }
}

/**
 * Puts on the record, and so in the owner's mail, that the account was used where it has not been used for a month.
 * Answers whether it was.
 */
export async function noteNewComputer(
  on: Db | Held,
  { user, sessionId, from }: Arrival,
  at: Date,
): Promise<boolean> {
  if (await isFamiliar(on, user.id, from)) return false
  await record(on, { at, action: 'sign-in.new-computer', actor: user, sessionId: sessionId ?? null, from })
  return true
}
