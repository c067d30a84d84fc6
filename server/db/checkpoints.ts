import { usualCheckpoint, type Db } from './connect.ts'
import { dialectOf } from './dialect.ts'

/** Whose pages lie all over a large file: so many take some fifteen milliseconds, the usual many half a second. */
const often = 250

/**
 * While `work` writes all over the database, SQLite takes what was committed into its file in small portions: the
 * event loop stands still for each. PostgreSQL has a process for it.
 */
export async function withSmallCheckpoints<T>(db: Db, work: () => Promise<T>): Promise<T> {
  if (dialectOf(db) === 'postgres') return work()
  const every = (pages: number) => db.raw(`pragma wal_autocheckpoint = ${pages}`)
  await every(often)
  try {
    return await work()
  } finally {
    await every(usualCheckpoint)
  }
}
