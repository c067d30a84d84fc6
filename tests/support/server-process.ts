import { spawn } from 'node:child_process'
import { Browser } from './browser.ts'
import { cleanEnvironment } from './clean-environment.ts'
import { programPath } from './programs.ts'

export interface ServerProcess {
  origin: string
  /** Everything it has written so far, to either stream. */
  output: () => string
  browser: () => Browser
  signal: (name: NodeJS.Signals) => void
  /** Resolves with its exit code, null where a signal ended it. */
  exited: Promise<number | null>
}

interface Ended {
  output: string
  code: number | null
}

function run(environment: Record<string, string>, command: readonly string[] = [programPath('server')]) {
  const env = { ...cleanEnvironment(), NODE_ENV: 'production', ...environment }
  const child = spawn(process.execPath, command, { env, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  const heard: (() => void)[] = []
  const hear = (chunk: Buffer) => {
    output += chunk.toString()
    for (const tell of heard) tell()
  }
  child.stdout.on('data', hear)
  child.stderr.on('data', hear)
  const exited = new Promise<number | null>((resolve) => child.once('close', resolve))
  return { child, exited, output: () => output, onOutput: (tell: () => void) => heard.push(tell) }
}

/**
 * Starts the real program, put together as one file, or another `command` of Node's that ends in it, and waits until
 * it takes requests.
 */
export async function startProcess(
  environment: Record<string, string>,
  command?: readonly string[],
): Promise<ServerProcess> {
  const { child, exited, output, onOutput } = run(environment, command)
  const listening = new Promise<string>((resolve) => {
    onOutput(() => {
      const url = /^listening on (\S+)$/m.exec(output())?.[1]
      if (url !== undefined) resolve(url)
    })
  })
  const origin = await Promise.race([listening, exited])
  if (typeof origin !== 'string') throw new Error(`The server did not start:\n${output()}`)
  const url = origin.replace('localhost', '127.0.0.1')
  return {
    origin,
    output,
    exited,
    browser: () => new Browser(url, origin),
    signal: (name) => void child.kill(name),
  }
}

/** Runs the program where it is expected to refuse to start. */
export async function runProcess(environment: Record<string, string>): Promise<Ended> {
  const { exited, output } = run(environment)
  const code = await exited
  return { code, output: output() }
}
