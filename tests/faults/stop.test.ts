import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isSqlite } from '../support/databases.ts'
import { startPostgres, type Postgres } from '../support/postgres.ts'
import { startProcess } from '../support/server-process.ts'
import { tell } from './support/tell.ts'

// SQLite is part of the process: it cannot be away.
describe.skipIf(isSqlite)('a server that is told to stop while its PostgreSQL', () => {
  let postgres: Postgres
  let folder: string

  beforeAll(async () => {
    postgres = await startPostgres()
    folder = await mkdtemp(join(tmpdir(), 'weftid-stop-'))
  })
  afterAll(async () => {
    await postgres.stop()
    await rm(folder, { recursive: true, force: true })
  })

  const faults = {
    'stands still': () => {
      postgres.freeze()
      return Promise.resolve()
    },
    'is gone': () => postgres.halt('immediate'),
  }

  it.each(Object.entries(faults))('%s ends all the same', async (what, fault) => {
    const server = await startProcess({
      ...{ WEFTID_DATA: folder, WEFTID_PORT: '0', WEFTID_LOG_LEVEL: 'warn' },
      ...{
        WEFTID_DATABASE: await postgres.newDatabase(),
        WEFTID_SECRET: 'one-secret-of-32-bytes-or-more-at-least',
      },
    })
    await fault()
    const unanswered = server
      .browser()
      .send({ method: 'get', path: '/server' })
      .catch(() => null)
    const began = performance.now()
    server.signal('SIGTERM')
    expect(await server.exited).not.toBeNull()
    tell(`a stop while PostgreSQL ${what}`, {
      'seconds until gone': ((performance.now() - began) / 1000).toFixed(1),
    })
    await unanswered
    postgres.thaw()
    await postgres.resume()
  })
})
