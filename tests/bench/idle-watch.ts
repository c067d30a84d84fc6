import { spawn } from 'node:child_process'
import { closeSync, openSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { onEachCore } from './cores.ts'
import type { ServerProcess } from './server-process.ts'

const probe = fileURLToPath(new URL('event-loop-probe.ts', import.meta.url))
const nothing = "process.stdout.write('idle\\n'); setInterval(() => undefined, 60_000)"

/** Starts a process that does nothing on each core, watched like a server: none where they cannot be kept there. */
export async function startWatchers(folder: string) {
  const processes = await Promise.all(
    onEachCore('--import', probe, '--input-type=module', '-e', nothing).map(
      async ([command, args], core): Promise<Pick<ServerProcess, 'pid' | 'said' | 'stop'>> => {
        const log = join(folder, `idle-${core}.log`)
        const output = openSync(log, 'w')
        const child = spawn(command, args, { stdio: ['ignore', output, output] })
        closeSync(output)
        const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()))
        const said = () => readFileSync(log, 'utf8')
        while (!said().includes('idle') && child.exitCode === null) await pause(10)
        if (child.pid === undefined) throw new Error(`A process that does nothing did not start: ${said()}`)
        const stop = () => {
          child.kill()
          return exited
        }
        return { pid: child.pid, said, stop }
      },
    ),
  )
  return { processes, stop: () => Promise.all(processes.map(({ stop }) => stop())) }
}
