import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join as joinPath } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import * as fallback from '../../shared/contract/fallback.ts'
import * as session from '../../shared/contract/session.ts'
import * as signIn from '../../shared/contract/sign-in.ts'
import type { Browser } from '../support/browser.ts'
import { databases } from '../support/databases.ts'
import { invite, setUpAdministrator, type Person } from '../support/people.ts'
import { startProcess, type ServerProcess } from '../support/server-process.ts'
import { aTap, appWith, giveApp, giveKey, givePassword, typePassword } from '../support/two-step.ts'

const clock = { clock: { now: () => new Date(), forward: () => undefined } }

describe.each(Object.entries(databases))('two server processes on one %s database', (_name, open) => {
  let stopDatabase: () => Promise<void>
  let folder: string
  let servers: ServerProcess[]
  let ada: Person
  let people = 0

  beforeAll(async () => {
    const { environment, stop } = await open()
    stopDatabase = stop
    folder = await mkdtemp(joinPath(tmpdir(), 'weftid-two-'))
    const start = () =>
      startProcess({ WEFTID_DATA: folder, WEFTID_PORT: '0', WEFTID_LOG_LEVEL: 'warn', ...environment })
    servers = [await start(), await start()]
    ada = await setUpAdministrator(one())
  })
  afterEach(() => {
    // A deadlock, for one, is an error inside even where the loser would have been refused anyway.
    for (const { output } of servers) expect(output()).not.toContain('"level":50')
  })
  afterAll(async () => {
    for (const server of servers) server.signal('SIGKILL')
    await Promise.all(servers.map(({ exited }) => exited))
    await stopDatabase()
    await rm(folder, { recursive: true, force: true })
  })

  const server = (index: number): ServerProcess => {
    const found = servers[index % 2]
    if (!found) throw new Error('no server')
    return found
  }
  const one = () => server(0)

  async function join() {
    const person = await invite(one(), ada, { email: `person-${++people}@example.org` })
    await givePassword(person)
    return person
  }

  /** The same session at one of the processes: cookies are named after the port. */
  function at(index: number, { cookie }: Browser): Browser {
    const browser = server(index).browser()
    browser.cookie = cookie.replace(/^weft-\d+/, `weft-${new URL(browser.origin).port}`)
    return browser
  }

  /** Fifty at the same moment, half of them at either process: how many get in. */
  async function countIn(attempt: (index: number) => Promise<unknown>): Promise<number> {
    const ends = await Promise.allSettled(Array.from({ length: 50 }, (_, index) => attempt(index)))
    return ends.filter(({ status }) => status === 'fulfilled').length
  }

  it('begin at one what the other completes', async () => {
    const bob = await join()
    const { browser } = await typePassword(one(), bob.email)
    const there = at(1, browser)
    await there.call(signIn.signInWithBackupCode, { body: { code: bob.backupCodes[0] ?? '' } })
    expect(await at(0, there).call(session.getSession, {})).toMatchObject({ kind: 'full', freshLevel: 2 })
    await expect(browser.call(session.signOut, {})).rejects.toMatchObject({ code: 'session.required' })
  })

  it('take a backup code once, in one sign-in as in many', async () => {
    const bob = await join()
    const [code = '', other = ''] = bob.backupCodes
    const { browser } = await typePassword(one(), bob.email)
    const give = (index: number, pending: Browser, body: { code: string }) =>
      at(index, pending).call(signIn.signInWithBackupCode, { body })
    expect(await countIn((index) => give(index, browser, { code }))).toBe(1)
    const pending: Browser[] = []
    for (let each = 0; each < 10; each++) pending.push((await typePassword(server(each), bob.email)).browser)
    expect(await countIn((index) => give(index, pending[index % 10] ?? browser, { code: other }))).toBe(1)
  })

  it('take a code of the app once', async () => {
    const bob = await join()
    const app = await giveApp(bob, clock)
    const pending: Browser[] = []
    for (let each = 0; each < 10; each++) pending.push((await typePassword(server(each), bob.email)).browser)
    const code = app.code(1)
    const give = (index: number) =>
      at(index, pending[index % 10] ?? bob.browser).call(signIn.signInWithTotp, { body: { code } })
    expect(await countIn(give)).toBe(1)
  })

  it('take a tap once', async () => {
    const bob = await join()
    const key = await giveKey(bob)
    const { browser } = await typePassword(one(), bob.email)
    const { challengeId, options } = await browser.call(signIn.beginSecurityKeySignIn, {})
    const tapAt = (index: number) => {
      const there = at(index, browser)
      const overrides = { ...aTap, client: { fields: { origin: there.origin } } }
      const body = { challengeId, response: key.get(options, overrides) }
      return there.call(signIn.finishSecurityKeySignIn, { body })
    }
    expect(await countIn(tapAt)).toBe(1)
  })

  it('count five tries together', async () => {
    const bob = await join()
    const { browser } = await typePassword(one(), bob.email)
    const wrong = { body: { code: 'WRNG-WRNG-WRNG-WRNG' } }
    expect(await countIn((index) => at(index, browser).call(signIn.signInWithBackupCode, wrong))).toBe(0)
    for (const index of [0, 1]) {
      const right = { body: { code: bob.backupCodes[0] ?? '' } }
      await expect(at(index, browser).call(signIn.signInWithBackupCode, right)).rejects.toMatchObject({
        code: 'session.required',
        problem: { reason: 'tries-used-up' },
      })
    }
  })

  it('know at once of a changed password, and set an app up once', async () => {
    const bob = await join()
    const { browser } = await typePassword(server(1), bob.email)
    await givePassword(bob, 'four violet harbour cranes')
    await expect(browser.call(session.signOut, {})).rejects.toMatchObject({ code: 'session.required' })
    await expect(typePassword(server(1), bob.email)).rejects.toMatchObject({ code: 'sign-in.failed' })

    const { secret } = await bob.browser.call(fallback.beginTotp, {})
    const code = appWith(secret, clock).code()
    const finish = (index: number) => at(index, bob.browser).call(fallback.finishTotp, { body: { code } })
    expect(await countIn(finish)).toBe(1)
  })
})
