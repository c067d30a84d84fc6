import type { Knex } from 'knex'

/** People with nothing but one model, in the order of the list. */
export async function up(db: Knex): Promise<void> {
  await db.schema.alterTable('users', (table) => {
    table.dropIndex(['sole_model'])
    table.index(['sole_model', 'email_canonical'])
  })
}

export async function down(db: Knex): Promise<void> {
  await db.schema.alterTable('users', (table) => {
    table.dropIndex(['sole_model', 'email_canonical'])
    table.index(['sole_model'])
  })
}
