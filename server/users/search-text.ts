import type { Knex } from 'knex'
import type { Db } from '../db/connect.ts'
import { dialectOf } from '../db/dialect.ts'

/** What is looked for as e-mails and names are kept to be compared. */
export const fold = (text: string) => text.normalize('NFKC').toLowerCase()

/** One or two letters are in nearly everybody: they mean a beginning. */
export const isBeginning = (text: string) => Array.from(text).length < 3

/** Whoever the search means, however they are found. */
export const compared = (text: string) => (isBeginning(text) ? startsWith(text) : contains(text))

/** Whoever has it, but not at the beginning of their e-mail. */
export const elsewhere = (text: string) => (builder: Knex.QueryBuilder) => {
  void builder.where(contains(text)).whereNot(begins('email_canonical', text))
}

function contains(text: string) {
  const pattern = `%${text.replace(/[\\%_]/g, '\\$&')}%`
  return (builder: Knex.QueryBuilder) => {
    for (const column of ['email_canonical', 'name_canonical'])
      void builder.orWhereRaw(`users.${column} like ? escape '\\'`, [pattern])
  }
}

const startsWith = (text: string) => (builder: Knex.QueryBuilder) => {
  for (const column of ['email_canonical', 'name_canonical'] as const)
    void builder.orWhere(begins(column, text))
}

export const begins =
  (column: 'email_canonical' | 'name_canonical', text: string) => (builder: Knex.QueryBuilder) => {
    void builder.whereBetween(`users.${column}`, [text, `${text}\u{10ffff}`])
  }

/**
 * Whoever the index finds after `from`, one after the other by their number; to be compared again: it knows groups of three
 * letters only. PostgreSQL finds its own by the comparison.
 */
export function matching(db: Db, text: string, from = 0): Knex.Raw | undefined {
  if (dialectOf(db) === 'postgres') return undefined
  const letters = Array.from(text)
  const groups = letters.slice(2).map((_, index) => letters.slice(index, index + 3).join(''))
  const query = [...new Set(groups)].map((group) => `"${group.replaceAll('"', '""')}"`).join(' AND ')
  return db.raw(
    `(select rowid as number from users_search where users_search match ? and rowid > ?) as found
      cross join users on users.number = found.number`,
    [query, from],
  )
}
