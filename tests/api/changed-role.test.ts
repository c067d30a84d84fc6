import { setTimeout as after } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as fleet from '../../shared/contract/fleet.ts'
import * as lost from '../../shared/contract/lost-device.ts'
import type { Role } from '../../shared/contract/roles.ts'
import * as session from '../../shared/contract/session.ts'
import * as users from '../../shared/contract/users.ts'
import { Refused } from '../support/browser.ts'
import { databases } from '../support/databases.ts'
import { openEvents } from '../support/event-reader.ts'
import { confirm, invite, setUpAdministrator, signInWith, type Person } from '../support/people.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { startOther, type OtherProcess } from '../support/two-processes.ts'

const why = { reason: 'Laptop stolen' }

describe.each(Object.entries(databases))('a changed role, on %s,', (_name, open) => {
  let stopDatabase: () => Promise<void>
  let server: TestServer
  let other: OtherProcess
  let ada: Person
  let alan: Person
  let bob: Person

  beforeAll(async () => {
    const { environment, stop } = await open()
    stopDatabase = stop
    server = await startTestServer(environment)
    ada = await setUpAdministrator(server)
    alan = await invite(server, ada, { email: 'alan@example.org', role: 'admin' })
    bob = await invite(server, ada, { email: 'bob@example.org' })
    other = await startOther(server.config)
  })
  afterAll(async () => {
    expect(other.errors()).toBe('')
    expect(server.log()).not.toContain('"level":50')
    await other.kill()
    await server.close()
    await stopDatabase()
  })

  const make = async ({ id }: Person, role: Role, browser = ada.browser) =>
    browser.call(users.changeUser, { params: { id }, body: { role } })
  const params = () => ({ id: bob.id })
  const code = (refused: Promise<unknown>) =>
    refused.then(
      () => 'allowed',
      (error: unknown) => (error instanceof Refused ? error.code : error),
    )

  it('counts at the very next request, both ways, in every session and on every process', async () => {
    await confirm(ada)
    await confirm(alan)
    const desktop = server.browser()
    await signInWith(desktop, alan.authenticator)
    const everywhere = [alan.browser, desktop, other.browser(alan.browser)]
    const list = { query: { limit: 1 } }
    for (const [role, mayRead, mayWrite] of [
      ['user', 'permission.denied', 'permission.denied'],
      ['helpdesk', 'allowed', 'permission.denied'],
      ['admin', 'allowed', 'allowed'],
    ] as const) {
      await make(alan, role)
      for (const browser of everywhere) {
        expect((await browser.call(session.getSession, {})).user.role).toBe(role)
        expect(await code(browser.call(users.listUsers, list))).toBe(mayRead)
        const body = { displayName: `Bob of ${role}` }
        expect(await code(browser.call(users.changeUser, { params: params(), body }))).toBe(mayWrite)
      }
    }
  })

  it('decides what an open stream hears', async () => {
    await confirm(ada)
    const stream = await openEvents(server, alan.browser)
    const types = () => stream.events().map(({ event }) => event.type)
    const tell = (displayName: string) =>
      ada.browser.call(users.changeUser, { params: params(), body: { displayName } })
    await tell('One')
    await expect.poll(types).toContain('users.changed')
    await make(alan, 'user')
    await expect.poll(types).toContain('session.changed')
    const before = types()
    await tell('Two')
    await make(alan, 'admin')
    await tell('Three')
    await expect.poll(types).toEqual([...before, 'session.changed', 'users.changed', 'users.changed'])
    stream.close()
  })

  it('counts for requests already under way: nothing is done in a role after it was taken', async () => {
    const { db } = server.services
    const rounds = 20
    for (let round = 0; round < rounds; round++) {
      await signInWith(ada.browser, ada.authenticator)
      await signInWith(alan.browser, alan.authenticator)
      await signInWith(server.browser(), bob.authenticator)
      const mark = (await db('audit').max({ seq: 'seq' }).first())?.seq ?? 0
      const there = other.browser(alan.browser)
      const here = alan.browser
      const soon = () => after(Math.random() * 8)
      const body = { email: `new-${round}-${bob.id}@example.org`, displayName: 'New' }
      const acts: (() => Promise<unknown>)[] = [
        () => there.call(users.createUser, { body }),
        () => here.call(users.issueTemporaryPass, { params: params(), body: { minutes: 10, ...why } }),
        () => there.call(users.withdrawTemporaryPass, { params: params() }),
        () => here.call(lost.endUserSessions, { params: params(), body: why }),
        () => there.call(users.remindUsers, { body: { userIds: [bob.id, alan.id, ada.id] } }),
        () => here.call(fleet.renameModel, { params: { aaguid: zero }, body: { name: `Model ${round}` } }),
        () => there.call(users.changeUser, { params: params(), body: { displayName: `Bob ${round}` } }),
        () => here.call(users.enableUser, { params: params(), body: {} }),
      ]
      const [demoted] = await Promise.allSettled([
        soon().then(() => make(alan, 'helpdesk')),
        ...acts.map((act) => soon().then(act)),
      ])
      expect(demoted.status).toBe('fulfilled')
      const entries = await db('audit').where('seq', '>', mark).orderBy('seq').select('*')
      const taken = entries.findIndex(
        ({ target_id, action }) => target_id === alan.id && action === 'user.changed',
      )
      const later = entries.slice(taken).filter(({ actor_id }) => actor_id === alan.id)
      expect(later.filter(({ actor_role }) => actor_role !== 'helpdesk')).toEqual([])
      await make(alan, 'admin')
    }
  }, 120_000)

  it('ends what only counted in the role before: sessions that a password or a code had opened', async () => {
    await confirm(ada)
    await openByEveryMethod()
    const rows = await server.services
      .db('sessions')
      .where({ user_id: bob.id })
      .whereNull('ended_at')
      .select('*')
    expect(rows.map(({ method }) => method).sort()).toEqual(['passkey'])
  })

  /** Bob as he would be with one session of every method, made help desk and user again. */
  async function openByEveryMethod() {
    const { db } = server.services
    await signInWith(bob.browser, bob.authenticator)
    const [model] = await db('sessions').where({ user_id: bob.id }).orderBy('created_at', 'desc').select('*')
    if (!model) throw new Error('no session')
    await db('sessions')
      .where({ user_id: bob.id })
      .whereNot({ id: model.id })
      .update({ ended_at: model.created_at })
    for (const [method, kind] of [
      ['password+totp', 'full'],
      ['backup-code', 'enrolment'],
      ['password', 'pending'],
    ] as const)
      await db('sessions').insert({
        ...model,
        id: `${method}-${bob.id}`,
        token_hash: method,
        method,
        kind,
        passkey_id: null,
      })
    await make(bob, 'helpdesk')
    await make(bob, 'user')
  }
})

const zero = '00000000-0000-0000-0000-000000000000'
