import type { Db } from '../db/connect.ts'
import { dialectOf } from '../db/dialect.ts'
import { statement } from '../db/statement.ts'
import type { AuditRow, AuditSealRow, GuardRow } from '../db/tables.ts'
import type { Sealable } from './chain.ts'

/** So many entries are sealed at a time: on SQLite that holds up everybody else for a few milliseconds. */
export const batch = 250

/** So many links of the chain are read at a time. */
export const linksAtOnce = 2 * batch

/** A place in the chain and what is in it; the entry's columns are null where it is gone. */
export type LinkRow = Omit<AuditSealRow, 'seq'> & Sealable & { sealed_seq: number }

/**
 * Locks the chain until the transaction ends, and answers up to where the audit file was written; undefined where
 * another process has it. On SQLite every transaction is alone.
 */
export const lockChain = (tx: Db): Promise<Pick<GuardRow, 'value'> | undefined> => {
  const guard = tx('guards').where({ name: 'audit-sealer' }).first('value')
  return dialectOf(tx) === 'sqlite' ? guard : guard.forUpdate().skipLocked()
}

export const fileWrittenTo = statement<Record<string, never>, { value: string }>((db) =>
  db('guards').where({ name: 'audit-sealer' }).select('value'),
)

export const setFileWrittenTo = (tx: Db, position: number) =>
  tx('guards')
    .where({ name: 'audit-sealer' })
    .update({ value: String(position) })

export const lastSeal = statement<Record<string, never>, AuditSealRow>((db) =>
  db('audit_seals').orderBy('position', 'desc').limit(1).select('*'),
)

export const sealAt = statement<{ position: number }, Pick<AuditSealRow, 'seal'>>((db, param) =>
  db('audit_seals')
    .where({ position: param('position') })
    .select('seal'),
)

export const newestEntry = statement<Record<string, never>, { seq: number | null }>((db) =>
  db('audit').max('seq as seq'),
)

/** A batch of the entries without a seal behind `settled`, oldest first. */
export const unsealed = statement<{ settled: number }, AuditRow>((db, param) => {
  const sealed = db('audit_seals')
    .whereRaw('audit_seals.seq = audit.seq')
    // Said again, or PostgreSQL reads every seal there is.
    .where('audit_seals.seq', '>', param('settled'))
    .select(db.raw('1'))
  return db('audit')
    .where('audit.seq', '>', param('settled'))
    .whereNotExists(sealed)
    .orderBy('audit.seq')
    .select('audit.*')
    .limit(batch)
})

/** Adds seals, given as JSON `[[position, seq, settled, seal], …]`: one statement for a whole batch. */
export const insertSeals = statement<{ seals: string }>((db, param) => {
  const each = dialectOf(db) === 'sqlite' ? 'json_each(?)' : 'json_array_elements(cast(? as json))'
  return db.raw(
    `insert into audit_seals (position, seq, settled, seal)
      select cast(value->>0 as bigint), cast(value->>1 as bigint), cast(value->>2 as bigint), value->>3 from ${each}`,
    [param('seals')],
  )
})

/** The next links of the chain behind `position` up to `last`, in order. */
export const links = statement<{ position: number; last: number }, LinkRow>((db, param) =>
  db('audit_seals')
    .leftJoin('audit', 'audit.seq', 'audit_seals.seq')
    .where('audit_seals.position', '>', param('position'))
    .where('audit_seals.position', '<=', param('last'))
    .orderBy('audit_seals.position')
    .limit(linksAtOnce)
    .select(
      'audit.*',
      'audit_seals.position',
      'audit_seals.settled',
      'audit_seals.seal',
      'audit_seals.seq as sealed_seq',
    ),
)

/** Of the next few thousand entries behind `seq` up to `last`: the newest, and the oldest that has no seal. */
export const nextUnsealed = statement<
  { seq: number; last: number },
  { reached: number | null; unsealed: number | null }
>((db, param) =>
  db
    .from(
      db('audit')
        .where('seq', '>', param('seq'))
        .where('seq', '<=', param('last'))
        .orderBy('seq')
        .limit(10 * batch)
        .select(
          'seq',
          db.raw(
            'case when exists (select 1 from audit_seals where audit_seals.seq = audit.seq) then null else seq end as lone',
          ),
        )
        .as('entries'),
    )
    .select(db.raw('max(seq) as reached, min(lone) as unsealed')),
)

/** Who holds a transaction open that may have written to the record. PostgreSQL only. */
export const writers = statement<Record<string, never>, { writer: string }>((db) =>
  db.raw(`select virtualtransaction as writer from pg_locks
    where relation = cast('audit' as regclass) and mode = 'RowExclusiveLock'
      and database = (select oid from pg_database where datname = current_database())`),
)

/** How many entries are behind `settled`, counted as far as ten thousand. */
export const countBehind = async (db: Db, settled: number): Promise<number> =>
  (await db('audit').where('seq', '>', settled).limit(10_000).select('seq')).length
