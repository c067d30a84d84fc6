import { join } from 'node:path'
import * as lost from '../../shared/contract/lost-device.ts'
import * as users from '../../shared/contract/users.ts'
import { confirm, invite, setUpAdministrator, signInWith, type Person } from '../support/people.ts'
import type { Bench, DatabaseName } from './bench.ts'
import { goalsTable, milliseconds } from './goals.ts'
import { table } from './markdown.ts'
import { doorOf } from './seeded.ts'
import { product, startServer } from './server-process.ts'
import { openStream, type OpenStream } from './streams.ts'
import { timesOf, type Times } from './timing.ts'

const desktops = 1000
const revocations = 200

/** Devices are lost while a thousand desktops are connected: how long until the one it is about knows. */
export async function desktopsPart(bench: Bench, database: DatabaseName): Promise<string> {
  const { folder, say } = bench
  const server = await startServer(product, {
    log: join(folder, 'desktops.log'),
    env: await bench.newDatabase(database),
  })
  try {
    const admin = await setUpAdministrator(doorOf(server))
    say(`${database}: ${desktops} desktops connect ...`)
    const bystander = await invite(doorOf(server), admin, { email: 'bystander@example.org' })
    const losers: { person: Person; stream: OpenStream }[] = []
    for (let number = 0; number < revocations; number += 1) {
      const person = await invite(doorOf(server), admin, { email: `loser-${number}@example.org` })
      losers.push({ person, stream: await openStream(person.browser) })
    }
    const others: OpenStream[] = []
    for (let number = revocations; number < desktops; number += 1) {
      const browser = doorOf(server).browser()
      await signInWith(browser, bystander.authenticator)
      others.push(await openStream(browser))
    }
    const { told, answered } = await lose(admin, losers)
    if (others.some(({ isEnded }) => isEnded()))
      throw new Error('A desktop was signed out that should not be.')
    for (const { close } of others) close()
    return report(told, answered)
  } finally {
    await server.stop()
  }
}

async function lose(admin: Person, losers: readonly { person: Person; stream: OpenStream }[]) {
  const told: number[] = []
  const answered: number[] = []
  for (const [number, { person, stream }] of losers.entries()) {
    if (number % 50 === 0) await confirm(admin)
    const params = { id: person.id }
    const { items } = await admin.browser.call(users.listUserPasskeys, { params })
    const body = { passkeyIds: items.map(({ id }) => id), reason: 'Laptop stolen' }
    const began = performance.now()
    const signedOut = stream.ended.then((text) => {
      if (!text.includes('passkey-revoked')) throw new Error(`A desktop was not told why: ${text}`)
      told.push(performance.now() - began)
    })
    const done = await admin.browser.call(lost.loseDevice, { params, body })
    answered.push(performance.now() - began)
    if (done.desktopsSignedOut !== 1) throw new Error('No desktop was signed out.')
    await signedOut
  }
  return { told: timesOf(told), answered: timesOf(answered) }
}

function report(told: Times, answered: Times): string {
  const row = (what: string, { p50, p99 }: Times) => [what, p50.toFixed(1), p99.toFixed(1)]
  const goal = { floor: 1000, goal: 250, text: milliseconds }
  return `${desktops} live streams are open; ${revocations} of their owners lose the device, one after the other. From the request of
the help desk until that desktop has read that its session ended and why.

${table(['', 'p50 ms', 'p99 ms'], [row('the desktop is signed out', told), row('the help desk has its answer', answered)])}

${goalsTable([{ what: 'revoke to signed out, p99', figure: told.p99, ...goal }])}`
}
