import type { Knex } from 'knex'
import type { Db } from './connect.ts'
import { dialectOf } from './dialect.ts'
import type { UserRow } from './tables.ts'

/**
 * Adds to a select, under these names, columns of the user whom its column `reference` names; its own must be named with
 * their table. A sub-select of one row costs SQLite's driver a fifth of what a join does; PostgreSQL looks for the user
 * once instead of once a column.
 */
export function withOwner(
  db: Db,
  query: Knex.QueryBuilder,
  reference: 'passkeys.user_id' | 'sessions.user_id',
  columns: Record<string, keyof UserRow>,
): Knex.QueryBuilder {
  if (dialectOf(db) === 'sqlite')
    return query.select(
      Object.entries(columns).map(([as, column]) =>
        db.raw('(select ?? from users where users.id = ??) as ??', [column, reference, as]),
      ),
    )
  const named = Object.entries(columns).map(([as, column]) => [as, `users.${column}`])
  return query.join('users', 'users.id', reference).select(Object.fromEntries(named))
}
