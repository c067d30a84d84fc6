import { setTimeout as pause } from 'node:timers/promises'
import * as fleet from '../../shared/contract/fleet.ts'
import * as session from '../../shared/contract/session.ts'
import { confirm, invite, signInWith, type Person } from '../support/people.ts'
import type { Bench, DatabaseName } from './bench.ts'
import { letUseEveryCore } from './cores.ts'
import { watchStalls, type Stalls } from './event-loop.ts'
import { goalsTable, milliseconds, seconds, type Goal } from './goals.ts'
import { warmUp } from './load.ts'
import { table } from './markdown.ts'
import { besideServer, doorOf } from './seeded.ts'
import type { ServerProcess } from './server-process.ts'
import { signInSteadily } from './steady.ts'
import { timed, timesOf, type Times } from './timing.ts'

const people = 20
const aloneFor = 20_000
const longest = 6 * 60_000

interface Beside {
  signIns: Times
  stalls: Stalls
}

interface Measured {
  preview: number
  inEffect: number
  alone: Beside
  cleaning: Beside
  job: fleet.Revocation
  took: number
}

/** Revokes a whole model on the full database while people sign in. */
export async function bulkPart(bench: Bench, database: DatabaseName): Promise<string> {
  const full = await bench.fullDatabase(database)
  return besideServer(bench, full, async (server) => {
    letUseEveryCore(server.pid)
    bench.say(`${database}: ${people} people join ...`)
    const joined: Person[] = []
    for (let number = 0; number < people; number += 1)
      joined.push(await invite(doorOf(server), full.admin, { email: `${Date.now()}-${number}@example.org` }))
    const aaguid = await aTenth(full.admin)
    const holder = await invite(doorOf(server), full.admin, {
      email: `${Date.now()}@example.org`,
      device: { aaguid },
    })
    bench.say('warming up ...')
    await warmUp(
      server.origin,
      joined.map(({ email, authenticator }) => ({ email, device: authenticator })),
    )
    const stalls = await watchStalls(bench.folder, server)
    try {
      const scene = { server, stalls, admin: full.admin, joined, holder, aaguid }
      const alone = await beside(scene, () => pause(aloneFor))
      return report(database, { alone, ...(await revoke(bench, scene)) })
    } finally {
      await stalls.stop()
    }
  })
}

/** The model that is nearest to a tenth of all passkeys. */
async function aTenth({ browser }: Person): Promise<string> {
  const { items } = await browser.call(fleet.listModels, {})
  const tenth = items.reduce((sum, { active }) => sum + active, 0) / 10
  const [nearest] = items.toSorted((a, b) => Math.abs(a.active - tenth) - Math.abs(b.active - tenth))
  return nearest?.aaguid ?? ''
}

async function beside(
  { server, stalls, joined }: Pick<Scene, 'server' | 'stalls' | 'joined'>,
  work: () => Promise<unknown>,
): Promise<Beside> {
  await stalls.tell()
  const coming = signInSteadily(server.origin, joined)
  await work()
  const signIns = timesOf(await coming.stop())
  return { signIns, stalls: await stalls.tell() }
}

interface Scene {
  server: ServerProcess
  stalls: Awaited<ReturnType<typeof watchStalls>>
  admin: Person
  joined: readonly Person[]
  holder: Person
  aaguid: string
}

async function revoke(
  { say }: Bench,
  { server, stalls, admin, joined, holder, aaguid }: Scene,
): Promise<Omit<Measured, 'alone'>> {
  const { browser } = admin
  const order = { aaguid, reason: 'Advisory 2026-17', lockedOut: 'revoke' } as const
  await confirm(admin)
  const preview = await timed(() => browser.call(fleet.previewRevocation, { body: order }))
  await holder.browser.call(session.getSession, {})
  await confirm(admin)
  const began = performance.now()
  const { job } = await browser.call(fleet.startRevocation, { body: order })
  const inEffect = performance.now() - began
  await requireDead(server, holder)
  say(`in effect after ${inEffect.toFixed(0)} ms, cleaning up ...`)
  let left = job
  const cleaning = await beside({ server, stalls, joined }, async () => {
    while (left.status === 'running' && performance.now() - began < longest) {
      await pause(500)
      left = (await browser.call(fleet.getRevocation, { params: { id: job.id } })).job
    }
  })
  return { preview, inEffect, cleaning, job: left, took: (performance.now() - began) / 1000 }
}

/** What the passkey opened is over, and it opens nothing more. */
async function requireDead(server: ServerProcess, { browser, authenticator }: Person): Promise<void> {
  const refused = await Promise.allSettled([
    browser.call(session.getSession, {}),
    signInWith(doorOf(server).browser(), authenticator),
  ])
  if (refused.some(({ status }) => status === 'fulfilled'))
    throw new Error('The revocation is not in effect.')
}

const effect = { SQLite: { floor: 2, goal: 0.3 }, PostgreSQL: { floor: 5, goal: 2.5 } } as const

const goals = (database: DatabaseName, { inEffect, cleaning }: Measured): Goal[] => [
  { what: 'in effect for every later request', figure: inEffect / 1000, ...effect[database], text: seconds },
  {
    what: 'longest stall of the event loop while it cleans up',
    ...{ figure: cleaning.stalls.own, floor: 50, goal: 15, text: milliseconds },
  },
  {
    what: 'sign-in while it cleans up, p99',
    ...{ figure: cleaning.signIns.p99, floor: 150, goal: 60, text: milliseconds },
  },
]

function report(database: DatabaseName, measured: Measured): string {
  const { job, took, preview, alone, cleaning } = measured
  const row = (what: string, { signIns, stalls }: Beside) =>
    [what, signIns.count, signIns.p50, signIns.p99, stalls.own, stalls.all, stalls.idle].map((cell) =>
      typeof cell === 'number' ? cell.toFixed(Number.isInteger(cell) ? 0 : 1) : cell,
    )
  const columns = [
    '',
    'sign-ins',
    'p50 ms',
    'p99 ms',
    'longest stall ms',
    'with the machine’s ms',
    'idle process ms',
  ]
  const rows = [row('before', alone), row('while it cleans up', cleaning)]
  return `${job.modelName}, ${job.total} passkeys. The preview took ${preview.toFixed(0)} ms. As soon as the order was answered, a session
and a sign-in of that model were refused. ${job.status === 'done' ? 'All' : 'Not all'} was cleaned up after ${took.toFixed(0)} s: ${job.revoked} revoked,
${job.skipped} skipped, ${job.sessionsEnded} sessions ended, with an entry, a mail and a result each. Meanwhile twenty people a second
signed in, made by a process on one core; the server may use every core. A machine that is itself a guest on another stands
still at times: an idle process on each core tells when, by coming late without ever having been ready to run. For so long
a stall of the server does not count, unless it ran or had to wait for a processor; "with the machine's" it does.

${table(columns, rows)}

${goalsTable(goals(database, measured))}`
}
