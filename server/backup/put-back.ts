import { copyFile, rename, rm } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import BetterSqlite from 'better-sqlite3'
import { connect, migrate } from '../db/connect.ts'
import { inTransaction } from '../db/transaction.ts'
import { requireSound } from './backup.ts'
import { settle, unknownWords, type Terms } from './settle.ts'
import * as store from './store.ts'

interface Order {
  /** The backup. */
  file: string
  /** The database to be replaced. */
  target: string
  now: Date
  /** Whether to go on where what was revoked since cannot be known. */
  acceptUnknown: boolean
}

export interface Restored {
  /** What was taken away after the backup, and stays so: a line each; null where that could not be known. */
  kept: string[] | null
  /** Where the database from before lies now; null where there was none. */
  aside: string | null
}

/**
 * Puts a backup in the place of the database. What was revoked, suspended, disabled, lowered, spent or removed since it
 * was taken stays so, going by the database being replaced, which is kept; every session ends, and every challenge and
 * outstanding secret is void. Throws while a server runs on it, and changes nothing then.
 */
export async function restore({ file, target, now, acceptUnknown }: Order): Promise<Restored> {
  if (!existsSync(file)) throw new Error(`There is no file ${file}.`)
  const before = readable(target)
  if (before !== 'readable' && !acceptUnknown)
    throw new Error(unknownWords(`The database ${target} is ${before}`))
  const draft = `${target}.restoring`
  await rm(draft, { force: true })
  await copyFile(file, draft)
  try {
    requireSound(draft)
    if (before === 'readable') await bringUpToDate(target)
    const kept = await settleFile(draft, before === 'readable' ? target : null, { now, acceptUnknown })
    requireSound(draft)
    const aside =
      before === 'missing' ? null : `${target}.before-${now.toISOString().replace(/\D/g, '').slice(0, 14)}`
    if (aside !== null) await rename(target, aside)
    await rename(draft, target)
    return { kept, aside }
  } finally {
    for (const left of ['', '-wal', '-shm']) await rm(`${draft}${left}`, { force: true })
  }
}

/** Whether there is a database, alone and sound. Throws where somebody else has it open. */
function readable(target: string): 'readable' | 'missing' | 'unreadable' {
  if (!existsSync(target)) return 'missing'
  const database = new BetterSqlite(target, { timeout: 1000 })
  try {
    // Takes the file for itself, which nobody can who is not alone with it.
    database.pragma('journal_mode = delete')
    return database.pragma('quick_check', { simple: true }) === 'ok' ? 'readable' : 'unreadable'
  } catch (error) {
    if (error instanceof BetterSqlite.SqliteError && error.code.startsWith('SQLITE_BUSY'))
      throw new Error(`A server runs on ${target}. Stop it first.`, { cause: error })
    return 'unreadable'
  } finally {
    database.close()
  }
}

async function bringUpToDate(file: string): Promise<void> {
  const db = connect({ kind: 'sqlite', file })
  await migrate(db).finally(() => db.destroy())
  requireSound(file)
}

async function settleFile(
  file: string,
  before: string | null,
  terms: Pick<Terms, 'now' | 'acceptUnknown'>,
): Promise<string[] | null> {
  const db = connect({ kind: 'sqlite', file })
  try {
    await migrate(db)
    if (before !== null) await store.attach(db, before)
    return await inTransaction(db, (tx) => settle(tx, { ...terms, isKnown: before !== null }))
  } finally {
    await db.destroy()
  }
}
