import type { Knex } from 'knex'
import { dialectOf } from '../dialect.ts'

/** The chain over the record, what it is searched by, and a database that refuses to change what was written. */
export async function up(db: Knex): Promise<void> {
  const isSqlite = dialectOf(db) === 'sqlite'
  const whole = isSqlite ? 'integer' : 'bigint'
  await db.raw(`create table audit_seals (
    position ${whole} primary key, seq ${whole} not null unique, settled ${whole} not null, seal text not null)`)
  // Locked by whoever seals; remembers up to which position the audit file was written.
  await db('guards').insert({ name: 'audit-sealer', value: '0' })
  // Partial, so that no successful sign-in writes to them.
  await db.raw('create index audit_on_others on audit (actor_id, seq) where actor_id <> target_id')
  await db.raw("create index audit_by_action on audit (action, seq) where action <> 'sign-in.succeeded'")
  await (isSqlite ? refuseOnSqlite(db) : refuseOnPostgres(db))
}

export async function down(db: Knex): Promise<void> {
  if (dialectOf(db) === 'sqlite')
    for (const change of changes) await db.raw(`drop trigger audit_refuses_${change}`)
  else {
    await db.raw('drop trigger audit_refuses_change on audit')
    await db.raw('drop function refuse_audit_change()')
  }
  await db.raw('drop index audit_on_others')
  await db.raw('drop index audit_by_action')
  await db('guards').where({ name: 'audit-sealer' }).delete()
  await db.schema.dropTable('audit_seals')
}

const changes = ['update', 'delete'] as const

async function refuseOnSqlite(db: Knex): Promise<void> {
  for (const change of changes)
    await db.raw(`create trigger audit_refuses_${change} before ${change} on audit begin
      select raise(abort, 'The record is only ever added to.'); end`)
}

async function refuseOnPostgres(db: Knex): Promise<void> {
  await db.raw(`create function refuse_audit_change() returns trigger language plpgsql as
    $$ begin raise exception 'The record is only ever added to.'; end $$`)
  await db.raw(`create trigger audit_refuses_change before update or delete or truncate on audit
    for each statement execute function refuse_audit_change()`)
}
