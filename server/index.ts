import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { readSettings } from './config.ts'
import { start, type Running } from './start.ts'

const { version } = z
  .object({ version: z.string() })
  .parse(JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')))

// The database and what SQLite puts beside it hold what nobody else on this machine should read.
process.umask(0o077)

/** Plain lines for people and for the programs that start this one, whatever the log level. */
const say = (line: string) => process.stdout.write(`${line}\n`)

/** What still waits then, such as for a database that does not answer, was promised to nobody. */
const patience = 9_000

function renew(running: Running): void {
  running.renewCertificate().then(
    () => say('certificate read again'),
    (error: unknown) => say(`certificate not usable, the one before stays: ${String(error)}`),
  )
}

try {
  const acceptRpIdChange = process.argv.includes('--accept-rp-id-change')
  const settings = readSettings(process.env)
  const running = await start(settings, { version, acceptRpIdChange })
  let stopping = false
  const stop = () => {
    if (stopping) return
    stopping = true
    setTimeout(() => process.exit(1), patience).unref()
    running.stop().then(
      () => process.exit(0),
      () => process.exit(1),
    )
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
  // Windows has neither.
  process.on('SIGUSR2', () => say(`log level: ${running.toggleDebug()}`))
  // Without a certificate it means what it always does: the terminal is gone.
  if (settings.tls) process.on('SIGHUP', () => renew(running))
  // Started as a child: Windows has no SIGTERM, and a parent that died sends nothing.
  process.on('message', (message) => {
    if (z.object({ type: z.literal('stop') }).safeParse(message).success) stop()
  })
  process.on('disconnect', stop)

  // Only now: whoever hears of it may ask for the stop at once.
  say(`listening on ${running.url}`)
  if (running.setupToken !== null) say(`setup token: ${running.setupToken}`)
  // A parent that dies in this moment is heard of by 'disconnect'.
  process.send?.({ type: 'listening', url: running.url }, () => undefined)
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
}
