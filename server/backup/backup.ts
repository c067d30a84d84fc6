import { open, rename, rm } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import BetterSqlite from 'better-sqlite3'
import { record } from '../audit/record.ts'
import { hold } from '../db/statement.ts'
import { inTransaction } from '../db/transaction.ts'
import type { Services } from '../services.ts'

/**
 * Copies the SQLite database into a new file, whole and as of one moment, while the server goes on working. That it was
 * taken is on record before. Throws where the file is there already, and for PostgreSQL, which has tools of its own.
 */
export async function backUp({ db, config, now }: Services, file: string): Promise<{ bytes: number }> {
  if (config.database.kind !== 'sqlite')
    throw new Error('A PostgreSQL database is backed up with pg_dump: server/deploy/OPERATIONS.md says how.')
  if (existsSync(file)) throw new Error(`${file} is there already.`)
  await inTransaction(db, (tx) => record(tx, { at: now(), action: 'backup.taken', actor: null }))
  const draft = `${file}.part`
  try {
    await hold(db, async ({ connection }) => {
      if (!(connection instanceof BetterSqlite)) throw new Error('This is no SQLite database.')
      // In one step: between two of them a server that writes would make it begin anew, for ever.
      await connection.backup(draft, { progress: ({ totalPages }) => totalPages + 1_000_000 })
    })
    requireSound(draft)
    const written = await open(draft, 'r+')
    await written.sync()
    const { size } = await written.stat()
    await written.close()
    await rename(draft, file)
    return { bytes: size }
  } catch (error) {
    await rm(draft, { force: true })
    throw error
  }
}

/** Throws where the file is no sound SQLite database. Nothing is left beside it. */
export function requireSound(file: string): void {
  const copy = new BetterSqlite(file, { fileMustExist: true })
  try {
    // Without a log beside it the file is whole by itself.
    copy.pragma('journal_mode = delete')
    const verdict = copy.pragma('quick_check', { simple: true })
    if (verdict !== 'ok') throw new Error(`${file} is damaged: ${String(verdict)}`)
  } finally {
    copy.close()
  }
}
