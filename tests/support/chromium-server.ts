import { fork, type ChildProcess } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { get as getHttp } from 'node:http'
import { get as getHttps } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const entry = fileURLToPath(new URL('../../server/index.ts', import.meta.url))
const startsWithin = 30_000

interface Process {
  child: ChildProcess
  said: () => string
}

/** The product's own server as a process of its own, over a data folder of its own. */
export interface ServerProcess {
  readonly url: string
  /** Of the line `setup token: …`; null where none was printed. */
  readonly setupToken: string | null
  /** Ends it at once, as a crash or a power cut would. */
  kill: () => Promise<void>
  /** Starts it again, on the same port and data. */
  restart: () => Promise<void>
  /** Ends it and removes its data. */
  close: () => Promise<void>
}

/** Starts the server and answers once it serves its pages. */
export async function startServerProcess(environment: Record<string, string> = {}): Promise<ServerProcess> {
  const folder = await mkdtemp(join(tmpdir(), 'weftid-browser-'))
  const settings = { WEFTID_PORT: '0', WEFTID_DATA: folder, WEFTID_LOG_LEVEL: 'warn', ...environment }
  let running = launch(settings)
  const url = await ready(running)
  return {
    url,
    setupToken: /^setup token: (\S+)$/m.exec(running.said())?.[1] ?? null,
    kill: () => end(running, 'SIGKILL'),
    restart: async () => {
      running = launch({ ...settings, WEFTID_PORT: new URL(url).port })
      await ready(running)
    },
    close: async () => {
      await end(running, 'SIGTERM')
      await rm(folder, { recursive: true, force: true })
    },
  }
}

function launch(environment: Record<string, string>): Process {
  // Playwright's own loader is none of the server's business.
  const env = { ...process.env, NODE_OPTIONS: '', ...environment }
  const child = fork(entry, { silent: true, execArgv: [], env })
  let said = ''
  const hear = (chunk: Buffer) => void (said += chunk.toString())
  child.stdout?.on('data', hear)
  child.stderr?.on('data', hear)
  return { child, said: () => said }
}

async function found({ child, said }: Process, line: RegExp): Promise<string> {
  const until = Date.now() + startsWithin
  while (Date.now() < until && child.exitCode === null) {
    const match = line.exec(said())?.[1]
    if (match !== undefined) return match
    await pause()
  }
  throw new Error(`The server did not start:\n${said()}`)
}

/** It listens before its pages are read: until then it answers 503 for them. */
async function ready(running: Process): Promise<string> {
  const listening = await found(running, /^listening on (\S+)$/m)
  const until = Date.now() + startsWithin
  while (Date.now() < until) {
    if ((await statusOf(new URL(listening))) === 200) return listening
    await pause()
  }
  throw new Error(`The server does not show its pages:\n${running.said()}`)
}

function statusOf({ protocol, host, hostname, port }: URL): Promise<number | undefined> {
  // By address: the name of a server under test may be known to the browser only, and so may its certificate.
  const common = { host: '127.0.0.1', port, headers: { host } }
  return new Promise((resolve) => {
    const request =
      protocol === 'https:'
        ? getHttps({ ...common, servername: hostname, rejectUnauthorized: false })
        : getHttp(common)
    request.on('error', () => resolve(undefined))
    request.on('response', (response) => {
      response.resume()
      resolve(response.statusCode)
    })
  })
}

function end({ child }: Process, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve()
  return new Promise((resolve) => {
    child.once('exit', () => resolve())
    child.kill(signal)
  })
}

const pause = () => new Promise((resolve) => setTimeout(resolve, 25))
