import { spawn, spawnSync } from 'node:child_process'
import { closeSync, openSync, readFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { onServerCore } from './cores.ts'

export interface WatchedProcess {
  pid: number
  /** Everything it has written so far. */
  said: () => string
  /** Waits until `find` finds something in what it has written. Throws where it ends before, or takes a minute. */
  until: (find: (said: string) => string | undefined) => Promise<string>
  stop: () => Promise<void>
}

export interface ServerProcess extends WatchedProcess {
  origin: string
}

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** As `npm run serve` starts it. */
const flags = ['--v8-pool-size=1', '--max-semi-space-size=8', '--max-old-space-size=512']

/** The product as it is. */
export const product = [...flags, here('../../server/index.ts')]

/** The product when it can be asked how long its event loop stood still: see `event-loop.ts`. */
export const watchedProduct = [
  ...flags,
  '--import',
  here('event-loop-probe.ts'),
  here('../../server/index.ts'),
]

/** Starts a server of ours on its core and waits until it listens. */
export async function startServer(
  script: string[],
  settings: { log: string; env?: Record<string, string> },
): Promise<ServerProcess> {
  const started = startProcess(onServerCore(...script), settings)
  const origin = await started.until((said) => /listening on (http:\S+)/.exec(said)?.[1])
  return { ...started, origin }
}

/** Starts a command. Its output goes to `log` and not through a pipe, so that reading it costs the load nothing. */
export function startProcess(
  [command, args]: [string, string[]],
  { log, env = {} }: { log: string; env?: Record<string, string> },
): WatchedProcess {
  const output = openSync(log, 'w')
  const child = spawn(command, args, { stdio: ['ignore', output, output], env: { ...process.env, ...env } })
  closeSync(output)
  if (child.pid === undefined) throw new Error(`${command} cannot be started.`)
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const stop = () => {
    child.kill('SIGTERM')
    return exited
  }
  const said = () => readFileSync(log, 'utf8')
  const until = async (find: (said: string) => string | undefined) => {
    for (let tries = 0; tries < 6000 && child.exitCode === null; tries += 1) {
      const found = find(said())
      if (found !== undefined) return found
      await pause(10)
    }
    await stop()
    throw new Error(`${args.join(' ')} did not say what was waited for:\n${said()}`)
  }
  return { pid: child.pid, said, until, stop }
}

/** Runs a script on the core of servers and returns what it prints. Throws where it fails. */
export function runOnServerCore(script: string[], env: Record<string, string> = {}): string {
  const [command, args] = onServerCore(...script)
  const { status, stdout, stderr } = spawnSync(command, args, {
    encoding: 'utf8',
    env: { ...process.env, ...env },
  })
  if (status !== 0) throw new Error(`${script.join(' ')} failed:\n${stdout}${stderr}`)
  return stdout
}

/** Runs a command of the product's command line. */
export const runCli = (args: string[], env: Record<string, string>): string =>
  runOnServerCore([here('../../server/cli.ts'), ...args], env)
