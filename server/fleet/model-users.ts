import type { z } from 'zod'
import type { listModelUsers } from '../../shared/contract/fleet.ts'
import type { Db } from '../db/connect.ts'
import type { PasskeyRow } from '../db/tables.ts'
import { passkeysOfModel, usersOfModel } from '../passkeys/of-model.ts'
import { backupOf } from '../passkeys/passkeys.ts'
import { withAnotherModel } from '../standing/standing.ts'
import { viewUser } from '../users/users.ts'

type Page = z.input<(typeof listModelUsers)['response']>

/** A page of the users who have a passkey of a model that is not revoked, in the order of their ids. */
export async function usersOf(
  db: Db,
  aaguid: string,
  { limit, cursor = '' }: { limit: number; cursor?: string | undefined },
): Promise<Page> {
  const which = { aaguid, createdBefore: null }
  const found = await usersOfModel(db, which, { after: cursor, limit: limit + 1 })
  const ids = found.slice(0, limit)
  const passkeys = await passkeysOfModel(db, which, ids)
  const others = await withAnotherModel(db, aaguid, ids)
  const items = []
  for (const id of ids)
    items.push({
      user: await viewUser(db, id),
      passkeys: passkeys.filter(({ user_id }) => user_id === id).map(toView),
      hasNothingElse: !others.has(id),
    })
  return { items, next: found.length > limit ? (ids.at(-1) ?? null) : null }
}

const toView = (row: PasskeyRow) => ({
  id: row.id,
  name: row.name,
  backup: backupOf(row),
  status: row.status,
  createdAt: row.created_at,
  lastUsedAt: row.last_used_at,
})
