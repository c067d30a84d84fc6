import type { Knex } from 'knex'

/** Sign-ins that the system's browser hands over to the desktop app. */
export async function up(db: Knex): Promise<void> {
  await db.schema.createTable('hand_offs', (table) => {
    table.text('id').primary()
    table.text('code_hash').notNullable().unique()
    table.text('user_id').notNullable().references('users.id').onDelete('cascade').index()
    table.text('session_id').notNullable().references('sessions.id').onDelete('cascade').index()
    table.text('passkey_id')
    for (const fact of ['method', 'authenticated_at', 'challenge', 'redirect_uri', 'state_hash'])
      table.text(fact).notNullable()
    table.integer('ends_session').notNullable()
    for (const moment of ['created_at', 'expires_at']) table.text(moment).notNullable()
    for (const moment of ['redeemed_at', 'voided_at']) table.text(moment)
    table.text('opened_session_id')
  })
}

export async function down(db: Knex): Promise<void> {
  await db.schema.dropTable('hand_offs')
}
