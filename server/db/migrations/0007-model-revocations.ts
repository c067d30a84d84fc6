import type { Knex } from 'knex'

/** Bulk revocations of a model, each a job that outlives the process that works on it, and what became of each passkey. */
export async function up(db: Knex): Promise<void> {
  await db.schema.createTable('model_revocations', (table) => {
    table.text('id').primary()
    for (const fact of ['aaguid', 'model_name', 'created_before', 'reason']) table.text(fact).notNullable()
    table.text('ticket')
    for (const fact of ['locked_out', 'status', 'created_at', 'created_by', 'created_by_name'])
      table.text(fact).notNullable()
    for (const fact of ['run_by', 'run_by_name', 'run_by_address', 'run_by_client'])
      table.text(fact).notNullable()
    for (const amount of ['total', 'revoked', 'skipped', 'sessions_ended'])
      table.integer(amount).notNullable().defaultTo(0)
    table.text('position').notNullable().defaultTo('')
    for (const fact of ['finished_at', 'leased_by', 'leased_until']) table.text(fact)
    table.index(['created_at', 'id'])
    table.index(['aaguid', 'created_before'])
  })
  // One at a time for a model; and what every sign-in looks into is nearly always empty.
  await db.raw('create unique index open_revocations on model_revocations (aaguid) where finished_at is null')
  await db.schema.createTable('model_revocation_results', (table) => {
    table.text('job_id').notNullable().references('model_revocations.id').onDelete('cascade')
    table.integer('is_revoked').notNullable()
    for (const fact of ['user_id', 'passkey_id', 'passkey_name', 'user_name', 'user_email', 'outcome', 'at'])
      table.text(fact).notNullable()
    table.integer('sessions_ended').notNullable()
    table.primary(['job_id', 'is_revoked', 'user_id', 'passkey_id'])
  })
}

export async function down(db: Knex): Promise<void> {
  await db.schema.dropTable('model_revocation_results')
  await db.schema.dropTable('model_revocations')
}
