import packageJson from '../../package.json' with { type: 'json' }
import { readSettings } from '../../server/config.ts'
import { start, type Running } from '../../server/start.ts'
import { order, type Answer, type Order } from './chromium-server.ts'

// The server as `server/index.ts` starts it, but one after the other: most of a start is the loading of modules.
process.umask(0o077)
let running: Running | null = null

async function obey(given: Order): Promise<Answer> {
  await running?.stop()
  running = null
  if (given.type === 'stop') return { type: 'stopped' }
  const settings = readSettings({ ...process.env, ...given.environment })
  running = await start(settings, { version: packageJson.version, acceptRpIdChange: false })
  return { type: 'started', url: running.url, setupToken: running.setupToken }
}

process.on('message', (message) => {
  const failed = (error: unknown): Answer => ({ type: 'failed', error: String(error) })
  void obey(order.parse(message))
    .catch(failed)
    .then((answer) => process.send?.(answer))
})
process.on('disconnect', () => process.exit())
