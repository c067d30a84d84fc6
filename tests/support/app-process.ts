import { createServer } from 'node:http'
import { pino } from 'pino'
import { createApp } from '../../server/app.ts'
import { completeConfig, readSettings } from '../../server/config.ts'
import { connect, migrate } from '../../server/db/connect.ts'

// The app as a process of its own, without its pages: told by its environment, and telling its port and its errors.
const settings = readSettings(process.env)
const db = connect(settings.database)
await migrate(db)
const http = createServer()
http.listen(0, '127.0.0.1', () => {
  const address = http.address()
  const port = address !== null && typeof address === 'object' ? address.port : 0
  const config = completeConfig(settings, port, settings.secrets ?? [], '0.0.0')
  const log = pino({ level: 'error' }, pino.destination({ dest: 2, sync: true }))
  const foundation = { db, config, now: () => new Date(), bootedAt: new Date(0), log }
  const handle = createApp(foundation, { assets: null }).app.callback()
  http.on('request', (request, response) => void handle(request, response))
  process.stdout.write(`port ${port}\n`)
})
