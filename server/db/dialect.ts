import knex, { type Knex } from 'knex'

/** Which of the two databases this is. */
export function dialectOf(db: Knex): 'sqlite' | 'postgres' {
  const client: unknown = db.client
  if (!(client instanceof knex.Client)) throw new Error('This is not an open database.')
  return client.dialect === 'sqlite3' ? 'sqlite' : 'postgres'
}
