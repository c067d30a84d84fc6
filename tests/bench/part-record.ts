import type { Bench, DatabaseName } from './bench.ts'
import { goalsTable, seconds } from './goals.ts'
import { runCli } from './server-process.ts'
import { median } from './timing.ts'

const rounds = 3

/** Checks the whole record of the full database, as the command line does. */
export async function recordPart(bench: Bench, database: DatabaseName): Promise<string> {
  const { environment } = await bench.fullDatabase(database)
  const took: number[] = []
  let entries = 0
  for (let round = 0; round < rounds; round += 1) {
    bench.say(`${database}: verify-audit ...`)
    const began = performance.now()
    const said = runCli(['verify-audit'], environment)
    took.push((performance.now() - began) / 1000)
    entries = Number(/^entries good: (\d+)$/m.exec(said)?.[1])
  }
  const figure = (median(took) * 1e6) / entries
  return `\`npm run cli -- verify-audit\` over ${entries} entries, the start of the program included: ${took.map((each) => each.toFixed(1)).join(', ')} s.

${goalsTable([{ what: 'verify-audit, for each million entries', figure, floor: 20, goal: 6, text: seconds }])}`
}
