import { table } from './markdown.ts'

/** One promise of the product: worse than `floor` must not be, `goal` is aimed at. */
export interface Goal {
  what: string
  floor: number
  goal: number
  figure: number | null
  /** Whether a higher figure is better. */
  rising?: true
  text: (figure: number) => string
}

export const plain = (figure: number) => figure.toFixed(2)
export const times = (what: string) => (figure: number) => `${figure.toFixed(1)} × ${what}`
export const mebibytes = (figure: number) => `${figure.toFixed(0)} MiB`
export const kibibytes = (figure: number) => `${figure.toFixed(0)} KiB`
export const milliseconds = (figure: number) => `${figure.toFixed(figure < 10 ? 1 : 0)} ms`
export const seconds = (figure: number) => `${figure.toFixed(2)} s`

const verdicts = { reached: 'goal reached', above: 'above the floor', below: 'BELOW THE FLOOR' } as const
const head = ['what', 'floor', 'goal', 'figure', '']

function verdict({ figure, floor, goal, rising }: Goal): string {
  if (figure === null) return 'not measured'
  const reaches = (mark: number) => (rising ? figure >= mark : figure <= mark)
  if (reaches(goal)) return verdicts.reached
  return reaches(floor) ? verdicts.above : verdicts.below
}

/** What was promised, and whether it is kept, as a table. */
export const goalsTable = (goals: readonly Goal[]): string =>
  table(
    head,
    goals.map((each) => [
      each.what,
      each.text(each.floor),
      each.text(each.goal),
      each.figure === null ? '-' : each.text(each.figure),
      verdict(each),
    ]),
  )

/** The rows of such tables in a text whose goal is not reached. */
export const notReached = (text: string): string[] =>
  text
    .split('\n')
    .filter((line) => line.endsWith(`| ${verdicts.above} |`) || line.endsWith(`| ${verdicts.below} |`))
