import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as session from '../../shared/contract/session.ts'
import type { SessionRow } from '../../server/db/tables.ts'
import { tidy } from '../../server/housekeeping.ts'
import { removeOldSessions } from '../../server/sessions/removal.ts'
import { newId, newToken } from '../../server/tokens.ts'
import { databases } from '../support/databases.ts'
import { setUpAdministrator, type Person } from '../support/people.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

const day = 24 * 3_600_000
/** More than are removed at a time. */
const many = 600

describe.each(Object.entries(databases))('what nobody asks for any more, on %s,', (_, open) => {
  let database: Awaited<ReturnType<typeof open>>
  let server: TestServer
  let ada: Person

  beforeAll(async () => {
    database = await open()
    server = await startTestServer(database.environment)
    ada = await setUpAdministrator(server)
  })
  afterAll(async () => {
    await server.close()
    await database.stop()
  })

  const sessions = () => server.services.db('sessions')
  const copies = async (changed: Partial<SessionRow>) => {
    const [row] = await sessions().where({ user_id: ada.id }).limit(1)
    if (!row) throw new Error('Nobody is signed in.')
    const copy = () => ({ ...row, ...changed, id: newId(), token_hash: newToken() })
    for (let made = 0; made < many; made += 100) await sessions().insert(Array.from({ length: 100 }, copy))
  }
  const counted = async () => Number((await sessions().count({ count: '*' }).first())?.count)

  it('are sessions that ended or ran out long ago, and half ones that are over', async () => {
    const { services, clock } = server
    const now = clock.now()
    const running = await counted()
    const past = new Date(now.getTime() - 1).toISOString()
    await copies({ kind: 'pending', ends_at: past })
    await copies({ ended_at: past })
    await copies({ ends_at: past })
    await removeOldSessions(services.db, new Date(now.getTime() - 30 * day), now)
    expect(await counted()).toBe(running + 2 * many)

    await removeOldSessions(services.db, new Date(Date.now() + 1000), now)
    expect(await counted()).toBe(running)
    await ada.browser.call(session.getSession, {})
  })

  it('are challenges that were spent and have expired, and sums of attempts whose window is over', async () => {
    const { services, clock } = server
    const expired = new Date(clock.now().getTime() - 1).toISOString()
    const later = new Date(clock.now().getTime() + day).toISOString()
    const rows = Array.from({ length: many }, () => ({ expires_at: expired, challenge: newToken() }))
    for (let made = 0; made < many; made += 100)
      await services.db('spent_challenges').insert(rows.slice(made, made + 100))
    await services.db('spent_challenges').insert({ expires_at: later, challenge: 'later' })
    const windows = Array.from({ length: many }, (_, n) => ({ key: `old-${n}`, points: 1, expire: 1 }))
    for (let made = 0; made < many; made += 100)
      await services.db('throttles').insert(windows.slice(made, made + 100))

    await tidy(services)
    const left = await services.db('spent_challenges').where('expires_at', '<=', expired)
    expect(left).toEqual([])
    expect(await services.db('spent_challenges').where({ challenge: 'later' })).toHaveLength(1)
    expect(await services.db('throttles').where('key', 'like', 'old-%')).toEqual([])
  })
})
