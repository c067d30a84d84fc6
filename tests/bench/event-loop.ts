import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import type { ServerProcess } from './server-process.ts'

const seen = z.object({ stall: z.number(), own: z.number() })

/**
 * Milliseconds, at most: `stall` for how long the event loop came to nothing else, whoever had the processor; `own` for
 * how long it worked by itself without a pause.
 */
export type Stalls = z.infer<typeof seen>

/** What was the longest since this was last asked. */
export async function longestStalls({ pid, said }: ServerProcess): Promise<Stalls> {
  const told = () => [...said().matchAll(/^event loop (.*)$/gm)].map(([, text = '']) => text)
  const before = told().length
  process.kill(pid, 'SIGUSR2')
  for (;;) {
    const text = told()[before]
    if (text !== undefined) return seen.parse(JSON.parse(text))
    await pause(10)
  }
}
