import type { Knex } from 'knex'

/** Half sign-ins, which anybody can begin: they are looked for every hour, among all the sessions of a month. */
export async function up(db: Knex): Promise<void> {
  await db.raw("create index sessions_pending on sessions (ends_at) where kind = 'pending'")
}

export async function down(db: Knex): Promise<void> {
  await db.raw('drop index sessions_pending')
}
