import type { Db } from './connect.ts'
import { dialectOf } from './dialect.ts'
import { inSharedTransaction } from './shared-transaction.ts'
import { begin, commit, hold, holdSynchronous, rollback, savepoint, undo, type Held } from './statement.ts'
import { together } from './together.ts'

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

/**
 * All of `work` or nothing, on compiled statements; on SQLite the last moments may be lost with the power.
 * For what can simply be done again: a sign-in.
 */
export const inRelaxedTransaction = <T>(db: Db, work: (held: Held) => Promise<T>): Promise<T> =>
  relaxed(db, async (held, begun) => {
    await begun
    return work(held)
  })

/**
 * Like `inRelaxedTransaction`, but what `first` did is kept whatever becomes of `then`: if that throws, only it is undone.
 * `first` asks for all its statements at once, and what it writes must be right even outside of a transaction: it is sent
 * before the answer to `begin` is there.
 */
export async function inRelaxedTransactionKeeping<A, T>(
  db: Db,
  first: (held: Held) => Promise<A>,
  then: (held: Held, kept: A) => Promise<T>,
): Promise<T> {
  const outcome = await relaxed(db, async (held, begun) => {
    const [, kept] = await together([begun, first(held), savepoint(held, 'kept')])
    try {
      return { result: await then(held, kept) }
    } catch (error) {
      await undo(held, 'kept', error)
      return { error }
    }
  })
  if ('error' in outcome) throw outcome.error
  return outcome.result
}

/** Hands `work` the beginning of its transaction, to be awaited with the first statements in it, or before them. */
function relaxed<T>(db: Db, work: (held: Held, begun: Promise<void>) => Promise<T>): Promise<T> {
  if (dialectOf(db) === 'sqlite') return inSharedTransaction(db, (held) => work(held, Promise.resolve()))
  return hold(db, async (held) => {
    try {
      const result = await work(held, begin(held))
      await commit(held)
      return result
    } catch (error) {
      // What went wrong first is what matters; a connection that cannot even roll back is noticed by its next user.
      await rollback(held).catch(() => undefined)
      throw error
    }
  })
}
