import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { createApp } from '../../server/app.ts'
import { completeConfig, readSettings } from '../../server/config.ts'
import { connect, migrate } from '../../server/db/connect.ts'
import { readAssets } from '../../server/ui/assets.ts'
import { buildUi } from '../../server/ui/build.ts'
import { Browser } from './browser.ts'

/** Where somebody sits: what their program says it is, and the address they come from. */
export interface Desk {
  agent: string
  address: string
}

/** The whole product with its pages, over a calendar that is turned by hand. */
export interface DemoServer {
  url: string
  /** Goes on to this moment. */
  at: (moment: string) => void
  now: () => Date
  /** A new browser at a desk. */
  sitDown: (desk: Desk) => Browser
  close: () => Promise<void>
}

/** Starts it on an empty database. The same calls at the same moments give the same pages. */
export async function startDemoServer(moment: string): Promise<DemoServer> {
  const folder = await mkdtemp(join(tmpdir(), 'weftid-demo-'))
  const http = createServer()
  await new Promise<void>((resolve) => http.listen(0, 'localhost', resolve))
  const address = http.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  const settings = readSettings({
    WEFTID_DATA: folder,
    WEFTID_SUPPORT: 'IT help desk, extension 4400',
    WEFTID_TRUSTED_PROXIES: '127.0.0.0/8,::1/128',
  })
  const config = completeConfig(
    settings,
    address.port,
    ['a secret of the pictures, 32 bytes or more'],
    '0.1.0',
  )
  const db = connect(config.database)
  await migrate(db)
  let time = new Date(moment).getTime()
  // A little later at every look, so that what happened in turn is listed in turn.
  const now = () => new Date((time += 3))
  const { app, live } = createApp(
    { db, config, now, bootedAt: new Date(0), log: pino({ level: 'silent' }) },
    { assets: await readAssets(await buildUi()) },
  )
  // A page that is closed ends its event stream in the middle.
  app.on('error', () => undefined)
  const handle = app.callback()
  http.on('request', (request, response) => void handle(request, response))
  return {
    url: config.origin,
    at: (next) => (time = new Date(next).getTime()),
    now: () => new Date(time),
    sitDown: (desk) => sitDown(config.origin, desk),
    close: async () => {
      await live.close()
      http.closeAllConnections()
      await new Promise((resolve) => http.close(resolve))
      await db.destroy()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

function sitDown(url: string, { agent, address }: Desk): Browser {
  const browser = new Browser(url, url)
  const send = browser.send.bind(browser)
  const from = { 'user-agent': agent, 'x-forwarded-for': address }
  browser.send = (request) => send({ ...request, headers: { ...from, ...request.headers } })
  return browser
}
