import type { Beside } from './beside-passwords.ts'
import { fractionsOf, type Comparison } from './measure.ts'

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
const times = (what: string) => (figure: number) => `${figure.toFixed(1)} × ${what}`
const mebibytes = (figure: number) => `${figure.toFixed(0)} MiB`

const ofBare = { floor: 0.2, goal: 0.3, rising: true, text: plain }

function signInGoals(comparisons: readonly Comparison[]): Goal[] {
  const at = (clients: number) => comparisons.find((comparison) => comparison.clients === clients)
  const ratio = (clients: number) => {
    const found = at(clients)
    if (!found) return null
    const { bySpeed, byCpu } = fractionsOf(found)
    // The smaller: where something else is the limit, the slower of two servers looks nearly as fast as the other.
    return Math.min(bySpeed, byCpu ?? bySpeed)
  }
  const eight = at(8)?.product
  return [
    { what: 'SQLite, 8 clients, fraction of bare', figure: ratio(8), ...ofBare },
    { what: 'SQLite, 32 clients, fraction of bare', figure: ratio(32), ...ofBare },
    {
      what: 'p99 at 8 clients',
      figure: eight ? eight.p99 / eight.p50 : null,
      ...{ floor: 8, goal: 4, rising: false, text: times('p50') },
    },
    {
      what: 'resident memory at 32 clients',
      figure: at(32)?.product.residentMiB ?? null,
      ...{ floor: 200, goal: 130, rising: false, text: mebibytes },
    },
  ]
}

const besideGoals = ({ slower }: Beside): Goal[] => [
  {
    what: 'p50 beside passwords',
    figure: slower.p50,
    ...{ floor: 2.5, goal: 1.6, rising: false, text: times('alone') },
  },
  {
    what: 'p99 beside passwords',
    figure: slower.p99,
    ...{ floor: 2.5, goal: 2, rising: false, text: times('alone') },
  },
]

function verdict({ figure, floor, goal, rising }: Goal): string {
  if (figure === null) return 'not measured'
  const reaches = (mark: number) => (rising ? figure >= mark : figure <= mark)
  if (reaches(goal)) return 'goal reached'
  return reaches(floor) ? 'above the floor' : 'BELOW THE FLOOR'
}

const judged = (goals: readonly Goal[]): string[][] =>
  goals.map((each) => [
    each.what,
    each.text(each.floor),
    each.text(each.goal),
    each.figure === null ? '-' : each.text(each.figure),
    verdict(each),
  ])

/** What was promised of sign-ins, and whether it is kept, as rows of a table. */
export const judgeSignIns = (comparisons: readonly Comparison[]) => judged(signInGoals(comparisons))

/** The same of sign-ins beside passwords. */
export const judgeBeside = (measured: Beside) => judged(besideGoals(measured))
