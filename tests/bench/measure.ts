import { usageOf } from './cores.ts'
import { load, type Figures } from './load.ts'
import type { Person } from './people.ts'
import type { ServerProcess } from './server-process.ts'
import { median } from './timing.ts'

export interface Measurement extends Figures {
  /** Highest resident memory seen after a round, MiB. */
  residentMiB: number | null
  /** Processor time of the server per complete sign-in, ms. */
  cpuMs: number | null
}

export interface Comparison {
  clients: number
  bare: Measurement
  product: Measurement
  /** Sign-ins per second as a fraction of the bare server's in the round before; of all rounds the one in the middle. */
  bySpeed: number
  /** The same told by processor time, where that is known. */
  byCpu: number | null
}

async function round(
  { origin, pid }: ServerProcess,
  people: readonly Person[],
  size: { clients: number; seconds: number },
): Promise<Measurement> {
  const before = usageOf(pid)
  const figures = await load(origin, people, size)
  const after = usageOf(pid)
  const busy = before && after ? (after.cpuSeconds - before.cpuSeconds) * 1000 : null
  const cpuMs = busy === null ? null : busy / (figures.perSecond * size.seconds)
  return { ...figures, residentMiB: after?.residentMiB ?? null, cpuMs }
}

/** The round in the middle by speed, with the highest memory of all. */
function middle(rounds: readonly Measurement[]): Measurement {
  const sorted = rounds.toSorted((a, b) => a.perSecond - b.perSecond)
  const chosen = sorted[Math.floor(sorted.length / 2)]
  if (!chosen) throw new Error('Nothing was measured.')
  const memory = rounds.flatMap(({ residentMiB }) => (residentMiB === null ? [] : [residentMiB]))
  return { ...chosen, residentMiB: memory.length > 0 ? Math.max(...memory) : null }
}

/** Measures both servers in turns, so that a slow moment of the machine meets both. */
export async function compare(
  servers: { bare: ServerProcess; product: ServerProcess },
  people: readonly Person[],
  { rounds, ...size }: { rounds: number; clients: number; seconds: number },
): Promise<Comparison> {
  const turns: { bare: Measurement; product: Measurement }[] = []
  for (let turn = 0; turn < rounds; turn += 1)
    turns.push({
      bare: await round(servers.bare, people, size),
      product: await round(servers.product, people, size),
    })
  const byCpu = turns.flatMap(({ bare, product }) =>
    bare.cpuMs === null || product.cpuMs === null ? [] : [bare.cpuMs / product.cpuMs],
  )
  return {
    clients: size.clients,
    bare: middle(turns.map(({ bare }) => bare)),
    product: middle(turns.map(({ product }) => product)),
    bySpeed: median(turns.map(({ bare, product }) => product.perSecond / bare.perSecond)),
    byCpu: byCpu.length > 0 ? median(byCpu) : null,
  }
}
