import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as audit from '../../shared/contract/audit.ts'
import type { Db } from '../../server/db/connect.ts'
import type { AuditRow } from '../../server/db/tables.ts'
import { databases } from '../support/databases.ts'
import { invite, setUpAdministrator, type Person } from '../support/people.ts'
import { entry, putEntries, sealAll } from '../support/record.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

const start = Date.parse('2026-01-01T00:00:00.000Z')
const minute = 60_000
const people = ['ann', 'ben', 'cem', 'dora']
const actions = [
  'sign-in.succeeded',
  'sign-in.succeeded',
  'session.ended',
  'passkey.revoked',
  'sign-in.failed',
]

/** The same record every time: most of it sign-ins, some acts on oneself, some on others, and failures of nobody. */
const madeUp: Omit<AuditRow, 'seq'>[] = Array.from({ length: 3000 }, (_, index) => {
  const action = index === 77 ? 'device.lost' : (actions[(index * 7) % 5] ?? '')
  const target = people[(index * 13) % 4] ?? ''
  const by =
    action === 'passkey.revoked' || action === 'device.lost' ? (people[(index * 5) % 3] ?? '') : target
  const actor = action === 'sign-in.failed' ? null : by
  // A clock that differs by seconds: times are not quite in the order of writing.
  const at = new Date(start + index * minute + ((index * 31) % 7) * 9_000).toISOString()
  return entry({ at, action, actor_id: actor, actor_name: actor, target_id: target, target_name: target })
})

type Filter = { [K in keyof audit.AuditFilter]?: string }

describe.each(Object.entries(databases))('the record on %s', (_name, open) => {
  let stopDatabase: () => Promise<void>
  let server: TestServer
  let db: Db
  let ada: Person
  let all: AuditRow[]

  beforeAll(async () => {
    const { environment, stop } = await open()
    stopDatabase = stop
    server = await startTestServer(environment)
    db = server.services.db
    await putEntries(db, madeUp)
    await sealAll(server.services)
    ada = await setUpAdministrator(server)
    all = await db('audit').orderBy('seq', 'desc').select('*')
  })
  afterAll(async () => {
    await server.close()
    await stopDatabase()
  })

  const list = (query: Filter & { limit?: number; cursor?: string }) =>
    ada.browser.call(audit.listAudit, { query: query as never })

  /** Every page, one after the other. */
  async function listAll(filter: Filter, limit: number): Promise<audit.AuditEntry[]> {
    const items: audit.AuditEntry[] = []
    let cursor: string | null = ''
    for (let pages = 0; cursor !== null && pages < 1000; pages++) {
      const page = await list({ ...filter, limit, ...(cursor === '' ? {} : { cursor }) })
      expect(page.items.length).toBeLessThanOrEqual(limit)
      items.push(...page.items)
      cursor = page.next
    }
    return items
  }

  const wanted = ({ actor, target, action, from = '', to = '~' }: Filter) =>
    all
      .filter(
        (row) =>
          (actor === undefined || row.actor_id === actor) &&
          (target === undefined || row.target_id === target) &&
          (action === undefined || row.action === action) &&
          row.at >= from &&
          row.at < to,
      )
      .map(({ seq }) => String(seq))

  const at = (index: number) => new Date(start + index * minute).toISOString()
  const filters: Filter[] = [
    {},
    { actor: 'ann' },
    { actor: 'dora' },
    { target: 'ben' },
    { target: 'nobody' },
    { action: 'sign-in.succeeded' },
    { action: 'passkey.revoked' },
    { action: 'device.lost' },
    { action: 'totp.removed' },
    { actor: 'ann', target: 'ben' },
    { actor: 'ben', action: 'passkey.revoked' },
    { target: 'cem', action: 'sign-in.succeeded' },
    { actor: 'cem', target: 'cem', action: 'session.ended' },
    { from: at(2000) },
    { to: at(1000) },
    { from: at(1000), to: at(1010) },
    { from: at(5000) },
    { to: at(-5) },
    { from: at(20), to: at(10) },
    { from: '0001-01-01T00:00:00Z', to: '9999-12-31T23:59:59Z' },
    { action: 'session.ended', from: at(500), to: at(600) },
    { actor: 'ann', target: 'dora', action: 'passkey.revoked', from: at(100), to: at(2500) },
  ]
  it.each(filters)('is filtered by %j', async (filter) => {
    const expected = wanted(filter)
    expect((await listAll(filter, 200)).map(({ id }) => id)).toEqual(expected)
    const first = await list({ ...filter, limit: 7 })
    if (first.next === null) expect(first.items.map(({ id }) => id)).toEqual(expected)
    else expect(first.items.map(({ id }) => id)).toEqual(expected.slice(0, first.items.length))
  })

  it.each([1, 7, 50, 199])('is paged by %i without a gap or a repeat', async (limit) => {
    const filter = { actor: 'ben', from: at(2500) }
    expect((await listAll(filter, limit)).map(({ id }) => id)).toEqual(wanted(filter))
  })

  it('tells each entry whole, with its place in the chain', async () => {
    const [lost] = await listAll({ action: 'device.lost' }, 50)
    expect(lost).toMatchObject({ position: 78, actor: { id: 'ben', displayName: 'ben' }, sessionId: null })
    expect((await list({ limit: 1 })).items).toMatchObject([{ actorRole: 'admin', position: null }])
  })

  it('refuses what is no cursor, id, action or time', async () => {
    for (const query of [{ cursor: 'x' }, { action: 'flown' }, { from: 'yesterday' }, { actor: '' }])
      await expect(list(query)).rejects.toMatchObject({ code: 'input.invalid' })
  })

  it('is for administrators', async () => {
    const henry = await invite(server, ada, { email: 'henry@example.org', role: 'helpdesk' })
    for (const endpoint of [audit.listAudit, audit.exportAudit, audit.verifyAudit])
      await expect(henry.browser.call(endpoint, {})).rejects.toMatchObject({ code: 'permission.denied' })
  })

  it('uses an index for whom, by whom, and every action but the sign-in that everybody does', async () => {
    const plan = async (sql: string) =>
      JSON.stringify(await db.raw(_name === 'SQLite' ? `explain query plan ${sql}` : `explain ${sql}`))
    // So few rows are read at once by PostgreSQL, unless told otherwise.
    if (_name !== 'SQLite') await db.raw('set enable_seqscan = off')
    const from = 'select * from audit where'
    expect(
      await plan(`${from} actor_id = 'ann' and actor_id <> target_id and seq < 9 order by seq desc limit 9`),
    ).toContain('audit_on_others')
    expect(
      await plan(
        `${from} action = 'device.lost' and action <> 'sign-in.succeeded' and seq < 9 order by seq desc limit 9`,
      ),
    ).toContain('audit_by_action')
  })
})
