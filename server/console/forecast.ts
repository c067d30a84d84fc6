import type { Role } from '../../shared/contract/roles.ts'
import type { WayIn } from '../../shared/contract/users.ts'
import type { Db } from '../db/connect.ts'
import { countCodes } from '../backup-codes/codes.ts'
import { activePasskeysOf } from '../passkeys/passkeys.ts'
import type { Services } from '../services.ts'
import { countOpen } from '../sessions/sessions.ts'
import { hasOtherWorkingAdministrator } from '../users/administrators.ts'
import { findAccount } from '../users/users.ts'

export interface Forecast {
  remaining: WayIn[]
  lockedOut: boolean
  sessionsEnding: number
}

/** What the user could still sign in with if these passkeys were revoked. Throws `not-found`; changes nothing. */
export async function forecast(
  services: Pick<Services, 'now'> & { db: Db },
  userId: string,
  passkeyIds: readonly string[],
): Promise<Forecast> {
  const { status, role } = await findAccount(services.db, userId)
  const active = await activePasskeysOf(services.db, userId)
  const open = await countOpen(services, userId)
  const names = active.filter(({ id }) => !passkeyIds.includes(id)).map(({ name }) => name)
  const codes = await usableCodes(services.db, userId, role)
  const remaining = [...passkeysLeft(names), ...codesLeft(codes)]
  const sessionsEnding = [...new Set(passkeyIds)].reduce((sum, id) => sum + (open.get(id) ?? 0), 0)
  return { remaining, lockedOut: status === 'disabled' || remaining.length === 0, sessionsEnding }
}

const passkeysLeft = (names: string[]): WayIn[] =>
  names.length === 0 ? [] : [{ kind: 'passkey', count: names.length, names }]

const codesLeft = (count: number): WayIn[] =>
  count === 0 ? [] : [{ kind: 'backup-codes', count, names: [] }]

// Of help desk and administrators a code alone is refused while another administrator could issue a pass.
async function usableCodes(db: Db, userId: string, role: Role): Promise<number> {
  if (role !== 'user' && (await hasOtherWorkingAdministrator(db, userId))) return 0
  return (await countCodes(db, userId)).remaining
}
