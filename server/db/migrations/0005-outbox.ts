import type { Knex } from 'knex'

/** Mail about what was done with accounts, written with it and sent afterwards. */
export async function up(db: Knex): Promise<void> {
  await db.schema.createTable('outbox', (table) => {
    table.bigIncrements('seq')
    for (const fact of ['notice', 'kind', 'facts', 'role', 'address']) table.text(fact).notNullable()
    for (const fact of ['created_at', 'due_at', 'status']) table.text(fact).notNullable()
    table.integer('tries').notNullable()
    table.index(['status', 'due_at'])
    table.index(['created_at'])
  })
  // Those who watch over others are few, and looked for by role.
  await db.schema.alterTable('users', (table) => {
    table.index(['role'])
  })
}

export async function down(db: Knex): Promise<void> {
  await db.schema.alterTable('users', (table) => {
    table.dropIndex(['role'])
  })
  await db.schema.dropTable('outbox')
}
