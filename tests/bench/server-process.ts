import { spawn, spawnSync } from 'node:child_process'
import { closeSync, openSync, readFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { onServerCore } from './cores.ts'

export interface ServerProcess {
  origin: string
  pid: number
  stop(): Promise<void>
}

/**
 * Starts a server of ours on its core and waits until it listens. Its output goes to `log` and not through a pipe,
 * so that reading it costs the load nothing.
 */
export async function startServer(
  script: string[],
  { log, env = {} }: { log: string; env?: Record<string, string> },
): Promise<ServerProcess> {
  const output = openSync(log, 'w')
  const [command, args] = onServerCore(...script)
  const child = spawn(command, args, { stdio: ['ignore', output, output], env: { ...process.env, ...env } })
  closeSync(output)
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const stop = () => {
    child.kill('SIGTERM')
    return exited
  }
  for (let tries = 0; tries < 300 && child.exitCode === null; tries += 1) {
    const origin = /listening on (http:\S+)/.exec(readFileSync(log, 'utf8'))?.[1]
    if (origin !== undefined && child.pid !== undefined) return { origin, pid: child.pid, stop }
    await pause(100)
  }
  await stop()
  throw new Error(`${script.join(' ')} did not start:\n${readFileSync(log, 'utf8')}`)
}

/** Runs a script on the core of servers and returns what it prints. */
export function runOnServerCore(...script: string[]): string {
  const [command, args] = onServerCore(...script)
  return spawnSync(command, args, { encoding: 'utf8' }).stdout
}
