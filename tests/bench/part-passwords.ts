import { join } from 'node:path'
import type { Bench, DatabaseName } from './bench.ts'
import { besidePasswords, type Beside } from './beside-passwords.ts'
import { goalsTable, times, type Goal } from './goals.ts'
import { table } from './markdown.ts'
import { speedOf } from './part-sign-in.ts'
import { populate } from './people.ts'
import { product, startServer } from './server-process.ts'

/** Sign-ins with passkeys beside people who guess passwords. */
export async function passwordsPart(bench: Bench, database: DatabaseName): Promise<string> {
  const { folder, size, say } = bench
  const server = await startServer(product, {
    log: join(folder, 'passwords.log'),
    // Each guess of a password names an address of its own, as a proxy in front would.
    env: { ...(await bench.newDatabase(database)), WEFTID_TRUSTED_PROXIES: '127.0.0.0/8' },
  })
  try {
    say(`${size.people} people join ...`)
    const people = await populate(server.origin, size.people)
    // A round that is not counted, for the compilers.
    await besidePasswords(server.origin, people, { clients: 8, seconds: size.seconds, rounds: 1 })
    return report(await besidePasswords(server.origin, people, { clients: 8, ...size }))
  } finally {
    await server.stop()
  }
}

const goals = ({ slower }: Beside): Goal[] => [
  { what: 'p50 beside passwords', figure: slower.p50, floor: 2.5, goal: 1.6, text: times('alone') },
  { what: 'p99 beside passwords', figure: slower.p99, floor: 2.5, goal: 2, text: times('alone') },
]

function report(measured: Beside): string {
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

${goalsTable(goals(measured))}`
}
