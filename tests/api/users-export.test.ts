import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { UsersFilter } from '../../shared/contract/users.ts'
import * as users from '../../shared/contract/users.ts'
import { seed } from '../../server/seed/seed.ts'
import { findSession } from '../../server/sessions/sessions.ts'
import { exportUsers } from '../../server/users/export.ts'
import { pathOf } from '../support/browser.ts'
import { databases } from '../support/databases.ts'
import { everybody, naiveList, type Listed } from '../support/naive-list.ts'
import { confirm, invite, setUpAdministrator, type Person } from '../support/people.ts'
import { problemOf } from '../support/problems.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

const people = 1300

describe.each(Object.entries(databases))('taking the list of users out, on %s,', (_name, open) => {
  let stopDatabase: () => Promise<void>
  let server: TestServer
  let ada: Person
  let all: Listed[]

  beforeAll(async () => {
    const { environment, stop } = await open()
    stopDatabase = stop
    server = await startTestServer(environment)
    const { db, config } = server.services
    await seed(db, { users: people, rpId: config.rp.id, now: server.clock.now() })
    ada = await setUpAdministrator(server)
    all = await everybody(db, server.clock.now())
  })
  afterAll(async () => {
    await server.close()
    await stopDatabase()
  })

  const take = (filter: object, browser = ada.browser) =>
    browser.send({ method: 'get', path: pathOf(users.exportUsers.path, {}, filter) })
  const newest = () => server.services.db('audit').orderBy('seq', 'desc').first('*')
  const linesOf = (text: string) => text.replace('\ufeff', '').split('\r\n').slice(0, -1)

  it.each([
    {},
    { search: 'example', status: 'active' },
    { passkeys: 'none' },
    { unusedDays: '90', role: 'user' },
    { atRisk: 'one-device-bound-no-codes' },
  ])('gives everybody that the list shows, in its order: %o', async (filter) => {
    const answer = await take(filter)
    expect(answer.headers['content-type']).toBe('text/csv; charset=utf-8')
    expect(answer.headers['content-disposition']).toMatch(/^attachment; filename="users-[\d-]+\.csv"$/)
    expect(answer.headers['cache-control']).toBe('no-store')
    const [header, ...lines] = linesOf(answer.text)
    expect(header).toBe('e-mail,name,role,status,passkeys,last sign-in')
    const asked = users.usersFilter.parse(filter) satisfies UsersFilter
    const byId = new Map(all.map((one) => [one.id, one]))
    const wanted = naiveList(all, asked, server.clock.now(), 500).map((id) => byId.get(id))
    expect(lines.map((line) => line.split(',')[0])).toEqual(wanted.map((one) => one?.email))
    expect(lines.map((line) => line.split(',')[4])).toEqual(wanted.map((one) => String(one?.active)))
  })

  it('is on the record with what was asked for, before anything is given away', async () => {
    await take({ search: 'ann', role: 'user' })
    expect(await newest()).toMatchObject({
      ...{
        action: 'users.exported',
        actor_id: ada.id,
        reason: 'search: ann, role: user',
        address: '127.0.0.1',
      },
    })
  })

  it('is refused to whoever may not read, and for what is no filter, and then not on the record', async () => {
    const bob = await invite(server, ada, { email: 'bob@example.org' })
    const before = await newest()
    expect(problemOf(await take({}, bob.browser)).code).toBe('permission.denied')
    expect(problemOf(await take({}, server.browser())).code).toBe('session.required')
    expect(problemOf(await take({ role: 'king' })).code).toBe('input.invalid')
    expect(await newest()).toEqual(before)
  })

  it('writes names so that no spreadsheet calculates them', async () => {
    await confirm(ada)
    const displayName = '=HYPERLINK("http://evil.example","a, b")'
    await ada.browser.call(users.createUser, { body: { email: 'formula@example.org', displayName } })
    const [, line] = linesOf((await take({ search: 'formula@' })).text)
    expect(line).toBe(`formula@example.org,"'=HYPERLINK(""http://evil.example"",""a, b"")",user,invited,0,`)
  })

  it('reads a page at a time, as it is written, and no further once whoever wanted it has gone', async () => {
    const { services } = server
    let pages = 0
    services.db.on('query', ({ sql }: { sql: string }) => {
      if (sql.includes('order by') && sql.includes('email_canonical')) pages++
    })
    const session = await sessionOf(ada)
    const from = { address: '127.0.0.1', client: 'Test' }
    const pieces = await exportUsers(services, {}, { session, from })
    expect(pages).toBe(0)
    for (let row = 0; row < 600; row++) await pieces.next()
    expect(pages).toBe(2)
    await pieces.return(undefined)
    expect(await pieces.next()).toEqual({ done: true, value: undefined })
    expect(pages).toBe(2)
  })

  async function sessionOf({ browser }: Person) {
    const found = await findSession(server.services, browser.cookie.replace(/^[^=]*=/, ''))
    if (!found || !('session' in found)) throw new Error('no session')
    return found.session
  }
})
