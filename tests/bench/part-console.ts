import * as fleet from '../../shared/contract/fleet.ts'
import type { Bench, DatabaseName } from './bench.ts'
import { goalsTable, milliseconds, type Goal } from './goals.ts'
import { questionsOf } from './console-questions.ts'
import { loseDevices } from './lost-devices.ts'
import { table } from './markdown.ts'
import { besideServer } from './seeded.ts'
import { timedInTurns, type Times } from './timing.ts'

const unmeasured = 5

/** The console over the full database, one person at work, each request after the other. */
export async function consolePart(bench: Bench, database: DatabaseName): Promise<string> {
  const full = await bench.fullDatabase(database)
  const rounds = 40 * bench.size.rounds
  return besideServer(bench, full, async (server) => {
    const { browser } = full.admin
    const questions = await questionsOf(browser, bench.size.users)
    bench.say(`${database}: asking ${Object.keys(questions).length} questions, ${rounds} times each ...`)
    await timedInTurns(questions, unmeasured)
    const health = () => fetch(`${server.origin.replace('localhost', '127.0.0.1')}/healthz`)
    const times = await timedInTurns({ ...questions, 'nothing: `/healthz`': health }, rounds)
    const losses = await loseDevices(full.admin, rounds)
    const { items: models } = await browser.call(fleet.listModels, {})
    const passkeys = models.reduce((sum, { active, suspended }) => sum + active + suspended, 0)
    const filled = `${bench.size.users} users and ${passkeys} passkeys that are not revoked, filled in ${full.took.toFixed(0)} s`
    return report(database, { filled, rounds }, new Map([...times, ['act: lost device', losses]]))
  })
}

const listGoal = { SQLite: { floor: 50, goal: 15 }, PostgreSQL: { floor: 100, goal: 50 } } as const

function goals(database: DatabaseName, all: ReadonlyMap<string, Times>): Goal[] {
  const slowest = (kind: string) =>
    Math.max(...[...all].filter(([what]) => what.startsWith(kind)).map(([, { p99 }]) => p99))
  const text = milliseconds
  return [
    { what: 'any list page, p99 of the slowest', figure: slowest('list'), ...listGoal[database], text },
    { what: 'any search, p99 of the slowest', figure: slowest('search'), ...listGoal[database], text },
    { what: 'fleet overview, p99', figure: slowest('fleet'), floor: 50, goal: 15, text },
    { what: 'profile, p99 of the slowest request', figure: slowest('profile'), floor: 20, goal: 10, text },
    { what: 'lost-device act, p99', figure: slowest('act'), floor: 50, goal: 20, text },
  ]
}

function report(
  database: DatabaseName,
  { filled, rounds }: { filled: string; rounds: number },
  all: ReadonlyMap<string, Times>,
): string {
  const rows = [...all].map(([what, { p50, p99 }]) => [what, p50.toFixed(1), p99.toFixed(1)])
  return `Over HTTP and parsed, on ${filled}; each question ${rounds} times in turn with the others. \`/healthz\`
does nothing: its p99 is the machine's.

${table(['what', 'p50 ms', 'p99 ms'], rows)}

${goalsTable(goals(database, all))}`
}
