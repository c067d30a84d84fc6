import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { get as getHttp } from 'node:http'
import { get as getHttps } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'

const host = fileURLToPath(new URL('./chromium-host.ts', import.meta.url))
const patience = 30_000

export const order = z.discriminatedUnion('type', [
  z.object({ type: z.literal('start'), environment: z.record(z.string(), z.string()) }),
  z.object({ type: z.literal('stop') }),
])
const answer = z.discriminatedUnion('type', [
  z.object({ type: z.literal('started'), url: z.string(), setupToken: z.string().nullable() }),
  z.object({ type: z.literal('stopped') }),
  z.object({ type: z.literal('failed'), error: z.string() }),
])
/** What the process of a server is told, and what it answers. */
export type Order = z.output<typeof order>
export type Answer = z.output<typeof answer>

/** Processes whose server has stopped: the next one starts quicker there. */
const idle: ChildProcess[] = []

/** The product's own server in a process of its own, over a data folder of its own. */
export interface ServerProcess {
  readonly url: string
  /** What setting up asks for; null where it asks for none. */
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
  const { url, setupToken, child: first } = await start(settings)
  let child = first
  return {
    url,
    setupToken,
    kill: () => kill(child),
    restart: async () => {
      ;({ child } = await start({ ...settings, WEFTID_PORT: new URL(url).port }))
    },
    close: async () => {
      if (isAlive(child)) await stop(child)
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function start(environment: Record<string, string>) {
  const child = idle.pop() ?? launch()
  child.ref()
  child.channel?.ref()
  try {
    const told = await ask(child, { type: 'start', environment })
    if (told.type !== 'started') throw new Error(`The server did not start: ${JSON.stringify(told)}`)
    const { url, setupToken } = told
    await showsPages(new URL(url))
    return { child, url, setupToken }
  } catch (error) {
    await kill(child)
    throw error
  }
}

async function stop(child: ChildProcess): Promise<void> {
  const told = await ask(child, { type: 'stop' })
  if (told.type !== 'stopped') throw new Error(`The server did not stop: ${JSON.stringify(told)}`)
  // It ends with whoever has started it, and keeps nobody.
  child.unref()
  child.channel?.unref()
  idle.push(child)
}

function launch(): ChildProcess {
  // Playwright's own loader is none of the server's business.
  const env = { ...process.env, NODE_OPTIONS: '' }
  return fork(host, { stdio: ['ignore', 'ignore', 'ignore', 'ipc'], execArgv: [], env })
}

async function ask(child: ChildProcess, given: Order): Promise<Answer> {
  const told = once(child, 'message', { signal: AbortSignal.timeout(patience) })
  child.send(given)
  return z
    .tuple([answer])
    .rest(z.unknown())
    .parse(await told)[0]
}

/** It listens before its pages are read: until then it answers 503 for them. */
async function showsPages(url: URL): Promise<void> {
  const until = Date.now() + patience
  while (Date.now() < until) {
    if ((await statusOf(url)) === 200) return
    await pause()
  }
  throw new Error('The server does not show its pages.')
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

const isAlive = ({ exitCode, signalCode }: ChildProcess) => exitCode === null && signalCode === null

async function kill(child: ChildProcess): Promise<void> {
  if (!isAlive(child)) return
  const gone = once(child, 'exit')
  child.kill('SIGKILL')
  await gone
}

const pause = () => new Promise((resolve) => setTimeout(resolve, 25))
