import type { WayIn } from '../../shared/contract/users.ts'
import type { Db } from '../db/connect.ts'
import { activePasskeysOf } from '../passkeys/passkeys.ts'
import type { Services } from '../services.ts'
import { countOpen } from '../sessions/sessions.ts'
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
  const { status } = await findAccount(services.db, userId)
  const active = await activePasskeysOf(services.db, userId)
  const open = await countOpen(services, userId)
  const remaining = waysIn(active.filter(({ id }) => !passkeyIds.includes(id)).map(({ name }) => name))
  const sessionsEnding = passkeyIds.reduce((sum, id) => sum + (open.get(id) ?? 0), 0)
  return { remaining, lockedOut: status === 'disabled' || remaining.length === 0, sessionsEnding }
}

const waysIn = (names: string[]): WayIn[] =>
  names.length === 0 ? [] : [{ kind: 'passkey', count: names.length, names }]
