import type { UsersFilter } from '../../shared/contract/users.ts'
import { record } from '../audit/record.ts'
import { inTransaction } from '../db/transaction.ts'
import { csv, type Cell } from '../http/csv.ts'
import type { Services } from '../services.ts'
import type { Act } from '../session.ts'
import { visible } from '../visible.ts'
import { pageOfUsers } from './list.ts'
import { lockForAct } from './reach.ts'

const some = 500
const header = ['e-mail', 'name', 'role', 'status', 'passkeys', 'last sign-in']

/**
 * Whoever the filter shows, in the order of the list, as CSV in pieces; read as it is written, never all at once. That it
 * was taken is on the record before anything is given away.
 */
export async function exportUsers(
  services: Pick<Services, 'db' | 'now'>,
  filter: UsersFilter,
  act: Act,
): Promise<AsyncGenerator<string>> {
  const { session, from } = act
  const asked = Object.entries(filter).map(([name, value]) => `${name}: ${value}`)
  const reason = asked.length === 0 ? null : asked.join(', ')
  await inTransaction(services.db, async (tx) => {
    await lockForAct(tx, act, [])
    const entry = { at: services.now(), actor: session.user, reason, from }
    await record(tx, { ...entry, action: 'users.exported' })
  })
  return csv(header, rows(services, filter))
}

async function* rows(
  services: Pick<Services, 'db' | 'now'>,
  filter: UsersFilter,
): AsyncGenerator<readonly Cell[]> {
  for (let cursor: string | null | undefined; cursor !== null;) {
    const page = await pageOfUsers(services, { ...filter, limit: some, cursor })
    for (const { email, displayName, role, status, passkeys, lastSignInAt } of page.items)
      yield [email, visible(displayName), role, status, passkeys.active, lastSignInAt]
    cursor = page.next
  }
}
