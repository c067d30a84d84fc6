import { z } from 'zod'
import { startWatchers } from './idle-watch.ts'
import type { WatchedProcess } from './server-process.ts'

const pauses = z.array(z.object({ from: z.number(), to: z.number(), busy: z.number() }))

/**
 * When an event loop stood still, in milliseconds since 1970, and for how many of them its thread ran or waited for a
 * processor that others had; the rest it waited for a disk, or the machine itself stood still.
 */
export type Pause = z.infer<typeof pauses>[number]

/** Milliseconds, the longest of each. */
export interface Stalls {
  /** Of the server, but for what the machine itself stood still. */
  own: number
  /** Of the server, whatever the cause. */
  all: number
  /** Of a process that does nothing, on the same machine at the same time. */
  idle: number
}

/** Watches a server's event loop, and beside it how the machine treats those who do nothing. */
export async function watchStalls(folder: string, server: WatchedProcess) {
  const watchers = await startWatchers(folder)
  const tell = async () => {
    const [ofServer, ...ofIdle] = await Promise.all([server, ...watchers.processes].map(pausesOf))
    return stallsOf(ofServer ?? [], ofIdle.flat())
  }
  await tell()
  return { tell, stop: watchers.stop }
}

/** Since this was last asked. */
async function pausesOf({ pid, said, until }: WatchedProcess): Promise<Pause[]> {
  const told = (text: string) => [...text.matchAll(/^event loop (.*)$/gm)].map(([, line]) => line)
  const before = told(said()).length
  process.kill(pid, 'SIGUSR2')
  return pauses.parse(JSON.parse(await until((text) => told(text)[before])))
}

/** What an idle process was late for without ever being ready to run is the machine's. */
const machineWaits = 2

export function stallsOf(ofServer: readonly Pause[], ofIdle: readonly Pause[]): Stalls {
  const stood = ofIdle.filter(({ busy }) => busy < machineWaits)
  const own = (stall: Pause) => {
    const excused = Math.max(0, ...stood.map((each) => overlap(stall, each)))
    return Math.max(stall.busy, length(stall) - excused)
  }
  return {
    own: Math.max(0, ...ofServer.map(own)),
    all: Math.max(0, ...ofServer.map(length)),
    idle: Math.max(0, ...stood.map(length)),
  }
}

const length = ({ from, to }: Pause) => to - from
const overlap = (a: Pause, b: Pause) => Math.min(a.to, b.to) - Math.max(a.from, b.from)
