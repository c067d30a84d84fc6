import type { WayIn } from '../../shared/contract/users.ts'
import type { Db } from '../db/connect.ts'
import { meansOf } from '../fallback/means.ts'
import { canComeBack, secondSteps, type Means } from '../fallback/second-steps.ts'
import { unrevokedPasskeysOf } from '../passkeys/passkeys.ts'
import type { Services } from '../services.ts'
import { countHalfway, countOpen } from '../sessions/sessions.ts'
import { hasOtherWorkingAdministrator } from '../users/administrators.ts'
import { findAccount, type Account } from '../users/users.ts'

export interface Forecast {
  remaining: WayIn[]
  lockedOut: boolean
  sessionsEnding: number
}

interface Loss {
  passkeyIds: readonly string[]
  voidBackupCodes?: boolean | undefined
}

/** What the user could still sign in with if these passkeys were revoked. Throws `not-found`; changes nothing. */
export async function forecast(
  services: Pick<Services, 'now'> & { db: Db },
  userId: string,
  { passkeyIds, voidBackupCodes }: Loss,
): Promise<Forecast> {
  const { db } = services
  const account = await findAccount(db, userId)
  const passkeys = await unrevokedPasskeysOf(db, userId)
  const lost = passkeys.filter(({ id }) => passkeyIds.includes(id))
  const left = passkeys.filter((passkey) => passkey.status === 'active' && !lost.includes(passkey))
  const names = left.map(({ name }) => name)
  const present = await meansOf(db, account, passkeyIds)
  const means = voidBackupCodes ? { ...present, backupCodes: 0 } : present
  const codes = (await codesCount(db, account, means)) ? means.backupCodes : 0
  const remaining = [...passkeysLeft(names), ...passwordLeft(means), ...codesLeft(codes)]
  const sessionsEnding = lost.length === 0 ? 0 : await countEnding(services, userId, lost)
  const isIn = canComeBack(means, codes > 0)
  return { remaining, lockedOut: account.status === 'disabled' || !isIn, sessionsEnding }
}

async function countEnding(
  services: Pick<Services, 'db' | 'now'>,
  userId: string,
  lost: readonly { id: string }[],
): Promise<number> {
  const open = await countOpen(services, userId)
  return lost.reduce((sum, { id }) => sum + (open.get(id) ?? 0), await countHalfway(services, userId))
}

const passkeysLeft = (names: string[]): WayIn[] =>
  names.length === 0 ? [] : [{ kind: 'passkey', count: names.length, names }]

/** A password with nothing to complete it is no way in. */
function passwordLeft(means: Means): WayIn[] {
  const steps = secondSteps(means)
  return means.password && steps.length > 0 ? [{ kind: 'password', count: 1, names: [], steps }] : []
}

const codesLeft = (count: number): WayIn[] =>
  count === 0 ? [] : [{ kind: 'backup-codes', count, names: [] }]

// Of help desk and administrators a code alone is refused while another administrator could issue a pass.
const codesCount = async (db: Db, { id, role }: Account, { backupCodes }: Means): Promise<boolean> =>
  backupCodes > 0 && (role === 'user' || !(await hasOtherWorkingAdministrator(db, id)))
