// The program of a thread beside the event loop: takes what was committed to SQLite into its file, until it is told to stop.
import { setTimeout as after } from 'node:timers/promises'
import { parentPort, workerData } from 'node:worker_threads'
import BetterSqlite from 'better-sqlite3'

const rest = 10

const file: unknown = workerData
if (typeof file !== 'string' || !parentPort) throw new Error('This is for a thread that knows its database.')
const stopping = new AbortController()
parentPort.once('message', () => stopping.abort())

const connection = new BetterSqlite(file, { fileMustExist: true })
// As the connection that commits, or a power cut could take what this says is in the file.
connection.pragma('synchronous = normal')
while (!stopping.signal.aborted) {
  // One that waits for nobody: neither writer nor reader is held up.
  connection.pragma('wal_checkpoint(passive)')
  await after(rest)
}
connection.close()
