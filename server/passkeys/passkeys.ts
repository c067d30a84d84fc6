import { transport, type Transport } from '../../shared/contract/webauthn.ts'
import type { Passkey } from '../../shared/contract/passkey.ts'
import { record } from '../audit/record.ts'
import type { Db } from '../db/connect.ts'
import type { Held } from '../db/statement.ts'
import type { PasskeyRow } from '../db/tables.ts'
import { inTransaction } from '../db/transaction.ts'
import { tellOfPasskeys } from '../events/tell.ts'
import { AppError } from '../errors.ts'
import type { Services } from '../services.ts'
import type { SeenFrom, Session } from '../session.ts'
import { countOpen, requireRunning } from '../sessions/sessions.ts'
import { namerOf } from './model-names.ts'
import * as store from './store.ts'

export { ownerOf, unrevokedOf } from './lookup-store.ts'

/** A passkey as far as other features decide by it. */
export interface KnownPasskey {
  id: string
  userId: string
  name: string
  status: PasskeyRow['status']
  suspendedUntil: Date | null
}

/** The user's passkeys for people to see, the last used first; `all` with those revoked. */
export async function viewPasskeys(
  services: Services,
  { userId, session, all }: { userId: string; session: Session; all: boolean },
): Promise<Passkey[]> {
  const rows = await store.passkeysOf(
    services.db,
    userId,
    all ? ['active', 'suspended', 'revoked'] : ['active', 'suspended'],
  )
  return view(services, rows, session)
}

/** One passkey of the user for people to see. Throws `not-found`. */
export async function viewPasskey(
  services: Services,
  id: string,
  userId: string,
  session: Session,
): Promise<Passkey> {
  const row = await store.findPasskey(services.db, id, userId)
  const [seen] = row ? await view(services, [row], session) : []
  if (!seen) throw new AppError('not-found')
  return seen
}

/** The user's passkey, which nobody else changes until the transaction ends. Throws `not-found`. */
export async function lockPasskeyOf(tx: Db, id: string, userId: string): Promise<KnownPasskey> {
  const row = await store.lockPasskey(tx, id, userId)
  if (!row) throw new AppError('not-found')
  return toKnown(row)
}

/** What the user can sign in with at this moment. */
export const activePasskeysOf = async (db: Db, userId: string): Promise<KnownPasskey[]> =>
  (await store.passkeysOf(db, userId, ['active'])).map(toKnown)

/** What the user can sign in with, or could again if it were restored. */
export const unrevokedPasskeysOf = async (db: Db, userId: string): Promise<KnownPasskey[]> =>
  (await store.passkeysOf(db, userId, ['active', 'suspended'])).map(toKnown)

/** How many passkeys the user can sign in with, and how many of those are not built into one computer. */
export async function countUsable(
  on: Db | Held,
  userId: string,
  without: readonly string[] = [],
): Promise<{ passkeys: number; securityKeys: number }> {
  const rows = (await store.usableOf.all(on, { userId })).filter(({ id }) => !without.includes(id))
  return { passkeys: rows.length, securityKeys: rows.filter(isCrossPlatform).length }
}

/** On an authenticator that is not part of one computer; what tells nothing of itself may be one. */
export const isCrossPlatform = ({ transports }: Pick<PasskeyRow, 'transports'>): boolean =>
  !transportsOf(transports).includes('internal')

/** Erases the public key and keeps the record. False where it was revoked before. */
export const markRevoked = async (
  tx: Db,
  passkeyId: string,
  by: { at: Date; actorId: string | null; reason: string | null; ticket: string | null },
): Promise<boolean> => {
  const { reason, ticket } = by
  const row = { id: passkeyId, revoked_at: by.at.toISOString(), revoked_by: by.actorId, reason, ticket }
  return (await store.markRevoked.run(tx, row)) === 1
}

/** Whether the user ever had a passkey, of whatever became of it. */
export const hasHadPasskey = (db: Db, userId: string): Promise<boolean> => store.hasHadPasskey(db, userId)

