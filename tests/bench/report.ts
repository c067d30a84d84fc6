import type { Beside } from './beside-passwords.ts'
import { judgeBeside, judgeSignIns } from './goals.ts'
import type { Figures } from './load.ts'
import { fractionsOf, type Comparison, type Measurement } from './measure.ts'

const table = (head: string[], rows: string[][]) =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')

const goalsHead = ['what', 'floor', 'goal', 'figure', '']

const speedOf = ({ perSecond, p50, p99 }: Figures) => [perSecond.toFixed(0), p50.toFixed(2), p99.toFixed(2)]

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

function signIns(comparisons: readonly Comparison[]): string {
  const head = ['at a time', 'server', 'per second', 'p50 ms', 'p99 ms', 'CPU ms each', 'server busy', 'MiB']
  const rows = comparisons.flatMap((comparison) => {
    const { clients, bare, product } = comparison
    const { bySpeed, byCpu } = fractionsOf(comparison)
    return [
      [String(clients), ...figuresOf('bare', bare), '', ''],
      [String(clients), ...figuresOf('WeftID', product), bySpeed.toFixed(2), byCpu?.toFixed(2) ?? '-'],
    ]
  })
  return `${table([...head, 'of bare', 'by CPU'], rows)}

${table(goalsHead, judgeSignIns(comparisons))}`
}

function passwords(measured: Beside): string {
  const { clients, alone, beside, slower, guesses } = measured
  const rows = [
    ['alone', ...speedOf(alone)],
    [`beside ${clients} that guess passwords`, ...speedOf(beside)],
    ['times as long', '', slower.p50.toFixed(2), slower.p99.toFixed(2)],
  ]
  const total = [...guesses.answered.values()].reduce((sum, count) => sum + count, 0)
  const answers = [...guesses.answered].map(
    ([status, count]) => `${status} to ${((count / total) * 100).toFixed(1)} %`,
  )
  return `${clients} people at a time sign in with passkeys, alone and beside ${clients} others who try wrong passwords without a
pause, on all the accounts in turn and each time from another address: ${guesses.perSecond.toFixed(0)} guesses per second, answered with
${answers.join(', ')}. A 503 is an honest answer: too many hashes were waiting.

${table(['passkeys', 'per second', 'p50 ms', 'p99 ms'], rows)}

${table(goalsHead, judgeBeside(measured))}`
}

interface Measured {
  verifications: number
  comparisons: readonly Comparison[]
  beside: Beside
}

/** The results as Markdown, which reads well on a terminal too. */
export function report(
  conditions: Record<string, string>,
  { verifications, comparisons, beside }: Measured,
): string {
  return `# Benchmark results

Written by \`npm run bench\`. Ratios count, taken in one run on one machine; absolute figures only show the order.

## Sign-in

A complete sign-in is begin + finish over HTTP with the session created. "bare" is a \`node:http\` server that does
one P-256 verification per sign-in and nothing else, under the same load in the same run. One core does
${verifications.toFixed(0)} bare P-256 verifications per second. Where the server was less than busy, the load or the rest of the machine was the
limit, and "of bare" flatters; "by CPU" compares what a sign-in costs in processor time. The smaller of the two is judged.

${signIns(comparisons)}

## Passwords beside passkeys

${passwords(beside)}

## Conditions

${table(['', ''], Object.entries(conditions))}
`
}
