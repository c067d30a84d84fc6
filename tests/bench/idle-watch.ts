import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { onEachCore } from './cores.ts'
import { startProcess } from './server-process.ts'

const probe = fileURLToPath(new URL('event-loop-probe.ts', import.meta.url))
const nothing = "process.stdout.write('idle\\n'); setInterval(() => undefined, 60_000)"

/** Starts a process that does nothing on each core, watched like a server: none where they cannot be kept there. */
export async function startWatchers(folder: string) {
  const processes = onEachCore('--import', probe, '--input-type=module', '-e', nothing).map((command, core) =>
    startProcess(command, { log: join(folder, `idle-${core}.log`) }),
  )
  await Promise.all(processes.map(({ until }) => until((said) => /idle/.exec(said)?.[0])))
  return { processes, stop: () => Promise.all(processes.map(({ stop }) => stop())) }
}
