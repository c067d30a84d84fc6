import type { Knex } from 'knex'
import { dialectOf } from '../dialect.ts'

/** Users, passkeys, sessions and the record, on SQLite and PostgreSQL alike. */
export async function up(db: Knex): Promise<void> {
  await db.schema.createTable('guards', (table) => {
    table.text('name').primary()
    table.text('value').notNullable()
  })
  await db('guards').insert([
    { name: 'working-administrator', value: '' },
    { name: 'challenge-watermark', value: '' },
  ])
  await people(db)
  await sessions(db)
  await record(db)
}

export async function down(db: Knex): Promise<void> {
  const tables = ['failure_counts', 'audit', 'spent_challenges', 'backup_codes', 'invitations', 'sessions']
  for (const table of [...tables, 'passkeys', 'users', 'guards']) await db.schema.dropTable(table)
}

async function people(db: Knex): Promise<void> {
  await db.schema.createTable('users', (table) => {
    table.text('id').primary()
    table.text('email').notNullable()
    table.text('email_canonical').notNullable().unique()
    table.text('display_name').notNullable()
    table.text('name_canonical').notNullable()
    table.text('role').notNullable()
    table.text('status').notNullable()
    table.text('user_handle').notNullable().unique()
    table.text('created_at').notNullable()
    table.text('last_sign_in_at')
  })
  await db.schema.createTable('passkeys', (table) => {
    table.text('id').primary()
    owner(table)
    table.text('credential_id').notNullable().unique()
    table.text('public_key')
    table.integer('algorithm').notNullable()
    table.bigInteger('sign_count').notNullable()
    table.text('transports').notNullable()
    for (const flag of ['backup_eligible', 'backed_up', 'uv_initialized', 'attested'])
      table.integer(flag).notNullable()
    table.integer('discoverable')
    for (const fact of ['aaguid', 'attestation_format', 'rp_id', 'name']) table.text(fact).notNullable()
    for (const fact of ['created_at', 'created_address', 'created_client']) table.text(fact).notNullable()
    for (const fact of ['created_computer', 'last_used_at', 'last_used_address']) table.text(fact)
    for (const fact of ['last_used_client', 'last_used_computer']) table.text(fact)
    table.text('status').notNullable()
    for (const fact of ['suspended_until', 'revoked_at', 'revoked_by', 'reason', 'ticket']) table.text(fact)
    // Revoked is for good: no key may remain, and a live passkey must have one.
    table.check("(status = 'revoked') = (public_key is null)", {}, 'passkeys_key_erased')
    table.index(['user_id', 'status'])
  })
}

async function sessions(db: Knex): Promise<void> {
  await createClustered(db, 'sessions', (table) => {
    table.text('id').primary()
    table.text('token_hash').notNullable().unique()
    owner(table).index()
    table.text('kind').notNullable()
    table.text('method').notNullable()
    table.text('passkey_id').references('passkeys.id')
    for (const fact of ['created_at', 'last_seen_at', 'ends_at', 'address', 'client'])
      table.text(fact).notNullable()
    for (const fact of ['fresh_until', 'fresh_method', 'computer', 'ended_at', 'end_reason']) table.text(fact)
  })
  await db.schema.createTable('invitations', (table) => {
    table.text('id').primary()
    owner(table).index()
    table.text('token_hash').notNullable().unique()
    for (const fact of ['created_at', 'created_by', 'expires_at']) table.text(fact).notNullable()
    for (const fact of ['accepted_at', 'voided_at']) table.text(fact)
  })
  await db.schema.createTable('backup_codes', (table) => {
    table.text('id').primary()
    owner(table).index()
    table.text('code_hash').notNullable().unique()
    table.text('created_at').notNullable()
    table.text('used_at')
  })
}

async function record(db: Knex): Promise<void> {
  await createClustered(db, 'spent_challenges', (table) => {
    table.text('expires_at').notNullable()
    table.text('challenge').notNullable()
    // In this order, so that the newest are written next to each other and the oldest are found at once.
    table.primary(['expires_at', 'challenge'])
  })
  // No foreign keys: an entry is a snapshot that outlives what it is about.
  await db.schema.createTable('audit', (table) => {
    table.bigIncrements('seq')
    for (const fact of ['at', 'action']) table.text(fact).notNullable()
    for (const fact of ['actor_id', 'actor_name', 'actor_role', 'target_id', 'target_name']) table.text(fact)
    for (const fact of ['passkey_id', 'passkey_name', 'session_id', 'reason', 'ticket']) table.text(fact)
    for (const fact of ['address', 'client']) table.text(fact)
    table.integer('count')
    table.index(['target_id', 'seq'])
  })
  await db.schema.createTable('failure_counts', (table) => {
    for (const part of ['scope', 'reason', 'hour']) table.text(part).notNullable()
    for (const amount of ['count', 'reported']) table.integer(amount).notNullable()
    table.primary(['scope', 'reason', 'hour'])
    table.index(['hour'])
  })
}

const owner = (table: Knex.CreateTableBuilder) =>
  table.text('user_id').notNullable().references('users.id').onDelete('cascade')

/**
 * A table kept in the order of its primary key. SQLite otherwise keeps rows and key apart, and every sign-in would
 * write a page more for each; PostgreSQL has no such choice.
 */
async function createClustered(
  db: Knex,
  name: string,
  build: (table: Knex.CreateTableBuilder) => void,
): Promise<void> {
  const statements = db.schema.createTable(name, build).toSQL()
  const isSqlite = dialectOf(db) === 'sqlite'
  for (const { sql } of Array.isArray(statements) ? statements : [statements])
    await db.raw(isSqlite && sql.startsWith('create table') ? `${sql} without rowid` : sql)
}
