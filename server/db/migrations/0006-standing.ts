import type { Knex } from 'knex'
import { dialectOf } from '../dialect.ts'
import { recount, recountDays } from '../recount.ts'

/** What lists and the fleet are filtered and counted by, kept with each change instead of computed for each page. */
export async function up(db: Knex): Promise<void> {
  // In one order everywhere, whatever language a PostgreSQL was set up in: lists are read on from where they were left.
  if (dialectOf(db) === 'postgres')
    for (const column of ['email_canonical', 'name_canonical'])
      await db.raw('alter table users alter column ?? type text collate "C"', [column])
  await db.schema.alterTable('users', (table) => {
    table.integer('active_passkeys').notNullable().defaultTo(0)
    // The one model of all the user's active passkeys; null where they have none, or several.
    table.text('sole_model')
    table.text('risk').notNullable().defaultTo('')
    table.text('last_used_day').notNullable().defaultTo('')
    for (const column of ['status', 'role', 'active_passkeys', 'risk'])
      table.index([column, 'email_canonical'])
    table.index(['last_used_day', 'id'])
    table.index(['sole_model'])
    table.index(['name_canonical'])
  })
  await db.schema.createTable('models', (table) => {
    table.text('aaguid').primary()
    table.text('name')
    for (const amount of ['active', 'synced', 'suspended', 'users', 'sole_users'])
      table.integer(amount).notNullable().defaultTo(0)
    table.text('last_used_day').notNullable().defaultTo('')
  })
  await db.raw("create index passkeys_of_model on passkeys (aaguid, user_id, id) where status <> 'revoked'")
  await db.raw(
    'create index invitations_open on invitations (expires_at) where accepted_at is null and voided_at is null',
  )
  await db.raw(
    'create index passkeys_suspended on passkeys (suspended_until) where suspended_until is not null',
  )
  await recount(db)
  await recountDays(db)
  await (dialectOf(db) === 'sqlite' ? searchOnSqlite(db) : searchOnPostgres(db))
}

export async function down(db: Knex): Promise<void> {
  if (dialectOf(db) === 'sqlite') {
    for (const when of ['insert', 'delete', 'update']) await db.raw(`drop trigger users_search_${when}`)
    await db.raw('drop table users_search')
    await db.raw('drop index users_number')
    await db.raw('alter table users drop column number')
  } else await db.raw('drop index users_email_search, users_name_search')
  for (const index of ['passkeys_of_model', 'invitations_open', 'passkeys_suspended'])
    await db.raw(`drop index ${index}`)
  await db.schema.dropTable('models')
  await db.schema.alterTable('users', (table) => {
    for (const column of ['status', 'role', 'active_passkeys', 'risk'])
      table.dropIndex([column, 'email_canonical'])
    table.dropIndex(['last_used_day', 'id'])
    table.dropIndex(['sole_model'])
    table.dropIndex(['name_canonical'])
    table.dropColumns('active_passkeys', 'sole_model', 'risk', 'last_used_day')
  })
}

/**
 * Three letters at a time, without the text itself: it is compared in `users` anyway. By a number of its own: SQLite may
 * give rows other row ids when it packs the file.
 */
async function searchOnSqlite(db: Knex): Promise<void> {
  await db.raw(`create virtual table users_search using fts5(
    text, content='', contentless_delete=1, detail=none, tokenize='trigram case_sensitive 1')`)
  await db.raw('alter table users add column number integer')
  await db.raw('update users set number = rowid')
  await db.raw('create unique index users_number on users (number)')
  const add = (which: string) =>
    `insert into users_search (rowid, text)
      select number, email_canonical || ' ' || name_canonical from users ${which};`
  await db.raw(add(''))
  await db.raw(`create trigger users_search_insert after insert on users begin
    update users set number = (select coalesce(max(number), 0) + 1 from users) where id = new.id;
    ${add('where id = new.id')} end`)
  await db.raw(`create trigger users_search_delete after delete on users begin
    delete from users_search where rowid = old.number; end`)
  await db.raw(`create trigger users_search_update after update of email_canonical, name_canonical on users begin
    delete from users_search where rowid = old.number;
    ${add('where id = new.id')} end`)
}

async function searchOnPostgres(db: Knex): Promise<void> {
  await db.raw('create extension if not exists pg_trgm')
  await db.raw('create index users_email_search on users using gin (email_canonical gin_trgm_ops)')
  await db.raw('create index users_name_search on users using gin (name_canonical gin_trgm_ops)')
}
