import type { Knex } from 'knex'
import { dialectOf } from '../dialect.ts'

/** What instances tell each other: news for the streams of all, and whose streams are open where. SQLite has one process. */
export async function up(db: Knex): Promise<void> {
  if (dialectOf(db) === 'sqlite') return
  await db.schema.createTable('news', (table) => {
    table.bigIncrements('seq')
    for (const fact of ['at', 'audience', 'event']) table.text(fact).notNullable()
    table.index(['at'])
  })
  await db.schema.createTable('instances', (table) => {
    table.text('id').primary()
    table.text('seen_at').notNullable()
  })
  await db.schema.createTable('open_streams', (table) => {
    table.text('session_id').notNullable()
    table.text('instance').notNullable().references('instances.id').onDelete('cascade')
    table.text('left_at')
    table.primary(['session_id', 'instance'])
    table.index(['instance', 'left_at'])
  })
}

export async function down(db: Knex): Promise<void> {
  if (dialectOf(db) === 'sqlite') return
  for (const table of ['open_streams', 'instances', 'news']) await db.schema.dropTable(table)
}
