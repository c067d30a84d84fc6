import { setTimeout as after } from 'node:timers/promises'
import BetterSqlite from 'better-sqlite3'
import { z } from 'zod'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { forgetAttempts } from '../support/attempts.ts'
import type { Browser } from '../support/browser.ts'
import { isSqlite } from '../support/databases.ts'
import { setUpAdministrator, type Person } from '../support/people.ts'
import { startPostgres, type Postgres } from '../support/postgres.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { startOther, type OtherProcess } from '../support/two-processes.ts'
import { expectHeld, expectRefused } from './support/acknowledged.ts'
import { tell } from './support/tell.ts'
import { nothingTold, workOn } from './support/workload.ts'

const pageCount = z.tuple([z.object({ page_count: z.number() })])

let server: TestServer
let ada: Person

/** Has people join, lose and come back while `fault` is done to the database; then everything answered must hold. */
async function during(what: string, browser: () => Browser, fault: (acts: () => number) => Promise<number>) {
  const told = nothingTold()
  const acts = () => told.joined.length + told.revoked.size + told.spent.length
  const over = new AbortController()
  const work = workOn({ browser, root: ada.authenticator, told, over: over.signal })
  const times = await fault(acts)
  // It goes on by itself afterwards.
  const before = acts()
  while (acts() < before + 3 && told.unexpected.length === 0) await after(5)
  over.abort()
  await work
  await forgetAttempts(server)
  await expectHeld(server.services, told)
  const refused = await expectRefused(server.browser, told)
  tell(what, { times, acts: acts(), 'tried again and refused': refused, lost: 0, 'half done': 0 })
}

describe.runIf(isSqlite)('a server whose SQLite file', () => {
  let other: OtherProcess

  beforeAll(async () => {
    server = await startTestServer()
    ada = await setUpAdministrator(server)
    other = await startOther(server.config)
  })
  afterAll(async () => {
    await other.kill()
    await server.close()
  })

  it('somebody else locks, for a moment and for longer than anybody waits, loses nothing it answered', () =>
    during(
      'SQLite locked by another program',
      () => other.browser(),
      async () => {
        const { database } = server.config
        const file = new BetterSqlite(database.kind === 'sqlite' ? database.file : '')
        const locks = [50, 400, 400, 12_000, 200]
        for (const lock of locks) {
          await after(300)
          file.exec('begin immediate')
          await after(lock)
          file.exec('rollback')
        }
        file.close()
        return locks.length
      },
    ))

  it('has no space left loses nothing it answered, and goes on where there is some', () =>
    during('SQLite on a full disk', server.browser, async (acts) => {
      const { db } = server.services
      const rounds = 5
      for (let round = 0; round < rounds; round++) {
        const [size] = pageCount.parse(await db.raw('pragma page_count'))
        await db.raw(`pragma max_page_count = ${size.page_count + 2}`)
        const before = acts()
        // Until the last pages are used up, and a little longer.
        for (let waited = 0; acts() < before + 40 && waited < 40; waited++) await after(20)
        await db.raw('pragma max_page_count = 1000000')
        await after(200)
      }
      return rounds
    }))
})

describe.skipIf(isSqlite)('a server whose PostgreSQL', () => {
  let postgres: Postgres

  beforeAll(async () => {
    postgres = await startPostgres()
    server = await startTestServer({
      WEFTID_DATABASE: await postgres.newDatabase(),
      WEFTID_SECRET: 'one-secret-of-all-instances-of-32-bytes',
    })
    ada = await setUpAdministrator(server)
  })
  afterAll(async () => {
    await server.close()
    await postgres.stop()
  })

  const repeatedly = (rounds: number, fault: () => Promise<void>) => async (acts: () => number) => {
    for (let round = 0; round < rounds; round++) {
      const before = acts()
      while (acts() < before + 3) await after(5)
      await after(Math.random() * 30)
      await fault()
    }
    return rounds
  }

  it('stands still for a while loses nothing it answered', () =>
    during(
      'PostgreSQL paused',
      server.browser,
      repeatedly(3, async () => {
        postgres.freeze()
        await after(700)
        postgres.thaw()
      }),
    ))

  it.each(['immediate', 'fast'] as const)('ends (%s) and comes back loses nothing it answered', (how) =>
    during(
      how === 'fast' ? 'PostgreSQL restarted' : 'PostgreSQL killed',
      server.browser,
      repeatedly(3, async () => {
        await postgres.halt(how)
        await after(300)
        await postgres.resume()
      }),
    ),
  )

  it('is as whole as before', () => {
    expect(server.log()).not.toContain('server.failed')
  })
})
