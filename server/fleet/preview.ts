import { setImmediate as turn } from 'node:timers/promises'
import type { User } from '../../shared/contract/user.ts'
import type { Services } from '../services.ts'
import type { Session } from '../session.ts'
import { passkeyIdsOfModel, usersOfModel, type OfModel } from '../passkeys/of-model.ts'
import { countOpenOf } from '../sessions/sessions.ts'
import { findAccounts, viewUser } from '../users/users.ts'
import { lockedOutBy } from './locked-out.ts'

// Few enough that nobody else waits long.
const slice = 200
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
  const sums = { passkeys: 0, users: 0, sessions: 0, own: 0 }
  const lockedOut: string[] = []
  for await (const userIds of slices(services, which)) {
    const all = await passkeyIdsOfModel(services.db, which, userIds)
    const others = all.filter(({ user_id }) => user_id !== user.id)
    const passkeyIds = others.map(({ id }) => id)
    const owners = (await findAccounts(services.db, userIds)).filter(({ id }) => id !== user.id)
    sums.own += all.length - others.length
    sums.passkeys += others.length
    sums.users += owners.length
    sums.sessions += await countOpenOf(services, { userIds, passkeyIds })
    lockedOut.push(...(await lockedOutBy(services.db, owners, new Set(passkeyIds))))
  }
  const users = []
  for (const id of lockedOut.slice(0, named)) users.push(await viewUser(services.db, id))
  return { ...sums, lockedOut: { count: lockedOut.length, users } }
}

/** How many passkeys it is about. */
export async function countPasskeys(services: Services, which: OfModel): Promise<number> {
  let count = 0
  for await (const userIds of slices(services, which))
    count += (await passkeyIdsOfModel(services.db, which, userIds)).length
  return count
}

async function* slices({ db }: Services, which: OfModel): AsyncGenerator<string[]> {
  for (let after = ''; ;) {
    const userIds = await usersOfModel(db, which, { after, limit: slice })
    const last = userIds.at(-1)
    if (last === undefined) return
    yield userIds
    after = last
    await turn()
  }
}
