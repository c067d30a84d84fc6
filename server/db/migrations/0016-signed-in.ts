import type { Knex } from 'knex'

/** A sign-in with a passkey is noted at the passkey alone: the users' table has so many indexes that a row of it is dear. */
export async function up(db: Knex): Promise<void> {
  await db.schema.alterTable('passkeys', (table) => {
    table.text('signed_in_at')
  })
}

export async function down(db: Knex): Promise<void> {
  await db.schema.alterTable('passkeys', (table) => {
    table.dropColumn('signed_in_at')
  })
}
