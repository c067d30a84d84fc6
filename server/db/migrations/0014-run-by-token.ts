import type { Knex } from 'knex'

const columns = ['run_by_token', 'run_by_token_name']

/** The API token that a bulk revocation was set going with: its entries name it. */
export async function up(db: Knex): Promise<void> {
  await db.schema.alterTable('model_revocations', (table) => {
    for (const column of columns) table.text(column)
  })
}

export async function down(db: Knex): Promise<void> {
  await db.schema.alterTable('model_revocations', (table) => {
    table.dropColumns(...columns)
  })
}
