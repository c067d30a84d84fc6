import type { Knex } from 'knex'

/** Passes the help desk gives to people who have lost their passkeys. */
export async function up(db: Knex): Promise<void> {
  await db.schema.createTable('temporary_passes', (table) => {
    table.text('id').primary()
    table.text('user_id').notNullable().references('users.id').onDelete('cascade').index()
    for (const fact of ['pass_hash', 'created_at', 'created_by', 'expires_at']) table.text(fact).notNullable()
    for (const fact of ['used_at', 'voided_at']) table.text(fact)
    table.integer('wrong_tries').notNullable()
  })
}

export async function down(db: Knex): Promise<void> {
  await db.schema.dropTable('temporary_passes')
}
