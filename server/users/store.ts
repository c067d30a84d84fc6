import type { Db } from '../db/connect.ts'
import { statement } from '../db/statement.ts'
import type { PasskeyRow, UserRow } from '../db/tables.ts'

const columns = [
  'id',
  'email',
  'display_name',
  'role',
  'status',
  'created_at',
  'last_sign_in_at',
  'active_passkeys',
] as const

export type UserAndCounts = Pick<UserRow, (typeof columns)[number]> & {
  suspended: number
  /** Their last sign-in with a passkey; the user's own row has those by other ways. */
  signed_in_at: PasskeyRow['signed_in_at']
}

export const withCounts = (db: Db) =>
  db('users').select<UserAndCounts[]>(
    ...columns,
    db.raw(
      "(select count(*) from passkeys k where k.user_id = users.id and k.status = 'suspended') as suspended",
    ),
    db.raw('(select max(k.signed_in_at) from passkeys k where k.user_id = users.id) as signed_in_at'),
  )

export const userWithCounts = statement<{ id: string }, UserAndCounts>((db, param) =>
  withCounts(db).where('users.id', param('id')),
)

export const findUser = (db: Db, id: string): Promise<UserRow | undefined> =>
  db('users').where({ id }).first('*')

/** Reads a user for a change that rests on what is read: nobody else changes them until the transaction ends. */
export const lockUser = (tx: Db, id: string): Promise<UserRow | undefined> =>
  tx('users').where({ id }).forUpdate().first('*')

export const findUsers = (db: Db, ids: readonly string[]): Promise<UserRow[]> =>
  db('users').whereIn('id', ids).orderBy('id').select('*')

/** In one order for everybody. */
export const lockUsers = (tx: Db, ids: readonly string[]): Promise<UserRow[]> =>
  tx('users').whereIn('id', ids).orderBy('id').forUpdate().select('*')

export const findByEmail = (db: Db, emailCanonical: string): Promise<UserRow | undefined> =>
  db('users').where({ email_canonical: emailCanonical }).first('*')

/** A user as they are added; what they are counted by follows with their passkeys. */
export type NewUser = Omit<UserRow, 'active_passkeys' | 'sole_model' | 'risk' | 'last_used_day'>

/** False where the e-mail is taken. */
export async function insertUser(tx: Db, row: NewUser): Promise<boolean> {
  const inserted = await tx('users').insert(row).onConflict('email_canonical').ignore().returning('id')
  return inserted.length === 1
}

export const deleteUser = (tx: Db, id: string) => tx('users').where({ id }).delete()

export const setStatus = (tx: Db, id: string, status: UserRow['status']) =>
  tx('users').where({ id }).update({ status })

export const setName = (tx: Db, id: string, name: Pick<UserRow, 'display_name' | 'name_canonical'>) =>
  tx('users').where({ id }).update(name)

export const setIdentity = (
  tx: Db,
  id: string,
  identity: Pick<UserRow, 'email' | 'email_canonical' | 'display_name' | 'name_canonical' | 'role'>,
): Promise<number> => tx('users').where({ id }).update(identity)

export const setLastSignIn = statement<{ id: string; at: string }>((db, param) =>
  db('users')
    .where({ id: param('id') })
    .update({ last_sign_in_at: param('at') }),
)

// No e-mail can look like this; the account of nobody, kept only for the session that still asks.
export const aside = 'set aside:'

/** Gives the account's e-mail back and leaves the account out of lists. */
export const setAside = (tx: Db, id: string): Promise<number> =>
  tx('users')
    .where({ id })
    .update({ email_canonical: aside + id })
