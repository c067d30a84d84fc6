import { join } from 'node:path'
import type { Bench, DatabaseName } from './bench.ts'
import { goalsTable, seconds } from './goals.ts'
import { product, startServer } from './server-process.ts'
import { median } from './timing.ts'

const rounds = 5

/** Starts the server on the full database. */
export async function startPart(bench: Bench, database: DatabaseName): Promise<string> {
  const { environment } = await bench.fullDatabase(database)
  const took: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    const began = performance.now()
    const server = await startServer(product, { log: join(bench.folder, 'start.log'), env: environment })
    took.push((performance.now() - began) / 1000)
    await server.stop()
  }
  const figure = median(took)
  return `From starting the program until it takes requests: ${took.map((each) => each.toFixed(2)).join(', ')} s.

${goalsTable([{ what: 'backend start on the full database', figure, floor: 2, goal: 1, text: seconds }])}`
}
