import type { Knex } from 'knex'
import { dialectOf } from '../dialect.ts'

const asked =
  'email_canonical, id, role, status, active_passkeys, risk, sole_model, last_used_day, name_canonical'

/** Those of whom there are few, each kind with all that a list asks about them; whoever is like most is in none. */
const few = {
  users_staff: "role <> 'user'",
  users_at_risk: "risk <> ''",
  users_disabled: "status = 'disabled'",
  users_invited: "status = 'invited'",
  users_without_passkey: 'active_passkeys = 0',
}

const replaced = ['status', 'role', 'active_passkeys', 'risk'] as const

export async function up(db: Knex): Promise<void> {
  await db.schema.alterTable('users', (table) => {
    for (const column of replaced) table.dropIndex([column, 'email_canonical'])
    table.dropIndex(['name_canonical'])
  })
  for (const [name, which] of Object.entries(few))
    await db.raw(`create index ${name} on users (${asked}) where ${which}`)
  await db.raw('create index users_by_name on users (name_canonical, email_canonical, id)')
  if (dialectOf(db) === 'postgres') {
    // The first few thousand are looked at for each search: without a look at anybody's row.
    await db.raw('create index users_by_email on users (email_canonical, id, name_canonical)')
    return
  }
  // What a search finds is compared and put in order in the same way.
  await db.raw('drop index users_number')
  await db.raw('create index users_number on users (number, email_canonical, name_canonical, id)')
}

export async function down(db: Knex): Promise<void> {
  for (const name of [...Object.keys(few), 'users_by_name']) await db.raw(`drop index ${name}`)
  await db.schema.alterTable('users', (table) => {
    for (const column of replaced) table.index([column, 'email_canonical'])
    table.index(['name_canonical'])
  })
  if (dialectOf(db) === 'postgres') {
    await db.raw('drop index users_by_email')
    return
  }
  await db.raw('drop index users_number')
  await db.raw('create unique index users_number on users (number)')
}
