import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { untoldModel } from '../../shared/contract/model.ts'
import type { UsersFilter } from '../../shared/contract/users.ts'
import * as users from '../../shared/contract/users.ts'
import { chanceFrom, pick } from '../../server/seed/people.ts'
import { seed } from '../../server/seed/seed.ts'
import { databases } from '../support/databases.ts'
import { everybody, naiveList, type Listed } from '../support/naive-list.ts'
import { setUpAdministrator, signInWith, type Person } from '../support/people.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

const people = 3000
const windowsHello = '08987058-cadc-4b81-b6e1-30de50dcbe96'
const chance = chanceFrom(42)

/** A filter of any kind, and of several at once. */
function anyFilter(all: readonly Listed[]): UsersFilter {
  const one = all[Math.floor(chance() * all.length)]
  const field = chance() < 0.5 ? (one?.email ?? '') : (one?.name ?? '')
  const from = Math.floor(chance() * field.length)
  const part = field.slice(from, from + 1 + Math.floor(chance() * 8)).trim()
  const typed = chance() < 0.3 ? part.toUpperCase() : part
  const maybe = (share: number, value: UsersFilter) => (chance() < share ? value : {})
  return {
    ...maybe(0.6, { search: chance() < 0.1 ? '%_\\' : typed }),
    ...maybe(0.2, { role: pick(chance, ['user', 'helpdesk', 'admin']) }),
    ...maybe(0.3, { status: pick(chance, ['active', 'invited', 'disabled']) }),
    ...maybe(0.3, { passkeys: pick(chance, ['none', 'one', 'any']) }),
    ...maybe(0.2, { atRisk: 'one-device-bound-no-codes' }),
    ...maybe(0.3, { unusedDays: pick(chance, [1, 7, 90, 300]) }),
    ...maybe(0.1, { invitation: 'pending' }),
    ...maybe(0.1, { soleModel: pick(chance, [windowsHello, untoldModel]) }),
  }
}

describe.each(Object.entries(databases))('the list of users, on %s,', (_name, open) => {
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
    const { id: issuer } = ada
    const waiting = await db('users').where({ status: 'invited' }).limit(60).pluck('id')
    for (const [index, id] of waiting.entries())
      await db('invitations').insert({
        ...{ id: `invitation-${index}`, user_id: id, token_hash: `hash-${index}`, created_by: issuer },
        ...{ created_at: '2026-01-01T00:00:00.000Z', accepted_at: null },
        expires_at: index % 3 === 0 ? '2026-01-01T00:00:00.000Z' : '2999-01-01T00:00:00.000Z',
        voided_at: index % 5 === 0 ? '2026-01-01T00:00:00.000Z' : null,
      })
    all = await everybody(db, server.clock.now())
  }, 120_000)
  afterAll(async () => {
    await server.close()
    await stopDatabase()
  })

  const page = (query: object) => ada.browser.call(users.listUsers, { query })
  /** Every page, one after the other. */
  async function pages(
    filter: UsersFilter,
    limit: number,
    between: () => Promise<unknown> = () => Promise.resolve(),
  ) {
    const ids: string[] = []
    for (let cursor: string | null = ''; cursor !== null;) {
      const query = { ...filter, limit, ...(cursor === '' ? {} : { cursor }) }
      const { items, next }: Awaited<ReturnType<typeof page>> = await page(query)
      expect(items.length).toBeLessThanOrEqual(limit)
      ids.push(...items.map(({ id }) => id))
      cursor = next
      await between()
    }
    return ids
  }

  it('is, whatever it is asked for, what looking at everybody one after the other gives', async () => {
    for (let round = 0; round < 250; round++) {
      const filter = anyFilter(all)
      const wanted = naiveList(all, filter, server.clock.now(), 100)
      const { items, next, matching } = await page({ ...filter, limit: 100 })
      expect(
        items.map(({ id }) => id),
        JSON.stringify(filter),
      ).toEqual(wanted.slice(0, 100))
      expect(next === null, JSON.stringify(filter)).toBe(wanted.length <= 100)
      const count = Math.min(wanted.length, 1000)
      expect(matching, JSON.stringify(filter)).toEqual({ count, isExact: wanted.length <= 1000 })
    }
  }, 120_000)

  const alone: UsersFilter[] = [
    ...(['user', 'helpdesk', 'admin'] as const).map((role) => ({ role })),
    ...(['active', 'invited', 'disabled'] as const).map((status) => ({ status })),
    ...(['none', 'one', 'any'] as const).map((passkeys) => ({ passkeys })),
    { atRisk: 'one-device-bound-no-codes' },
    { unusedDays: 90 },
    { invitation: 'pending' },
    { soleModel: windowsHello },
    { search: 'example' },
    { search: 'be' },
    { search: 'z' },
    { search: 'zoe' },
    { search: 'weber', unusedDays: 30 },
    { search: 'ada', status: 'disabled' },
    { search: 'ra k', status: 'active' },
    {},
  ]
  it.each(alone)('goes on from page to page without a gap or a double: %o', async (filter) => {
    const shown = naiveList(all, filter, server.clock.now(), people).length
    expect(shown).toBeGreaterThan(0)
    const limit = Math.min(200, Math.max(7, Math.ceil(shown / 9)))
    expect(await pages(filter, limit)).toEqual(naiveList(all, filter, server.clock.now(), limit))
  })

  it('goes on right while people are added, changed and leave', async () => {
    await signInWith(ada.browser, ada.authenticator)
    const { db } = server.services
    const before = new Set(all.map(({ id }) => id))
    let number = 0
    const disturb = async () => {
      number++
      const email = `${pick(chance, ['aa', 'mm', 'zz'])}-added-${number}@example.com`
      await ada.browser.call(users.createUser, { body: { email, displayName: 'Added' } })
    }
    for (const filter of [{}, { search: 'example.com' }, { status: 'active' as const }, { unusedDays: 30 }]) {
      const seen = await pages(filter, 200, disturb)
      expect(new Set(seen).size).toBe(seen.length)
      expect(seen.filter((id) => before.has(id))).toEqual(naiveList(all, filter, server.clock.now(), 200))
    }
    await db('invitations').where('id', 'not like', 'invitation-%').delete()
    await db('users').where({ display_name: 'Added' }).delete()
  }, 60_000)

  it('shows each person as their profile does', async () => {
    const { items } = await page({ limit: 5, status: 'active' })
    for (const item of items)
      expect((await ada.browser.call(users.getUser, { params: { id: item.id } })).user).toEqual(item)
  })

  it.each([
    '',
    'x',
    'AAAA',
    Buffer.from('a b').toString('base64url'),
    Buffer.from('a\0 b').toString('base64url'),
    'x'.repeat(1101),
  ])('refuses a cursor that is not its own, or begins somewhere: %s', async (cursor) => {
    const answer = await ada.browser.send({
      method: 'get',
      path: `/users?cursor=${encodeURIComponent(cursor)}`,
    })
    expect([200, 400]).toContain(answer.status)
  })
})
