import type { Knex } from 'knex'

/** Passwords, authenticator apps, and the second step that follows a password. */
export async function up(db: Knex): Promise<void> {
  await db.schema.alterTable('sessions', (table) => {
    table.text('step_until')
    table.integer('step_tries').notNullable().defaultTo(0)
    table.text('fresh_passkey_id')
  })
  await db.schema.createTable('passwords', (table) => {
    owner(table).primary()
    for (const fact of ['hash', 'changed_at']) table.text(fact).notNullable()
  })
  await db.schema.createTable('totps', (table) => {
    owner(table).primary()
    for (const fact of ['secret', 'created_at']) table.text(fact).notNullable()
    table.bigInteger('last_step').notNullable()
  })
  await db.schema.createTable('totp_setups', (table) => {
    table.text('session_id').primary().references('sessions.id').onDelete('cascade')
    for (const fact of ['secret', 'expires_at']) table.text(fact).notNullable()
  })
}

export async function down(db: Knex): Promise<void> {
  for (const table of ['totp_setups', 'totps', 'passwords']) await db.schema.dropTable(table)
  await db.schema.alterTable('sessions', (table) => {
    table.dropColumns('step_until', 'step_tries', 'fresh_passkey_id')
  })
}

const owner = (table: Knex.CreateTableBuilder) =>
  table.text('user_id').notNullable().references('users.id').onDelete('cascade')
