import { randomBytes } from 'node:crypto'
import { canonicalEmail } from '../../shared/contract/fields.ts'
import type { Role } from '../../shared/contract/roles.ts'
import type { User } from '../../shared/contract/user.ts'
import { record } from '../audit/record.ts'
import type { Db } from '../db/connect.ts'
import type { Held } from '../db/statement.ts'
import { isTaken } from '../db/taken.ts'
import type { UserRow } from '../db/tables.ts'
import { inTransaction } from '../db/transaction.ts'
import { AppError } from '../errors.ts'
import type { Services } from '../services.ts'
import type { SeenFrom, Session } from '../session.ts'
import { requireRunning } from '../sessions/sessions.ts'
import { newId } from '../tokens.ts'
import * as store from './store.ts'

/** An account as far as other features decide by it. */
export interface Account {
  id: string
  email: string
  displayName: string
  role: Role
  status: UserRow['status']
  /** One constant random 64-byte handle, base64url: no personal data (WebAuthn L3 §14.6.1). */
  userHandle: string
  activePasskeys: number
  /** The one model of all their active passkeys; null where there are several, or none. */
  soleModel: string | null
}

interface NewUser {
  email: string
  displayName: string
  role: Role
}

/** Adds a user who has yet to register a passkey. Throws `conflict` where the e-mail is taken. */
export async function addUser(tx: Db, { email, displayName, role }: NewUser, at: Date): Promise<Account> {
  const row: store.NewUser = {
    id: newId(),
    email: email.normalize('NFC'),
    email_canonical: canonicalEmail(email),
    display_name: displayName,
    name_canonical: canonicalName(displayName),
    role,
    status: 'invited',
    user_handle: randomBytes(64).toString('base64url'),
    created_at: at.toISOString(),
    last_sign_in_at: null,
  }
  if (!(await store.insertUser(tx, row))) throw new AppError('conflict', { fields: { email: emailTaken } })
  return toAccount(row)
}

/** Throws `not-found`. */
export async function findAccount(db: Db, id: string): Promise<Account> {
  return existing(await store.findUser(db, id))
}

/** The account, which nobody else changes until the transaction ends. Throws `not-found`. */
export async function lockAccount(tx: Db, id: string): Promise<Account> {
  return existing(await store.lockUser(tx, id))
}

/** The accounts there are of these, in the order of their ids. */
export const findAccounts = async (db: Db, ids: readonly string[]): Promise<Account[]> =>
  (await store.findUsers(db, ids)).map(toAccount)

/** The same, which nobody else changes until the transaction ends. */
export const lockAccounts = async (tx: Db, ids: readonly string[]): Promise<Account[]> =>
  (await store.lockUsers(tx, ids)).map(toAccount)

export async function findAccountByEmail(db: Db, email: string): Promise<Account | null> {
  const row = await store.findByEmail(db, canonicalEmail(email))
  return row ? toAccount(row) : null
}

export const removeUser = (tx: Db, id: string): Promise<number> => store.deleteUser(tx, id)

/** Takes an account out of sight whose set-up somebody else has finished first. */
export const setAside = (tx: Db, id: string): Promise<number> => store.setAside(tx, id)

export const setStatus = (tx: Db, id: string, status: Account['status']): Promise<number> =>
  store.setStatus(tx, id, status)

/** Writes down an account's e-mail, name and role. Throws `conflict` where the e-mail is another's. */
export async function saveAccount(tx: Db, account: Account): Promise<void> {
  const { id, email, displayName, role } = account
  const identity = {
    email: email.normalize('NFC'),
    email_canonical: canonicalEmail(email),
    display_name: displayName,
    name_canonical: canonicalName(displayName),
    role,
  }
  await store.setIdentity(tx, id, identity).catch((cause: unknown) => {
    if (isTaken(cause)) throw new AppError('conflict', { fields: { email: emailTaken }, cause })
    throw cause
  })
}

const emailTaken = 'There is already an account with this e-mail.'

/** The first passkey is registered: from now on the user can sign in. */
export const activate = (tx: Db, id: string): Promise<number> => store.setStatus(tx, id, 'active')

/** Notes a sign-in by any other way than a passkey alone: of those the use of the passkey is the note. */
export const markSignedIn = (on: Db | Held, id: string, at: Date): Promise<number> =>
  store.setLastSignIn.run(on, { id, at: at.toISOString() })

/** The user for people to see. Throws `not-found`. */
export async function viewUser(on: Db | Held, id: string): Promise<User> {
  const row = await store.userWithCounts.first(on, { id })
  if (!row) throw new AppError('not-found')
  return toView(row)
}

/** Changes one's own name. */
export async function renameMyself(
  services: Services,
  session: Session,
  displayName: string,
  from: SeenFrom,
): Promise<User> {
  const { id, role } = session.user
  await inTransaction(services.db, async (tx) => {
    await lockAccount(tx, id)
    await requireRunning(tx, session.id)
    await store.setName(tx, id, {
      display_name: displayName,
      name_canonical: canonicalName(displayName),
    })
    await record(tx, { at: services.now(), action: 'user.renamed', actor: { id, role, displayName }, from })
  })
  services.publish({ permission: 'users.read' }, { type: 'users.changed' })
  services.publish({ users: [id] }, { type: 'session.changed' })
  return viewUser(services.db, id)
}

/** The form in which names are searched. */
export const canonicalName = (name: string): string => name.normalize('NFKC').toLowerCase()

function existing(row: UserRow | undefined): Account {
  if (!row) throw new AppError('not-found')
  return toAccount(row)
}

const toAccount = (row: UserRow | store.NewUser): Account => ({
  id: row.id,
  email: row.email,
  displayName: row.display_name,
  role: row.role,
  status: row.status,
  userHandle: row.user_handle,
  activePasskeys: 'active_passkeys' in row ? row.active_passkeys : 0,
  soleModel: 'sole_model' in row ? row.sole_model : null,
})

/** The user for people to see. */
export const toView = (row: store.UserAndCounts): User => ({
  id: row.id,
  email: row.email,
  displayName: row.display_name,
  role: row.role,
  status: row.status,
  createdAt: row.created_at,
  lastSignInAt: latest(row.last_sign_in_at, row.signed_in_at),
  passkeys: { active: row.active_passkeys, suspended: row.suspended },
})

const latest = (a: string | null, b: string | null): string | null => ((a ?? '') > (b ?? '') ? a : b)
