import type { Knex } from 'knex'

/** Secrets of programs, and in the record which of them acted. */
export async function up(db: Knex): Promise<void> {
  await db.schema.createTable('api_tokens', (table) => {
    table.string('id').primary()
    table.string('name').notNullable()
    table.string('token_hash').notNullable().unique()
    table.string('ending').notNullable()
    table.text('permissions').notNullable()
    table.string('created_at').notNullable()
    table.string('created_by').notNullable().references('users.id').index()
    table.string('expires_at').notNullable()
    table.string('last_used_at')
    table.string('last_used_address')
    table.string('revoked_at')
  })
  await db.schema.alterTable('audit', (table) => {
    table.string('token_id')
    table.string('token_name')
  })
}

export async function down(db: Knex): Promise<void> {
  await db.schema.alterTable('audit', (table) => {
    table.dropColumns('token_id', 'token_name')
  })
  await db.schema.dropTable('api_tokens')
}
