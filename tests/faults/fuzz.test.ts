import fc from 'fast-check'
import { setTimeout as after } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startRevoker } from '../../server/fleet/worker.ts'
import { behindProxy, from } from '../support/attempts.ts'
import { pathOf, type Answer } from '../support/browser.ts'
import { databases } from '../support/databases.ts'
import { everyEndpoint } from '../support/every-endpoint.ts'
import { setUpAdministrator, signInWith, type Person } from '../support/people.ts'
import { problemOf } from '../support/problems.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { arbitraryRequest, type FuzzRequest } from './support/arbitrary-request.ts'
import { arbitraryAnswers, createCallers, type Callers } from './support/callers.ts'
import { expectInvariants } from './support/invariants.ts'
import { createPool, type Pool } from './support/pool.ts'
import { tally, tell } from './support/tell.ts'

/** Another seed tries other requests; the same one the same. */
const seed = Number(process.env['WEFTID_FUZZ_SEED'] ?? 1)
const requests = Number(process.env['WEFTID_FUZZ_REQUESTS'] ?? 100_000)
const share: Record<string, number> = { SQLite: 0.8, PostgreSQL: 0.2 }
const batch = 500
const lanes = 16
/** Of a model nobody else has: what the fuzz finds of it would revoke who keeps it going. */
const aaguid = '99999999-9999-4999-8999-999999999999'

// A stream has no end to wait for, and is tried by slow-clients.test.ts.
const endpoints = everyEndpoint.filter(({ path }) => path !== '/events')

describe.each(Object.entries(databases))('a server on %s that is asked anything at all', (name, open) => {
  let server: TestServer
  let root: Person
  let callers: Callers
  let pool: Pool
  let stops: (() => Promise<void>)[]
  const statuses: number[] = []
  const faults: string[] = []

  beforeAll(async () => {
    const database = await open()
    server = await startTestServer({ ...database.environment, ...behindProxy, WEFTID_LOG_LEVEL: 'warn' })
    stops = [startRevoker(server.services), server.close, database.stop]
    root = await setUpAdministrator(server, 'root@example.org', { aaguid })
    const { id } = root
    pool = createPool((value) => [id, aaguid, root.email].includes(value) || ownIds.has(value))
    const ownIds = new Set(await server.services.db('passkeys').where({ user_id: id }).pluck('id'))
    callers = await createCallers(server, root)
    pool.add(...(await server.services.db('users').whereNot({ id }).pluck('id')))
    pool.add(...(await server.services.db('passkeys').whereNot({ user_id: id }).pluck('id')))
  })
  afterAll(async () => {
    for (const stop of stops) await stop()
  })

  async function send(request: FuzzRequest, number: number): Promise<void> {
    const { endpoint, params, query, body, contentType } = request
    const filled = Object.fromEntries(Object.entries(params).map(([key, value]) => [key, pool.fill(value)]))
    const answer = await callers.browser(request.caller).send({
      method: endpoint.method,
      path: pathOf(endpoint.path, filled) + pool.fill(query).replace(/[^\x21-\x7e]/g, ''),
      headers: {
        ...from(`10.${(number >> 16) & 255}.${(number >> 8) & 255}.${number & 255}`),
        ...(body === undefined ? {} : { 'content-type': contentType }),
      },
      ...(body === undefined ? {} : { body: pool.fill(body) }),
    })
    statuses.push(answer.status)
    try {
      check(request, answer)
    } catch (why) {
      const what = [
        endpoint.method,
        endpoint.path,
        JSON.stringify(filled),
        query,
        body,
        contentType,
        answer.text,
      ]
      faults.push([...what, String(why)].join('\n'))
    }
  }

  function check({ endpoint }: FuzzRequest, answer: Answer): void {
    // An honest answer where more passwords wait to be hashed than may.
    if (answer.status === 503) expect(answer.headers['retry-after']).toBeDefined()
    else if (answer.status >= 300) problemOf(answer)
    else if (endpoint.response) {
      endpoint.response.parse(JSON.parse(answer.text))
      pool.learn(answer.text)
    }
  }

  async function sendAll(all: readonly FuzzRequest[], start: number): Promise<void> {
    let next = 0
    const lane = async () => {
      for (let at = next++; at < all.length; at = next++) {
        const request = all[at]
        if (request) await send(request, start + at)
      }
    }
    await Promise.all(Array.from({ length: lanes }, lane))
  }

  const count = Math.round(requests * (share[name] ?? 0))
  it(`answers ${count} seeded requests in its own words, and keeps every promise`, async () => {
    const arbitrary = arbitraryRequest(endpoints, callers.count, { response: await arbitraryAnswers(server) })
    for (let sent = 0; sent < count; sent += batch) {
      const numRuns = Math.min(batch, count - sent)
      await sendAll(fc.sample(arbitrary, { seed: seed * 1_000_003 + sent, numRuns }), sent)
      await callers.revive()
    }
    tell(`fuzz on ${name}, seed ${seed}`, {
      requests: statuses.length,
      ...tally(statuses),
      faults: faults.length,
    })
    expect(faults.slice(0, 3)).toEqual([])
    expect(server.log()).not.toContain('"level":50')
    await jobsAreDone()
    await expectInvariants(server.services)
    await signInWith(server.browser(), root.authenticator)
  }, 900_000)

  async function jobsAreDone(): Promise<void> {
    const running = () => server.services.db('model_revocations').where({ status: 'running' }).select('id')
    while ((await running()).length > 0) await after(50)
  }
})
