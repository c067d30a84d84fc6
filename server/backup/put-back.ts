import { copyFile, rename, rm } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import BetterSqlite from 'better-sqlite3'
import { record } from '../audit/record.ts'
import { connect, migrate, type Db } from '../db/connect.ts'
import { recount } from '../db/recount.ts'
import { inTransaction } from '../db/transaction.ts'
import { challengeLife } from '../passkeys/challenges.ts'
import { requireSound } from './backup.ts'
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
  if (before !== 'readable' && !acceptUnknown) throw new Error(unknownWords(before, target))
  const draft = `${target}.restoring`
  await rm(draft, { force: true })
  await copyFile(file, draft)
  try {
    requireSound(draft)
    if (before === 'readable') await bringUpToDate(target)
    const kept = await settle(draft, before === 'readable' ? target : null, now)
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

const unknownWords = (before: 'missing' | 'unreadable', target: string) =>
  `The database ${target} is ${before}: passkeys that were revoked after the backup was taken would work again, and ` +
  'nobody could say which. Go through the record kept elsewhere first, then restore with --accept-unknown-revocations.'

async function bringUpToDate(file: string): Promise<void> {
  const db = connect({ kind: 'sqlite', file })
  await migrate(db).finally(() => db.destroy())
  requireSound(file)
}

async function settle(file: string, before: string | null, now: Date): Promise<string[] | null> {
  const db = connect({ kind: 'sqlite', file })
  try {
    await migrate(db)
    if (before !== null) await store.attach(db, before)
    const kept = await inTransaction(db, async (tx) => {
      const lines = before === null ? null : await keepTaken(tx, now)
      await store.endAndVoid(tx, now.toISOString())
      // Issued until this moment, by whichever of the two: refused whatever was spent.
      await store.raiseWatermark(tx, new Date(now.getTime() + challengeLife).toISOString())
      await recount(tx)
      const known =
        lines === null ? 'what was taken away since is not known' : `${lines.length} kept as they were`
      await record(tx, { at: now, action: 'backup.restored', actor: null, reason: known })
      return lines
    })
    return kept
  } finally {
    await db.destroy()
  }
}

/** Takes away again what was taken away after the backup, each on the record. Answers it in words. */
async function keepTaken(tx: Db, at: Date): Promise<string[]> {
  const lines: string[] = []
  for (const each of await store.takenSince(tx)) {
    lines.push([each.what, each.passkey_name ?? each.token_name, each.email].filter(Boolean).join(', '))
    await record(tx, {
      at,
      action: each.action,
      actor: null,
      target: { id: each.user_id, displayName: each.display_name },
      passkey: each.passkey_id === null ? null : { id: each.passkey_id, name: each.passkey_name ?? '' },
      token: each.token_id === null ? null : { id: each.token_id, name: each.token_name ?? '' },
      reason: 'It was so before an older backup was restored.',
      silent: true,
    })
  }
  await store.carryOver(tx, at.toISOString())
  return lines
}
