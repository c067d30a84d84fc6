import { setTimeout as after } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import * as methods from '../../shared/contract/methods.ts'
import { problem } from '../../shared/contract/problem.ts'
import * as session from '../../shared/contract/session.ts'
import type { Answer, Browser } from '../support/browser.ts'
import { isSqlite } from '../support/databases.ts'
import { openEvents, types } from '../support/event-reader.ts'
import { guess } from '../support/attempts.ts'
import { confirm, invite, setUpAdministrator, signInWith, type Person } from '../support/people.ts'
import { startPostgres, type Postgres } from '../support/postgres.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

// SQLite is part of the process: it cannot be away.
describe.skipIf(isSqlite)('while its PostgreSQL', () => {
  let postgres: Postgres
  let server: TestServer
  let ada: Person
  let bob: Person

  beforeAll(async () => {
    postgres = await startPostgres()
    server = await startTestServer({
      WEFTID_DATABASE: await postgres.newDatabase(),
      WEFTID_SECRET: 'one-secret-of-all-instances-of-32-bytes',
    })
    ada = await setUpAdministrator(server)
    bob = await invite(server, ada, { email: 'bob@example.org' })
  })
  afterEach(async () => {
    postgres.thaw()
    await postgres.resume()
    await expect.poll(isReady, { timeout: 20_000 }).toBe(200)
  })
  afterAll(async () => {
    await server.close()
    await postgres.stop()
  })

  const isReady = async () => (await fetch(`${server.url}/readyz`, { headers })).status
  const headers = { host: 'localhost' }
  const ask = (browser: Browser) => browser.send({ method: 'get', path: session.getSession.path })
  const everything = (): Promise<Answer[]> =>
    Promise.all([
      ask(bob.browser),
      bob.browser.send({ method: 'get', path: methods.getMethods.path }),
      bob.browser.send({
        method: methods.updateMe.method,
        path: methods.updateMe.path,
        body: '{"displayName":"Bo"}',
      }),
      guess(server.browser(), 'bob@example.org'),
      server.browser().send({ method: 'get', path: '/server' }),
    ])
  function expectUnavailable(answers: readonly Answer[]) {
    for (const answer of answers) {
      expect(answer.status).toBe(503)
      expect(problem.parse(JSON.parse(answer.text)).code).toBe('server.unavailable')
      expect(answer.headers['retry-after']).toBe('2')
    }
  }

  it.each(['fast', 'immediate'] as const)(
    'is away (%s), every request is told to come back, and all goes on when it is back',
    async (how) => {
      const stream = await openEvents(server, bob.browser)
      await postgres.halt(how)
      expectUnavailable(await everything())
      expectUnavailable(await everything())
      expect(await isReady()).toBe(503)
      await postgres.resume()
      await expect.poll(isReady, { timeout: 20_000 }).toBe(200)
      expect((await ask(bob.browser)).status).toBe(200)
      await signInWith(server.browser(), bob.authenticator)
      // The stream is still open, and hears of what is done now.
      await bob.browser.call(methods.updateMe, { body: { displayName: `Bob ${how}` } })
      await expect.poll(() => types(stream), { timeout: 20_000 }).toContain('session.changed')
      stream.close()
    },
    60_000,
  )

  it('stands still, requests are answered within a bound, and all goes on when it moves again', async () => {
    await Promise.all(Array.from({ length: 10 }, () => ask(bob.browser)))
    const began = performance.now()
    postgres.freeze()
    expectUnavailable(await everything())
    expectUnavailable(await Promise.all(Array.from({ length: 30 }, () => ask(bob.browser))))
    expect(performance.now() - began).toBeLessThan(45_000)
    postgres.thaw()
    await expect.poll(isReady, { timeout: 20_000 }).toBe(200)
    await confirm(ada)
    expect((await ask(bob.browser)).status).toBe(200)
  }, 90_000)

  it('has no connection left for it, requests are told to come back', async () => {
    const { db } = server.services
    const held = await Promise.all(Array.from({ length: 10 }, () => db.transaction()))
    const began = performance.now()
    const answers = await everything()
    const took = performance.now() - began
    for (const tx of held) await tx.rollback()
    expectUnavailable(answers)
    expect(took).toBeLessThan(20_000)
    expect((await ask(bob.browser)).status).toBe(200)
  }, 60_000)

  it('lets somebody hold what others want, they wait for it a while and no longer', async () => {
    const { db } = server.services
    const holder = await db.transaction()
    await holder('users').where({ id: bob.id }).update({ name_canonical: 'held' })
    const body = '{"displayName":"Bo"}'
    const waiting = bob.browser.send({ method: 'patch', path: methods.updateMe.path, body })
    const late = await waiting
    const quick = bob.browser.send({ method: 'patch', path: methods.updateMe.path, body })
    await after(500)
    await holder.rollback()
    expectUnavailable([late])
    expect((await quick).status).toBe(200)
  }, 60_000)
})
