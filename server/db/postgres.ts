import { Socket } from 'node:net'
import type { Knex } from 'knex'
import type pg from 'pg'

/** How long a connection waits before it gives up, in milliseconds. */
export interface Patience {
  /** For one statement, by the database's own clock. */
  statement: number
  /** For a lock that somebody else has. */
  lock: number
  /** For any sign of life while a statement runs: longer than that has the database stopped answering. */
  silence: number
}

const second = 1000

/** Of what people wait for. */
export const usual: Patience = { statement: 10 * second, lock: 5 * second, silence: 12 * second }

/** Of what changes tables or fills them. */
export const patient: Patience = { statement: 0, lock: 0, silence: 0 }

/** How the LISTEN connection and those of the pool connect. */
export const clientConfig = (url: string, { statement, lock }: Patience) =>
  ({
    connectionString: url,
    application_name: 'weftid',
    // What is asked for at once is sent at once: see `together`.
    pipeline: true,
    connectionTimeoutMillis: 5 * second,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10 * second,
    statement_timeout: statement,
    lock_timeout: lock,
    // Ours are over in milliseconds: one that stands still belongs to a process that does.
    idle_in_transaction_session_timeout: 30 * second,
  }) satisfies pg.ClientConfig

/** A pool of connections that notices a database which is gone, stands still, or came back. */
export function postgresPool({ silence }: Patience): Knex.PoolConfig {
  return {
    min: 0,
    max: 10,
    afterCreate: (client: pg.Client, done: (error: Error | null, client: pg.Client) => void) => {
      if (silence > 0) giveUpOnSilence(client, silence)
      done(null, client)
    },
  }
}

/**
 * Ends the connection where a statement waits for an answer and not a byte comes: the database's own time-out cannot be
 * heard from a machine that is gone. The pool makes a new one then.
 */
export function giveUpOnSilence(client: pg.Client, silence: number): void {
  const { stream } = client.connection
  if (!(stream instanceof Socket)) return
  stream.setTimeout(silence)
  // Not as the argument above, which hears of it once: an idle connection is silent too.
  stream.on('timeout', () => {
    const isIdle = !('readyForQuery' in client) || client.readyForQuery === true
    if (!isIdle)
      stream.destroy(Object.assign(new Error('The database does not answer.'), { code: 'ETIMEDOUT' }))
  })
}
