import type { Measurement } from './measure.ts'

export interface Comparison {
  clients: number
  bare: Measurement
  product: Measurement
}

/** One promise of the product: worse than `floor` must not be, `goal` is aimed at. */
interface Goal {
  what: string
  floor: number
  goal: number
  figure: number | null
  /** Whether a higher figure is better. */
  rising: boolean
  text: (figure: number) => string
}

const plain = (figure: number) => figure.toFixed(2)
const times = (figure: number) => `${figure.toFixed(1)} × p50`
const mebibytes = (figure: number) => `${figure.toFixed(0)} MiB`

function goals(comparisons: readonly Comparison[]): Goal[] {
  const at = (clients: number) => comparisons.find((comparison) => comparison.clients === clients)
  const ratio = (clients: number) => {
    const found = at(clients)
    return found ? found.product.perSecond / found.bare.perSecond : null
  }
  const eight = at(8)?.product
  const ofBare = { floor: 0.2, goal: 0.3, rising: true, text: plain }
  return [
    { what: 'SQLite, 8 clients, fraction of bare', figure: ratio(8), ...ofBare },
    { what: 'SQLite, 32 clients, fraction of bare', figure: ratio(32), ...ofBare },
    {
      what: 'p99 at 8 clients',
      floor: 8,
      goal: 4,
      figure: eight ? eight.p99 / eight.p50 : null,
      rising: false,
      text: times,
    },
    {
      what: 'resident memory at 32 clients',
      floor: 200,
      goal: 130,
      figure: at(32)?.product.residentMiB ?? null,
      rising: false,
      text: mebibytes,
    },
  ]
}

function verdict({ figure, floor, goal, rising }: Goal): string {
  if (figure === null) return 'not measured'
  const reaches = (mark: number) => (rising ? figure >= mark : figure <= mark)
  if (reaches(goal)) return 'goal reached'
  return reaches(floor) ? 'above the floor' : 'BELOW THE FLOOR'
}

const table = (head: string[], rows: string[][]) =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')

const figuresOf = (name: string, { perSecond, p50, p99, cpuMs, residentMiB }: Measurement) => [
  name,
  perSecond.toFixed(0),
  p50.toFixed(2),
  p99.toFixed(2),
  cpuMs === null ? '-' : cpuMs.toFixed(2),
  cpuMs === null ? '-' : `${((cpuMs * perSecond) / 10).toFixed(0)} %`,
  residentMiB === null ? '-' : residentMiB.toFixed(0),
]

/** The results as Markdown, which reads well on a terminal too. */
export function report(
  conditions: Record<string, string>,
  verifications: number,
  comparisons: readonly Comparison[],
): string {
  const rows = comparisons.flatMap(({ clients, bare, product }) => [
    [String(clients), ...figuresOf('bare', bare), ''],
    [String(clients), ...figuresOf('WeftID', product), plain(product.perSecond / bare.perSecond)],
  ])
  const judged = goals(comparisons).map((goal) => [
    goal.what,
    goal.text(goal.floor),
    goal.text(goal.goal),
    goal.figure === null ? '-' : goal.text(goal.figure),
    verdict(goal),
  ])
  const conditionRows = Object.entries(conditions).map(([name, value]) => [name, value])
  return `# Benchmark results

Written by \`npm run bench\`. Ratios count, taken in one run on one machine; absolute figures only show the order.

## Sign-in

A complete sign-in is begin + finish over HTTP with the session created. "bare" is a \`node:http\` server that does
one P-256 verification per sign-in and nothing else, under the same load in the same run. One core does
${verifications.toFixed(0)} bare P-256 verifications per second. Where the server was less than busy, the load was the limit.

${table(['at a time', 'server', 'per second', 'p50 ms', 'p99 ms', 'CPU ms each', 'server busy', 'MiB', 'of bare'], rows)}

${table(['what', 'floor', 'goal', 'figure', ''], judged)}

## Conditions

${table(['', ''], conditionRows)}
`
}
