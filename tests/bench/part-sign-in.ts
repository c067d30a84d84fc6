import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Bench, DatabaseName } from './bench.ts'
import { goalsTable, mebibytes, plain, times, type Goal } from './goals.ts'
import { warmUp, type Figures } from './load.ts'
import { table } from './markdown.ts'
import { compare, type Comparison, type Measurement } from './measure.ts'
import { populate, type Person } from './people.ts'
import { product, runOnServerCore, startServer, type ServerProcess } from './server-process.ts'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** Complete sign-ins on one database, compared with a server that does next to nothing. */
export async function signInPart(bench: Bench, database: DatabaseName): Promise<string> {
  const { folder, size, say } = bench
  const server = await startServer(product, {
    log: join(folder, 'sign-in.log'),
    env: await bench.newDatabase(database),
  })
  try {
    say(`${size.people} people join ...`)
    const people = await populate(server.origin, size.people)
    const verifications = Number(runOnServerCore([here('bare-verifications.ts')]))
    return report({ database, verifications, comparisons: await measureSignIns(bench, people, server) })
  } finally {
    await server.stop()
  }
}

/** The public keys for the bare server, which has no other way to learn them. */
function writeKeys(file: string, people: readonly Person[]): void {
  const keys = people.flatMap(({ device }) =>
    device.credentials.map(({ id, keys: { publicKey } }) => ({
      id: id.toString('base64url'),
      spki: publicKey.export({ format: 'der', type: 'spki' }).toString('base64url'),
    })),
  )
  writeFileSync(file, JSON.stringify(keys))
}

async function measureSignIns(
  { folder, size, say }: Bench,
  people: readonly Person[],
  server: ServerProcess,
) {
  writeKeys(join(folder, 'keys.json'), people)
  const bare = await startServer([here('bare-server.ts'), join(folder, 'keys.json')], {
    log: join(folder, 'bare.log'),
  })
  try {
    say('warming up ...')
    for (const { origin } of [bare, server]) await warmUp(origin, people)
    const comparisons: Comparison[] = []
    for (const clients of [1, 8, 32]) {
      say(`${clients} at a time ...`)
      comparisons.push(await compare({ bare, product: server }, people, { clients, ...size }))
    }
    return comparisons
  } finally {
    await bare.stop()
  }
}

const ofBare = { SQLite: { floor: 0.2, goal: 0.3 }, PostgreSQL: { floor: 0.15, goal: 0.25 } } as const

function goals(database: DatabaseName, comparisons: readonly Comparison[]): Goal[] {
  const at = (clients: number) => comparisons.find((comparison) => comparison.clients === clients)
  const ratio = (clients: number) => {
    const found = at(clients)
    if (!found) return null
    const { bySpeed, byCpu } = found
    // The smaller: where something else is the limit, the slower of two servers looks nearly as fast as the other.
    return Math.min(bySpeed, byCpu ?? bySpeed)
  }
  const eight = at(8)?.product
  const memory = at(32)?.product.residentMiB ?? null
  return [
    ...[8, 32].map((clients) => ({
      what: `${clients} clients, fraction of bare`,
      figure: ratio(clients),
      ...ofBare[database],
      rising: true as const,
      text: plain,
    })),
    {
      what: 'p99 at 8 clients',
      figure: eight ? eight.p99 / eight.p50 : null,
      ...{ floor: 8, goal: 4, text: times('p50') },
    },
    { what: 'resident memory at 32 clients', figure: memory, floor: 200, goal: 130, text: mebibytes },
  ]
}

/** Speed and times, as cells. */
export const speedOf = ({ perSecond, p50, p99 }: Figures) => [
  perSecond.toFixed(0),
  p50.toFixed(2),
  p99.toFixed(2),
]

const figuresOf = (name: string, measured: Measurement) => {
  const { perSecond, cpuMs, residentMiB } = measured
  return [
    name,
    ...speedOf(measured),
    cpuMs === null ? '-' : cpuMs.toFixed(2),
    cpuMs === null ? '-' : `${((cpuMs * perSecond) / 10).toFixed(0)} %`,
    residentMiB === null ? '-' : residentMiB.toFixed(0),
  ]
}

interface Measured {
  database: DatabaseName
  verifications: number
  comparisons: readonly Comparison[]
}

function report({ database, verifications, comparisons }: Measured): string {
  const head = ['at a time', 'server', 'per second', 'p50 ms', 'p99 ms', 'CPU ms each', 'server busy', 'MiB']
  const rows = comparisons.flatMap((comparison) => {
    const { clients, bare, product: ours, bySpeed, byCpu } = comparison
    return [
      [String(clients), ...figuresOf('bare', bare), '', ''],
      [String(clients), ...figuresOf('WeftID', ours), bySpeed.toFixed(2), byCpu?.toFixed(2) ?? '-'],
    ]
  })
  return `A complete sign-in is begin + finish over HTTP with the session created. "bare" is a \`node:http\` server that does
one P-256 verification per sign-in and nothing else, under the same load in the same run. One core does
${verifications.toFixed(0)} bare P-256 verifications per second. Where the server was less than busy, the load, the database or the rest of
the machine was the limit, and "of bare" flatters; "by CPU" compares what a sign-in costs in processor time of the server.
Both compare rounds that follow each other, and are the middle one of all such pairs. The smaller of the two is judged.

${table([...head, 'of bare', 'by CPU'], rows)}

${goalsTable(goals(database, comparisons))}`
}
