import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { availableParallelism, cpus } from 'node:os'

const serverCore = '0'
const loadCore = '1'

/** Whether processes can be kept on a core of their own here (Linux with taskset, two cores or more). */
export const pinned = availableParallelism() > 1 && spawnSync('taskset', ['--version']).status === 0

/** The command that runs Node on the core of servers. */
export function onServerCore(...args: string[]): [string, string[]] {
  return pinned ? ['taskset', ['-c', serverCore, process.execPath, ...args]] : [process.execPath, args]
}

/** The commands that run Node on each core and nowhere else; none where processes cannot be kept there. */
export const onEachCore = (...args: string[]): [string, string[]][] =>
  pinned ? cpus().map((_, core) => ['taskset', ['-c', String(core), process.execPath, ...args]]) : []

/** Keeps this process, which makes the load, off the core of servers. */
export function moveToLoadCore(): void {
  if (pinned) spawnSync('taskset', ['-a', '-c', '-p', loadCore, String(process.pid)])
}

/**
 * Lets a process of ours use every core, as it would outside of a comparison: on one alone, its collector's threads take
 * turns with its event loop, and that is most of what the loop is held up by.
 */
export function letUseEveryCore(pid: number): void {
  if (pinned) spawnSync('taskset', ['-a', '-c', '-p', `0-${cpus().length - 1}`, String(pid)])
}

/** Memory and processor time of a process so far; null where the system has no `/proc`. */
export function usageOf(pid: number): { residentMiB: number; cpuSeconds: number } | null {
  if (process.platform !== 'linux') return null
  const resident = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
  // After the name in brackets, which may hold spaces: utime and stime are fields 14 and 15, in 1/100 s.
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
  return {
    residentMiB: Number(resident) / 1024,
    cpuSeconds: (Number(fields[11]) + Number(fields[12])) / 100,
  }
}
