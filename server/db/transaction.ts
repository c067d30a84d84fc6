import type { Db } from './connect.ts'
import { dialectOf } from './dialect.ts'
import { inSharedTransaction } from './shared-transaction.ts'
import { begin, commit, hold, holdSynchronous, rollback, type Held } from './statement.ts'
import { together } from './together.ts'
import { isUnavailable } from './unavailable.ts'

/** All of `work` or nothing; what it answers has survived a power cut once this resolves. Never use the outer `db` inside. */
export const inTransaction = <T>(db: Db, work: (tx: Db) => Promise<T>): Promise<T> =>
  holdSynchronous(db, 'full', (held) => transact(held, work))

/** `inTransaction`, but the last moments may be lost with the power: for what is then found not done, and done again. */
export const inResumableTransaction = <T>(db: Db, work: (tx: Db) => Promise<T>): Promise<T> =>
  holdSynchronous(db, 'normal', (held) =>
    transact(held, async (tx) => {
      if (dialectOf(db) === 'postgres') await tx.raw('set local synchronous_commit = off')
      return work(tx)
    }),
  )

async function transact<T>({ db, connection }: Held, work: (tx: Db) => Promise<T>): Promise<T> {
  const failures: unknown[] = []
  const noted = async (tx: Db) => {
    try {
      // Takes SQLite's write lock at once: a reader that turns writer fails where another process wrote in between.
      if (dialectOf(db) === 'sqlite') await tx.raw('delete from guards where 0')
      return await work(tx)
    } catch (error) {
      failures.push(error)
      throw error
    }
  }
  return db.transaction(noted, { connection }).catch((error: unknown) => {
    // What went wrong first is what matters: after it there may have been nothing left to roll back.
    throw failures[0] ?? error
  })
}

/** The end of a transaction: its last statements and the commit, in one go. After it no more can be asked. */
export type Last = typeof together

/**
 * All of `work` or nothing, on compiled statements; on SQLite the last moments may be lost with the power.
 * For what can simply be done again: a sign-in.
 */
export const inRelaxedTransaction = <T>(db: Db, work: (held: Held) => Promise<T>): Promise<T> =>
  relaxed(db, async (held, begun) => {
    await begun
    return work(held)
  })

interface Kept<A, B, T> {
  /** Asks for all its statements at once; what it writes must be right outside of a transaction, and twice, too. */
  first: (held: Held) => Promise<A>
  /** What follows from that, without asking. */
  decide: (found: A) => B
  /** What rests on that, all or nothing. What it asks for in the end it may ask for by `last`. */
  rest: (held: Held, decided: B, last: Last) => Promise<T>
}

/** Like `inRelaxedTransaction`, but what `first` writes is kept whatever becomes of the others. */
export async function inRelaxedTransactionKeeping<A, B, T>(
  db: Db,
  { first, decide, rest }: Kept<A, B, T>,
): Promise<T> {
  let isDecided = false
  const outcome = await relaxed(db, async (held, begun, last) => {
    const [, found] = await together([begun, first(held)])
    let decided: B
    try {
      decided = decide(found)
    } catch (error) {
      return { error }
    }
    isDecided = true
    return { value: await rest(held, decided, last) }
  }).catch(async (error: unknown) => {
    // Undone with the rest. A savepoint would keep it, and cost everybody more than this costs those who fail. Where the
    // database is away it would be waited for twice.
    if (isDecided && !isUnavailable(error)) await inRelaxedTransaction(db, first).catch(() => undefined)
    throw error
  })
  if ('error' in outcome) throw outcome.error
  return outcome.value
}

type Work<T> = (held: Held, begun: Promise<void>, last: Last) => Promise<T>

/** Hands `work` the beginning of its transaction, to be awaited with the first statements in it, or before them. */
function relaxed<T>(db: Db, work: Work<T>): Promise<T> {
  if (dialectOf(db) === 'sqlite')
    return inSharedTransaction(db, (held) => work(held, Promise.resolve(), together))
  return hold(db, async (held) => {
    let committed: Promise<void> | undefined
    const last: Last = async (asked) => {
      const [answers] = await together([together(asked), (committed = commit(held))])
      return answers
    }
    try {
      const result = await work(held, begin(held), last)
      await (committed ?? commit(held))
      return result
    } catch (error) {
      // What went wrong first is what matters; a connection that cannot even roll back is noticed by its next user.
      await rollback(held).catch(() => undefined)
      throw error
    }
  })
}
