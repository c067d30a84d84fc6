import { mayUsePassword } from '../../shared/contract/roles.ts'
import { countUnused, countUnusedOf } from '../backup-codes/codes.ts'
import type { Db } from '../db/connect.ts'
import type { Held } from '../db/statement.ts'
import { AppError } from '../errors.ts'
import { countUsableOf } from '../passkeys/of-model.ts'
import { countUsable } from '../passkeys/passkeys.ts'
import type { Account } from '../users/users.ts'
import { hasWayIn, type Means } from './second-steps.ts'
import * as store from './store.ts'

type Owner = Pick<Account, 'id' | 'role'>

/** When the password was set that the account can sign in with, or null. */
export async function passwordSetAt(on: Db | Held, owner: Owner): Promise<string | null> {
  const row = await store.passwordOf.first(on, { userId: owner.id })
  return row && mayUsePassword(owner) ? row.changed_at : null
}

/** When the account's authenticator app was set up, or null. */
export const totpSetUpAt = async (on: Db | Held, userId: string): Promise<string | null> =>
  (await store.totpOf.first(on, { userId }))?.created_at ?? null

/** What the account could sign in with, leaving aside the passkeys in `without`. */
export async function meansOf(on: Db | Held, owner: Owner, without: readonly string[] = []): Promise<Means> {
  const { passkeys, securityKeys } = await countUsable(on, owner.id, without)
  return {
    passkeys,
    securityKeys,
    password: (await passwordSetAt(on, owner)) !== null,
    totp: (await totpSetUpAt(on, owner.id)) !== null,
    backupCodes: await countUnused(on, owner.id),
  }
}

/** `meansOf` for many accounts at once. */
export async function meansOfMany(
  db: Db,
  owners: readonly Owner[],
  without: ReadonlySet<string>,
): Promise<Map<string, Means>> {
  const ids = owners.map(({ id }) => id)
  const usable = await countUsableOf(db, ids, without)
  const passwords = new Set(await store.passwordsOf(db, ids))
  const totps = new Set(await store.totpsOf(db, ids))
  const codes = await countUnusedOf(db, ids)
  return new Map(
    owners.map((owner) => {
      const { id } = owner
      const { passkeys, securityKeys } = usable.get(id) ?? { passkeys: 0, securityKeys: 0 }
      const password = passwords.has(id) && mayUsePassword(owner)
      return [id, { passkeys, securityKeys, password, totp: totps.has(id), backupCodes: codes.get(id) ?? 0 }]
    }),
  )
}

/** To be called last by every act of one's own that takes a way in: throws `conflict`, and so undoes it. */
export function requireWayIn(means: Means): void {
  if (!hasWayIn(means))
    throw new AppError('conflict', {
      detail: 'This is your last way in. Add another one first, or ask the help desk.',
    })
}
