import { extname, join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { z } from 'zod'
import type { Services } from '../services.ts'
import { dialectOf } from './dialect.ts'

/** Beside this file, and in the bundle beside that. */
const program = join(import.meta.dirname, `checkpointer${extname(import.meta.filename)}`)

/**
 * While `work` writes all over the database, a thread of its own takes into SQLite's file what was committed, so that the
 * event loop need not wait for the disk. If the thread fails, the connection itself does it, as at other times. PostgreSQL
 * has a process for it.
 */
export async function withCheckpointer<T>(
  { db, log }: Pick<Services, 'db' | 'log'>,
  work: () => Promise<T>,
): Promise<T> {
  if (dialectOf(db) === 'postgres') return work()
  const [main] = z.array(z.object({ file: z.string() })).parse(await db.raw('pragma database_list'))
  const thread = new Worker(program, { workerData: main?.file, execArgv: [] })
  const ended = new Promise((resolve) => thread.once('exit', resolve))
  thread.on('error', (error) => {
    log.error({ err: error }, 'no thread takes what was committed into the database’s file')
  })
  try {
    return await work()
  } finally {
    thread.postMessage('stop')
    await ended
  }
}
