import { setTimeout as after } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import * as methods from '../../shared/contract/methods.ts'
import * as lost from '../../shared/contract/lost-device.ts'
import * as session from '../../shared/contract/session.ts'
import * as users from '../../shared/contract/users.ts'
import { cli } from '../support/cli.ts'
import { isSqlite, openDatabase, type Database } from '../support/databases.ts'
import { isOnline, openEvents, types, type EventReader } from '../support/event-reader.ts'
import { confirm, invite, setUpAdministrator, signInWith, type Person } from '../support/people.ts'
import { query } from '../support/postgres-databases.ts'
import { rowsOf } from '../support/rows.ts'
import { startProcess } from '../support/server-process.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import type { Browser } from '../support/browser.ts'

// SQLite is for one process: nobody else's streams are there to be told.
describe.skipIf(isSqlite)('two instances on one PostgreSQL', () => {
  let database: Database
  let environment: Record<string, string>
  let one: TestServer
  let other: TestServer
  let ada: Person
  let people = 0
  const streams: EventReader[] = []

  beforeAll(async () => {
    database = await openDatabase()
    environment = { ...database.environment, WEFTID_ORIGIN: 'http://localhost:7100' }
    one = await startTestServer(environment)
    other = await startTestServer(environment)
    ada = await setUpAdministrator(one)
  })
  afterEach(() => {
    for (const stream of streams.splice(0)) stream.close()
  })
  afterAll(async () => {
    await one.close()
    await other.close()
    await database.stop()
  })

  const join = () => invite(one, ada, { email: `person-${++people}@example.org` })
  const open = async (server: TestServer, browser: Browser, lastEventId?: string) => {
    const stream = await openEvents(server, browser, lastEventId === undefined ? {} : { lastEventId })
    streams.push(stream)
    return stream
  }
  const at = (server: TestServer, { cookie }: Browser) => {
    const browser = server.browser()
    browser.cookie = cookie
    return browser
  }
  async function lose(bob: Person) {
    const { items } = await ada.browser.call(users.listUserPasskeys, { params: { id: bob.id } })
    await confirm(ada)
    const body = { passkeyIds: items.map(({ id }) => id), reason: 'Stolen' }
    return ada.browser.call(lost.loseDevice, { params: { id: bob.id }, body })
  }
  const rename = (browser: Browser, displayName: string) =>
    browser.call(methods.updateMe, { body: { displayName } })
  const sessionOf = async ({ browser }: Pick<Person, 'browser'>) =>
    (await browser.call(methods.getMySessions, {})).items.find(({ current }) => current)?.id ?? ''

  it('sign out the desktop at the other one at once, and refuse it from the answer on', async () => {
    const bob = await join()
    const stream = await open(other, bob.browser)
    await expect.poll(async () => isOnline(one, await sessionOf(bob))).toBe(true)
    const { items } = await ada.browser.call(users.listUserSessions, { params: { id: bob.id } })
    expect(items).toMatchObject([{ online: true }])
    const asked = performance.now()
    expect(await lose(bob)).toMatchObject({ sessionsEnded: 1, desktopsSignedOut: 1 })
    for (const server of [one, other]) {
      await expect(at(server, bob.browser).call(session.getSession, {})).rejects.toMatchObject({
        problem: { reason: 'passkey-revoked' },
      })
      await expect(signInWith(server.browser(), bob.authenticator)).rejects.toMatchObject({
        code: 'passkey.rejected',
      })
    }
    await stream.ended
    // The heartbeat, which looks for itself, comes every fifteen.
    expect(performance.now() - asked).toBeLessThan(12_000)
    expect(stream.events().at(-1)?.event).toEqual({ type: 'session.ended', reason: 'passkey-revoked' })
  })

  it('tell who comes back to the other one what they missed, each once and in order', async () => {
    const bob = await join()
    const first = await open(one, bob.browser)
    await rename(bob.browser, 'Robert')
    await expect.poll(() => types(first)).toContain('session.changed')
    const last = first.events().at(-1)?.id ?? ''
    first.close()
    for (const name of ['Bert', 'Rob', 'Bo']) await rename(bob.browser, name)
    const watch = await open(other, bob.browser)
    await rename(bob.browser, 'Bobby')
    await expect.poll(() => types(watch)).toContain('session.changed')
    const second = await open(other, bob.browser, last)
    await expect.poll(() => types(second)).toEqual(Array.from({ length: 4 }, () => 'session.changed'))
    const numbers = second.events().map(({ id }) => Number(id.split('-')[1]))
    expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b))
  })

  it('go on after the connection that news come by was cut, and miss none', async () => {
    const bob = await join()
    const stream = await open(other, bob.browser)
    const count = 30
    for (let round = 0; round < count; round++) {
      if (round % 10 === 3)
        await query(
          database.environment['WEFTID_DATABASE'] ?? '',
          `select pg_terminate_backend(pid) from pg_stat_activity
            where datname = current_database() and query ilike '%from news%' and pid <> pg_backend_pid()`,
        )
      await rename(bob.browser, `Bob ${round}`)
    }
    await expect
      .poll(() => types(stream).filter((type) => type === 'session.changed').length, { timeout: 15_000 })
      .toBe(count)
    const numbers = stream.events().map(({ id }) => Number(id.split('-')[1]))
    expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b))
  })

  it('hear at once of what the command line does', async () => {
    const bob = await join()
    const stream = await open(other, bob.browser)
    const told = await cli(environment, 'revoke', '--user', bob.email, '--reason', 'Left')
    expect(told).toMatchObject({ code: 0 })
    await stream.ended
    expect(stream.events().at(-1)?.event).toEqual({ type: 'session.ended', reason: 'passkey-revoked' })
  })

  it('notify each other of nothing but that there is something, however much it is', async () => {
    const listener = new pg.Client(database.environment['WEFTID_DATABASE'])
    await listener.connect()
    const payloads: string[] = []
    listener.on('notification', ({ payload = '' }) => payloads.push(payload))
    await listener.query('listen weftid_news')
    const bob = await join()
    const stream = await open(other, bob.browser)
    const many = [...Array.from({ length: 2000 }, () => crypto.randomUUID()), await sessionOf(bob)]
    one.services.publish({ sessions: many }, { type: 'session.ended', reason: 'ended-elsewhere' })
    await stream.ended
    await listener.end()
    expect(payloads.length).toBeGreaterThan(0)
    for (const payload of payloads) expect(payload).toMatch(/^\d{1,16}$/)
    const kept = JSON.stringify(await rowsOf(one.services.db, 'select * from news'))
    expect(kept).not.toMatch(/token|secret|@/)
  })

  it('tell nobody of what one of them did not commit', async () => {
    const stream = await open(other, ada.browser)
    const mine = (await ada.browser.call(methods.getMethods, {})).passkeys[0]?.id ?? ''
    const refused = ada.browser.call(methods.revokeMyPasskey, { params: { id: mine }, body: {} })
    await expect(refused).rejects.toMatchObject({ code: 'conflict' })
    await after(300)
    expect(types(stream).filter((type) => type === 'passkeys.changed')).toEqual([])
  })

  it('know that the streams of one that was killed are gone, and take over', async () => {
    const third = await startProcess({ ...environment, WEFTID_PORT: '0', WEFTID_ORIGIN: '' })
    const bob = await join()
    const browser = third.browser()
    browser.cookie = bob.browser.cookie.replace(/^weft-\d+/, `weft-${new URL(third.origin).port}`)
    const reader = await openEvents(
      {
        ...one,
        url: third.origin.replace('localhost', '127.0.0.1'),
        config: { ...one.config, origin: third.origin },
      },
      browser,
    )
    const id = await sessionOf(bob)
    await expect.poll(() => isOnline(one, id)).toBe(true)
    third.signal('SIGKILL')
    await third.exited
    await reader.ended
    // Nobody said goodbye: it is missed after a quarter of a minute.
    await expect.poll(() => isOnline(one, id), { timeout: 25_000, interval: 500 }).toBe(false)
    expect((await one.services.whoWasOnline([id])).has(id)).toBe(true)
    const again = await open(other, bob.browser)
    await expect.poll(() => isOnline(one, id)).toBe(true)
    again.close()
    await expect.poll(() => isOnline(one, id)).toBe(false)
  }, 60_000)
})
