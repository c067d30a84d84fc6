import type { Knex } from 'knex'

/** Failed attempts by source and account. The columns and their order are rate-limiter-flexible's. */
export async function up(db: Knex): Promise<void> {
  await db.schema.createTable('throttles', (table) => {
    table.text('key').primary()
    table.integer('points').notNullable()
    table.bigInteger('expire').notNullable().index()
  })
}

export async function down(db: Knex): Promise<void> {
  await db.schema.dropTable('throttles')
}
