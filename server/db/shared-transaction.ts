import type { Db } from './connect.ts'
import { begin, commit, hold, release, rollback, savepoint, undo, type Held } from './statement.ts'

type Settle = () => void

interface Job {
  /** Runs the work and answers what to tell its caller once everything is committed. */
  run: (held: Held) => Promise<Settle>
  fail: (error: unknown) => void
}

const waiting = new WeakMap<object, Job[]>()
const most = 64

/**
 * Runs `work` in one transaction with whatever else wants one in the same turn of the event loop: writing the pages of
 * a commit costs SQLite more than most of what is in it. Each is undone by itself if it throws, and none is told before
 * the commit.
 */
export function inSharedTransaction<T>(db: Db, work: (held: Held) => Promise<T>): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const job: Job = {
      run: async (held) => {
        await savepoint(held)
        try {
          const result = await work(held)
          // Or SQLite would keep copies of the pages it changed, for all the jobs together in a file.
          await release(held)
          return () => resolve(result)
        } catch (error) {
          await undo(held, error)
          return () => reject(error instanceof Error ? error : new Error(String(error)))
        }
      },
      fail: reject,
    }
    const jobs = waiting.get(db) ?? []
    waiting.set(db, jobs)
    // After what is being read from the sockets now: that is who shares.
    if (jobs.push(job) === 1) setImmediate(() => void runAll(db, jobs))
  })
}

async function runAll(db: Db, jobs: Job[]): Promise<void> {
  const taken: Job[] = []
  try {
    const settled = await hold(db, async (held) => {
      taken.push(...jobs.splice(0, most))
      if (jobs.length > 0) setImmediate(() => void runAll(db, jobs))
      return runTogether(held, taken)
    })
    for (const settle of settled) settle()
  } catch (error) {
    for (const { fail } of [...taken, ...(taken.length === 0 ? jobs.splice(0) : [])]) fail(error)
  }
}

async function runTogether(held: Held, jobs: readonly Job[]): Promise<Settle[]> {
  await begin(held)
  try {
    const settled: Settle[] = []
    for (const { run } of jobs) settled.push(await run(held))
    await commit(held)
    return settled
  } catch (error) {
    await rollback(held).catch(() => undefined)
    throw error
  }
}
