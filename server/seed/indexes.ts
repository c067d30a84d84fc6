import { z } from 'zod'
import type { Db } from '../db/connect.ts'
import { dialectOf } from '../db/dialect.ts'

const indexes = z.array(z.object({ name: z.string(), sql: z.string() }))

// Those without a statement of their own belong to a constraint; by `users_number` a trigger finds the next number.
const listed = {
  sqlite:
    "select name, sql from sqlite_master where type = 'index' and sql is not null and name <> 'users_number'",
  postgres: `select cast(i.indexrelid as regclass)::text as name, pg_get_indexdef(i.indexrelid) as sql
    from pg_index i join pg_class c on c.oid = i.indrelid
    where c.relnamespace = cast('public' as regnamespace)
      and not exists (select 1 from pg_constraint where conindid = i.indexrelid)`,
} as const

/** Takes the indexes away until the answered function makes them anew: at once is far quicker than with each row. */
export async function withoutIndexes(tx: Db): Promise<() => Promise<void>> {
  const dialect = dialectOf(tx)
  const found: unknown = await tx.raw(listed[dialect])
  const all = indexes.parse(dialect === 'sqlite' ? found : z.object({ rows: z.unknown() }).parse(found).rows)
  for (const { name } of all) await tx.raw('drop index ??', [name])
  return async () => {
    for (const { sql } of all) await tx.raw(sql.replaceAll('?', '\\?'))
  }
}
