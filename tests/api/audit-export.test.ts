import { request, type IncomingMessage } from 'node:http'
import { setTimeout as after } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as audit from '../../shared/contract/audit.ts'
import type { Db } from '../../server/db/connect.ts'
import { pathOf } from '../support/browser.ts'
import { databases } from '../support/databases.ts'
import { openEvents } from '../support/event-reader.ts'
import { setUpAdministrator, type Person } from '../support/people.ts'
import { chainOf, entry, fullEntry, putEntries, sealAll } from '../support/record.ts'
import { startSealer } from '../../server/audit/sealer.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

const nasty = [
  '=1+1',
  '@x',
  'line\nbreak',
  'line\u2028break\u2029',
  'right\u202eleft\u2066',
  'a,"b"',
  'zero\u200bwidth\u0085',
  'tag\u{e0041}',
  '\ufeffmark',
]

describe.each(Object.entries(databases))('taking the record out, on %s,', (_name, open) => {
  let stopDatabase: () => Promise<void>
  let server: TestServer
  let db: Db
  let ada: Person

  beforeAll(async () => {
    const { environment, stop } = await open()
    stopDatabase = stop
    server = await startTestServer(environment)
    db = server.services.db
    await putEntries(
      db,
      nasty.map((name) => ({ ...fullEntry, target_name: name, passkey_name: name, reason: name })),
    )
    ada = await setUpAdministrator(server)
    await sealAll(server.services)
  })
  afterAll(async () => {
    await server.close()
    await stopDatabase()
  })

  const take = (query: object) =>
    ada.browser.send({ method: 'get', path: pathOf(audit.exportAudit.path, {}, query) })
  const newest = () => db('audit').orderBy('seq', 'desc').first('*')

  it('gives every entry as a JSON line, oldest first, with place and seal', async () => {
    const answer = await take({})
    expect(answer.headers).toMatchObject({ 'content-type': 'application/x-ndjson; charset=utf-8' })
    expect(answer.headers['content-disposition']).toMatch(/^attachment; filename="record-[\d-]+\.ndjson"$/)
    const lines = answer.text
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line) as Record<string, unknown>)
    const rows = await db('audit').orderBy('seq').select('seq')
    expect(lines.map(({ id }) => id)).toEqual(rows.slice(0, -1).map(({ seq }) => String(seq)))
    const chain = await chainOf(db)
    expect(lines.slice(0, chain.length).map(({ position, seal }) => [position, seal])).toEqual(
      chain.map(({ position, seal }) => [position, seal]),
    )
    expect(lines.slice(0, nasty.length).map(({ reason }) => reason)).toEqual(nasty)
    expect(lines[0]).toMatchObject({
      actor: { id: 'ada', displayName: 'Ada Admin' },
      actorRole: 'admin',
      count: 2,
    })
  })

  it('lets no name forge a line, a column or a formula', async () => {
    for (const format of ['ndjson', 'csv']) {
      const { text } = await take({ format, target: 'bob' })
      expect(text.slice(1).replace(/\r?\n/g, '')).not.toMatch(
        /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069\u200b\ufeff]/,
      )
      expect(text.trimEnd().split('\n')).toHaveLength(nasty.length + (format === 'csv' ? 1 : 0))
    }
    const { text, headers } = await take({ format: 'csv', target: 'bob' })
    expect(headers['content-type']).toBe('text/csv; charset=utf-8')
    const [header = '', first = ''] = text.slice(1).split('\r\n')
    expect(header.split(',')).toHaveLength(20)
    expect(first).toContain(",'=1+1,")
  })

  it('is on the record, with what was asked for, before anything is given', async () => {
    const from = '2026-05-01T00:00:00Z'
    await take({ format: 'csv', actor: 'ada', from })
    expect(await newest()).toMatchObject({
      action: 'audit.exported',
      actor_id: ada.id,
      reason: `csv, actor: ada, from: ${from}`,
    })
  })

  it('is refused where that cannot be put on the record', async () => {
    const { trigger, undo } = refusal(_name === 'SQLite')
    await trigger(db)
    const answer = await take({})
    await undo(db)
    expect(answer.status).toBe(500)
    expect(answer.text).not.toContain('Ada Admin')
  })

  it('is read as it is written, and not on when the reader has gone', async () => {
    await putEntries(
      db,
      Array.from({ length: 20_000 }, () => ({ ...fullEntry, reason: 'x'.repeat(400) })),
    )
    let queries = 0
    db.on('query', ({ sql }: { sql: string }) => (queries += Number(sql.includes('left join'))))
    const url = `${server.url}/api/audit/export`
    const headers = { cookie: ada.browser.cookie, host: new URL(server.config.origin).host }
    const response = await new Promise<IncomingMessage>((resolve, reject) =>
      request(url, { headers }, resolve).once('error', reject).end(),
    )
    await new Promise((first) => response.once('data', first))
    response.pause()
    // Whatever the sockets hold, it is not twelve megabytes.
    expect(await standing(() => queries)).toBeLessThan(40)
    const before = queries
    response.once('error', () => undefined).destroy()
    expect((await standing(() => queries)) - before).toBeLessThan(3)
  })

  it('checks the chain, against an earlier head too', async () => {
    await sealAll(server.services)
    const check = (query: { head?: string } = {}) => ada.browser.call(audit.verifyAudit, { query })
    const good = await check()
    expect(good).toMatchObject({ fault: null, unsealed: 0, entries: (await chainOf(db)).length })
    expect(await check({ head: good.head ?? '' })).toEqual(good)
    const [first, again] = await Promise.all([check(), check()])
    expect(first).toEqual(again)
    const far = await check({ head: `99999999999999999999:${'A'.repeat(43)}` })
    expect(far.fault).toMatchObject({ kind: 'cut', position: good.entries + 1 })
    await expect(check({ head: '1:short' })).rejects.toMatchObject({ code: 'input.invalid' })
  })

  it('tells open pages that more is sealed', async () => {
    await sealAll(server.services)
    const events = await openEvents(server, ada.browser)
    const stop = startSealer(server.services)
    const told = () => events.events().filter(({ event }) => event.type === 'audit.changed').length
    await putEntries(db, [entry({})])
    while (told() === 0) await after(20)
    const [{ count = 0 } = {}] = await db('audit').count({ count: '*' })
    expect(await chainOf(db)).toHaveLength(Number(count))
    await stop()
    events.close()
  })
})

/** What a number comes to rest at. */
async function standing(number: () => number): Promise<number> {
  for (let since = 0, last = number(); since < 15; since++) {
    await after(20)
    if (number() !== last) since = 0
    last = number()
  }
  return number()
}

/** Makes every entry fail, as a full disk would. */
function refusal(isSqlite: boolean) {
  const steps = isSqlite
    ? [
        "create trigger no_entry before insert on audit begin select raise(abort, 'no entry'); end",
        'drop trigger no_entry',
      ]
    : [
        `create function no_entry() returns trigger language plpgsql as $$ begin raise exception 'no entry'; end $$;
         create trigger no_entry before insert on audit for each row execute function no_entry()`,
        'drop trigger no_entry on audit; drop function no_entry()',
      ]
  return {
    trigger: (db: Db) => db.raw(steps[0] ?? ''),
    undo: (db: Db) => db.raw(steps[1] ?? ''),
  }
}