/** Takes a passkey out of use until `until`, or until it is restored. False where that is so already, and for a revoked one. */
export const markSuspended = (tx: Db, passkeyId: string, until: Date | null): Promise<boolean> =>
  store.markSuspended(tx, passkeyId, until?.toISOString() ?? null)

/** Brings a suspended passkey back. False where it is not suspended. */
export const markRestored = (tx: Db, passkeyId: string): Promise<boolean> => store.markRestored(tx, passkeyId)

/** Passkeys whose suspension has run out, some at a time. */
export const outlivedSuspensions = async (db: Db, at: Date): Promise<KnownPasskey[]> =>
  (await store.outlivedSuspensions(db, at.toISOString())).map(toKnown)

/** Gives one's own passkey another name. Throws `not-found` for a revoked one and for somebody else's. */
export async function renamePasskey(
  services: Services,
  session: Session,
  { id, name, from }: { id: string; name: string; from: SeenFrom },
): Promise<Passkey> {
  const { user } = session
  await inTransaction(services.db, async (tx) => {
    if (!(await store.rename(tx, id, user.id, name))) throw new AppError('not-found')
    await requireRunning(tx, session.id)
    await record(tx, {
      at: services.now(),
      action: 'passkey.renamed',
      actor: user,
      passkey: { id, name },
      from,
    })
  })
  tellOfPasskeys(services, user.id)
  return viewPasskey(services, id, user.id, session)
}

/** What the database holds of an authenticator's ways to speak, as far as we know the words. */
export const transportsOf = (stored: string): Transport[] =>
  stored.split(' ').flatMap((word) => transport.safeParse(word).data ?? [])

export const toKnown = (row: PasskeyRow): KnownPasskey => ({
  id: row.id,
  userId: row.user_id,
  name: row.name,
  status: row.status,
  suspendedUntil: row.suspended_until === null ? null : new Date(row.suspended_until),
})

async function view(services: Services, rows: PasskeyRow[], session: Session): Promise<Passkey[]> {
  const open = await countOpen(services, rows[0]?.user_id ?? '')
  const revokers = rows.flatMap(({ revoked_by }) => revoked_by ?? [])
  const names = new Map(
    (await store.displayNames(services.db, revokers)).map((row) => [row.id, row.display_name]),
  )
  const nameOf = await namerOf(
    services.db,
    rows.map(({ aaguid }) => aaguid),
  )
  return rows.map((row) => ({
    id: row.id,
    credentialId: row.credential_id,
    name: row.name,
    model: { name: nameOf(row.aaguid), aaguid: row.aaguid, attested: row.attested === 1 },
    backup: backupOf(row),
    transports: transportsOf(row.transports),
    createdAt: row.created_at,
    createdFrom: seenFrom(row.created_address, row.created_client, row.created_computer),
    lastUsedAt: row.last_used_at,
    lastUsedFrom: seenFrom(row.last_used_address, row.last_used_client, row.last_used_computer),
    current: row.id === session.passkeyId,
    openSessions: open.get(row.id) ?? 0,
    status: row.status,
    suspendedUntil: row.suspended_until,
    revokedAt: row.revoked_at,
    revokedBy:
      row.revoked_by === null ? null : { id: row.revoked_by, displayName: names.get(row.revoked_by) ?? '' },
    reason: row.reason,
    ticket: row.ticket,
  }))
}

/** How a passkey is kept. */
export function backupOf({ backup_eligible, backed_up }: PasskeyRow): Passkey['backup'] {
  if (backup_eligible !== 1) return 'device'
  return backed_up === 1 ? 'synced' : 'can-sync'
}

function seenFrom(
  address: string | null,
  client: string | null,
  computer: string | null,
): Passkey['createdFrom'] {
  if (address === null || client === null) return null
  return { address, client, ...(computer === null ? {} : { computer }) }
}
