import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { createApp } from '../../server/app.ts'
import { completeConfig, readSettings, type Config } from '../../server/config.ts'
import { connect, migrate } from '../../server/db/connect.ts'
import type { Services } from '../../server/services.ts'
import { Browser } from './browser.ts'
import { openDatabase } from './databases.ts'

/** A clock that goes on by itself and can be moved. */
export interface Clock {
  now: () => Date
  forward: (milliseconds: number) => void
}

export interface TestServer {
  url: string
  config: Config
  services: Services
  clock: Clock
  /** Everything that was logged so far. */
  log: () => string
  /** A new browser: its own cookies. */
  browser: () => Browser
  close: () => Promise<void>
}

const pages = new Map([
  [
    '/index.html',
    {
      type: 'text/html; charset=utf-8',
      bytes: Buffer.from('<!doctype html>'),
      compressed: null,
      etag: '"page"',
    },
  ],
])

/** The real app over a new database of this run's kind, or the one it is told, on a real port; only the clock is stood in for. */
export async function startTestServer(environment: Record<string, string> = {}): Promise<TestServer> {
  const database = 'WEFTID_DATABASE' in environment ? null : await openDatabase()
  const folder = await mkdtemp(join(tmpdir(), 'weftid-test-'))
  const http = createServer()
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
  const address = http.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  const settings = readSettings({
    WEFTID_DATA: folder,
    WEFTID_LOG_LEVEL: 'trace',
    ...database?.environment,
    ...environment,
  })
  const config = completeConfig(
    settings,
    address.port,
    ['a-secret-of-the-tests-of-32-bytes-or-more'],
    '0.0.0',
  )
  const db = connect(config.database)
  await migrate(db)
  let offset = 0
  let logged = ''
  const clock = { now: () => new Date(Date.now() + offset), forward: (ms: number) => void (offset += ms) }
  const log = pino({ level: config.logLevel }, { write: (line: string) => void (logged += line) })
  const { app, live, services } = createApp(
    { db, config, now: clock.now, bootedAt: new Date(0), log },
    { assets: pages },
  )
  await live.ready
  const handle = app.callback()
  http.on('request', (request, response) => void handle(request, response))
  const url = `http://127.0.0.1:${address.port}`
  return {
    url,
    config,
    services,
    clock,
    log: () => logged,
    browser: () => new Browser(url, config.origin),
    close: async () => {
      live.hub.endAll()
      http.closeAllConnections()
      await new Promise((resolve) => http.close(resolve))
      await live.close()
      await db.destroy()
      await database?.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
