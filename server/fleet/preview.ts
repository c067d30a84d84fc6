import type { User } from '../../shared/contract/user.ts'
import { slicesOfModel, type OfModel } from '../passkeys/of-model.ts'
import type { Services } from '../services.ts'
import type { Session } from '../session.ts'
import { countOpenOf } from '../sessions/sessions.ts'
import { withAnotherModel } from '../standing/standing.ts'
import { findAccounts, viewUser } from '../users/users.ts'
import { lockedOutBy } from './locked-out.ts'

const named = 50

interface Preview {
  passkeys: number
  users: number
  sessions: number
  lockedOut: { count: number; users: User[] }
  own: number
}

/** What a bulk revocation would do at this moment. Changes nothing; looked at in slices, others go on in between. */
export async function preview(services: Services, { user }: Session, which: OfModel): Promise<Preview> {
  const { db } = services
  const sums = { passkeys: 0, users: 0, sessions: 0, own: 0 }
  const lockedOut: string[] = []
  for await (const slice of slicesOfModel(db, which)) {
    const others = slice.filter(({ userId }) => userId !== user.id)
    const passkeyIds = others.map(({ id }) => id)
    const userIds = [...new Set(others.map(({ userId }) => userId))]
    sums.own += slice.length - others.length
    sums.passkeys += others.length
    sums.users += userIds.length
    sums.sessions += await countOpenOf(services, { userIds, passkeyIds })
    const safe = await withAnotherModel(db, which.aaguid, userIds)
    const inDoubt = userIds.filter((id) => !safe.has(id))
    const out = await lockedOutBy(db, await findAccounts(db, inDoubt), new Set(passkeyIds))
    lockedOut.push(...out)
  }
  const users = []
  for (const id of lockedOut.slice(0, named)) users.push(await viewUser(db, id))
  return { ...sums, lockedOut: { count: lockedOut.length, users } }
}

/** How many passkeys it is about. */
export async function countPasskeys({ db }: Services, which: OfModel): Promise<number> {
  let count = 0
  for await (const { length } of slicesOfModel(db, which)) count += length
  return count
}
