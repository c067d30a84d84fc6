import type { Db } from '../db/connect.ts'
import { countedStatus } from '../db/counted-status.ts'
import { withOwner } from '../db/owner.ts'
import { statement } from '../db/statement.ts'
import type { PasskeyRow, UserRow } from '../db/tables.ts'

const read = [
  'id',
  'user_id',
  'credential_id',
  'public_key',
  'sign_count',
  'backup_eligible',
  'rp_id',
  'name',
  'transports',
  'aaguid',
  'last_used_at',
  'last_used_address',
  'last_used_client',
] as const satisfies (keyof PasskeyRow)[]

export type PasskeyAndOwner = Pick<PasskeyRow, (typeof read)[number] | 'status'> &
  Pick<UserRow, 'email_canonical' | 'display_name' | 'role' | 'user_handle'> & {
    user_status: UserRow['status']
  }

/** A passkey of any status with its owner, by credential id: nobody else changes either until the transaction ends. */
export const lockByCredentialId = statement<{ credentialId: string }, PasskeyAndOwner>((db, param) =>
  withOwner(
    db,
    db('passkeys')
      .where('passkeys.credential_id', param('credentialId'))
      .select(read.map((column) => `passkeys.${column}`))
      .select(countedStatus(db))
      .forNoKeyUpdate('passkeys', 'users'),
    'passkeys.user_id',
    {
      email_canonical: 'email_canonical',
      display_name: 'display_name',
      role: 'role',
      user_handle: 'user_handle',
      user_status: 'status',
    },
  ),
)

/** A user's active passkeys, as far as counting them goes. */
export const usableOf = statement<{ userId: string }, Pick<PasskeyRow, 'id' | 'transports'>>((db, param) =>
  db('passkeys')
    .where({ user_id: param('userId'), status: 'active' })
    .select('id', 'transports'),
)

/** Records a use of a passkey that is locked. */
export const recordUse = statement<{
  id: string
  signCount: number
  backedUp: number
  at: string
  /** The same, where the use was a whole sign-in. */
  signedInAt: string | null
  address: string
  client: string
  computer: string | null
}>((db, param) =>
  db('passkeys')
    .where({ id: param('id') })
    .update({
      sign_count: param('signCount'),
      backed_up: param('backedUp'),
      uv_initialized: 1,
      last_used_at: param('at'),
      signed_in_at: db.raw('coalesce(?, signed_in_at)', [param('signedInAt')]),
      last_used_address: param('address'),
      last_used_client: param('client'),
      last_used_computer: param('computer'),
    }),
)

/** False where any user, past or present, has a passkey of that id (WebAuthn L3 §7.1 step 26). */
export async function addPasskey(tx: Db, row: PasskeyRow): Promise<boolean> {
  const inserted = await tx('passkeys').insert(row).onConflict('credential_id').ignore().returning('id')
  return inserted.length === 1
}

export const findPasskey = (db: Db, id: string, userId: string): Promise<PasskeyRow | undefined> =>
  db('passkeys').where({ id, user_id: userId }).first('*')

/** Reads a passkey for a change that rests on what is read. */
export const lockPasskey = (tx: Db, id: string, userId: string): Promise<PasskeyRow | undefined> =>
  tx('passkeys').where({ id, user_id: userId }).forUpdate().first('*')

/** The user's passkeys, the last used first. */
export const passkeysOf = (db: Db, userId: string, statuses: PasskeyRow['status'][]): Promise<PasskeyRow[]> =>
  db('passkeys')
    .where({ user_id: userId })
    .whereIn('status', statuses)
    .orderByRaw('coalesce(last_used_at, created_at) desc')
    .select('*')

export async function rename(tx: Db, id: string, userId: string, name: string): Promise<boolean> {
  return (
    (await tx('passkeys').where({ id, user_id: userId }).whereNot('status', 'revoked').update({ name })) === 1
  )
}

/** Erases the key for good and keeps the rest; zero where somebody did it before. */
export const markRevoked = statement<
  Pick<PasskeyRow, 'id' | 'revoked_at' | 'revoked_by' | 'reason' | 'ticket'>
>((db, param) =>
  db('passkeys')
    .where('id', param('id'))
    .whereRaw("status <> 'revoked'")
    .update({
      revoked_at: param('revoked_at'),
      revoked_by: param('revoked_by'),
      reason: param('reason'),
      ticket: param('ticket'),
      public_key: null,
      status: 'revoked',
      suspended_until: null,
    }),
)

export const displayNames = (db: Db, ids: readonly string[]) =>
  db('users').whereIn('id', ids).select('id', 'display_name')

export const markSuspended = async (tx: Db, id: string, until: string | null): Promise<boolean> =>
  (await tx('passkeys')
    .where({ id })
    .whereNot('status', 'revoked')
    .whereRaw("(status = 'active' or suspended_until is distinct from ?)", [until])
    .update({ status: 'suspended', suspended_until: until })) === 1

export const markRestored = async (tx: Db, id: string): Promise<boolean> =>
  (await tx('passkeys')
    .where({ id, status: 'suspended' })
    .update({ status: 'active', suspended_until: null })) === 1

export const outlivedSuspensions = (db: Db, now: string): Promise<PasskeyRow[]> =>
  db('passkeys').where({ status: 'suspended' }).where('suspended_until', '<=', now).limit(200).select('*')

export const hasHadPasskey = async (db: Db, userId: string): Promise<boolean> =>
  (await db('passkeys').where({ user_id: userId }).first('id')) !== undefined
