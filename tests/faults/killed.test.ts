import { setTimeout as after } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { databases } from '../support/databases.ts'
import { often } from '../support/often.ts'
import { setUpAdministrator, type Person } from '../support/people.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { startOther } from '../support/two-processes.ts'
import { forgetAttempts } from '../support/attempts.ts'
import { expectHeld, expectRefused } from './support/acknowledged.ts'
import { nothingTold, workOn } from './support/workload.ts'
import { tell } from './support/tell.ts'

const kills = often(10)

describe.each(Object.entries(databases))('a server on %s that is killed again and again', (name, open) => {
  let server: TestServer
  let ada: Person
  let stopDatabase: () => Promise<void>
  const told = nothingTold()

  beforeAll(async () => {
    const { environment, stop } = await open()
    stopDatabase = stop
    server = await startTestServer(environment)
    ada = await setUpAdministrator(server)
  })
  afterAll(async () => {
    await server.close()
    await stopDatabase()
  })

  const done = () => told.joined.length + told.revoked.size + told.spent.length

  it('has lost nothing it answered of joining, revoking, losing and coming back, and done nothing by half', async () => {
    for (let round = 0; round < kills; round++) {
      const victim = await startOther(server.config)
      const over = new AbortController()
      const work = workOn({
        browser: () => victim.browser(),
        root: ada.authenticator,
        told,
        over: over.signal,
      })
      // In acts rather than milliseconds, since machines differ; then somewhere within the next one.
      const enough = done() + 2 + Math.floor(Math.random() * 6)
      while (done() < enough && told.unexpected.length === 0) await after(1)
      await after(Math.random() * 15)
      await victim.kill()
      over.abort()
      await work
      await forgetAttempts(server)
      await expectHeld(server.services, told)
    }
    const refused = await expectRefused(server.browser, told)
    tell(`killed on ${name}`, {
      ...{ kills, joined: told.joined.length, revoked: told.revoked.size, spent: told.spent.length },
      ...{ 'tried again and refused': refused, lost: 0, 'half done': 0 },
    })
    expect(told.spent.length).toBeGreaterThan(0)
  })
})
