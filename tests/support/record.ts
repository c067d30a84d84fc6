import type { Db } from '../../server/db/connect.ts'
import type { AuditRow, AuditSealRow } from '../../server/db/tables.ts'
import { sealSome, type SealerMemory } from '../../server/audit/seal-entries.ts'
import type { Services } from '../../server/services.ts'

export const newMemory = (): SealerMemory => ({ pending: null, end: null })

/** Seals all that waits, as the sealer of one process does. */
export async function sealAll(
  services: Pick<Services, 'db' | 'config' | 'log'>,
  memory = newMemory(),
): Promise<void> {
  while ((await sealSome(services, memory)) > 0);
}

const nothing = {
  ...{ actor_id: null, actor_name: null, actor_role: null, target_id: null, target_name: null },
  ...{ passkey_id: null, passkey_name: null, session_id: null, reason: null, ticket: null },
  ...{ address: null, client: null, count: null, token_id: null, token_name: null },
} as const

/** An entry with something in every column. */
export const fullEntry: Omit<AuditRow, 'seq'> = {
  at: '2026-05-04T10:00:00.000Z',
  action: 'passkey.revoked',
  actor_id: 'ada',
  actor_name: 'Ada Admin',
  actor_role: 'admin',
  target_id: 'bob',
  target_name: 'Bob ☂️',
  passkey_id: 'key',
  passkey_name: 'YubiKey 5',
  session_id: 'session',
  reason: 'Lost',
  ticket: 'T-1',
  address: '192.0.2.1',
  client: 'Firefox on Linux',
  count: 2,
  token_id: 'token',
  token_name: 'Offboarding',
}

export const entry = (facts: Partial<AuditRow>): Omit<AuditRow, 'seq'> & { seq?: number } => ({
  ...nothing,
  at: fullEntry.at,
  action: 'sign-in.succeeded',
  ...facts,
})

/** Writes entries as they are, by the hundred. */
export async function putEntries(
  db: Db,
  rows: readonly (Omit<AuditRow, 'seq'> & { seq?: number })[],
): Promise<void> {
  for (let start = 0; start < rows.length; start += 500)
    await db('audit').insert(rows.slice(start, start + 500))
}

export const chainOf = (db: Db): Promise<AuditSealRow[]> => db('audit_seals').orderBy('position').select('*')

/** Lets a test do to the record what whoever has the database could: the database itself refuses it to the server. */
export async function withoutGuard(db: Db, tamper: () => Promise<unknown>): Promise<void> {
  const isSqlite = (await db.raw('select 1')) instanceof Array
  if (!isSqlite) {
    await db.raw('alter table audit disable trigger user')
    await tamper()
    await db.raw('alter table audit enable trigger user')
    return
  }
  const triggers: { name: string; sql: string }[] = await db('sqlite_master' as never)
    .where({ type: 'trigger', tbl_name: 'audit' } as never)
    .select('name', 'sql')
  for (const { name } of triggers) await db.raw(`drop trigger ${name}`)
  await tamper()
  for (const { sql } of triggers) await db.raw(sql)
}
