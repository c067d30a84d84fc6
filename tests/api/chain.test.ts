import { setTimeout as after } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { sealSome } from '../../server/audit/seal-entries.ts'
import { verifyRecord } from '../../server/audit/verify.ts'
import { connect, type Db } from '../../server/db/connect.ts'
import { databases } from '../support/databases.ts'
import { chainOf, entry, fullEntry, newMemory, putEntries, sealAll, withoutGuard } from '../support/record.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

describe.each(Object.entries(databases))('the chain on %s', (name, open) => {
  let stopDatabase: () => Promise<void>
  let server: TestServer
  let db: Db

  beforeAll(async () => {
    const { environment, stop } = await open()
    stopDatabase = stop
    server = await startTestServer(environment)
    db = server.services.db
  })
  afterAll(async () => {
    await server.close()
    await stopDatabase()
  })

  /** A new record of ten entries, sealed in two batches. */
  beforeEach(async () => {
    await withoutGuard(db, () => db('audit').delete())
    await db('audit_seals').delete()
    await putEntries(
      db,
      Array.from({ length: 6 }, (_, index) => ({ ...fullEntry, count: index })),
    )
    await sealAll(server.services)
    await putEntries(
      db,
      Array.from({ length: 4 }, (_, index) => entry({ count: index + 6 })),
    )
    await sealAll(server.services)
  })

  const check = (head: string | null = null, services = server.services) => verifyRecord(services, head)

  it('holds every entry once, in places without a gap', async () => {
    const chain = await chainOf(db)
    expect(chain.map(({ position }) => position)).toEqual(Array.from({ length: 10 }, (_, index) => index + 1))
    expect(await check()).toEqual({
      entries: 10,
      unsealed: 0,
      head: `10:${chain.at(-1)?.seal ?? ''}`,
      fault: null,
    })
  })

  it('is empty before anything is sealed', async () => {
    await db('audit_seals').delete()
    expect(await check()).toEqual({ entries: 0, unsealed: 10, head: null, fault: null })
  })

  it('goes on where it ended, and a head it had stays good', async () => {
    const { head } = await check()
    await putEntries(db, [fullEntry])
    expect(await check(head)).toMatchObject({ entries: 10, unsealed: 1, fault: null })
    await sealAll(server.services)
    expect(await check(head)).toMatchObject({ entries: 11, unsealed: 0, fault: null })
  })

  it('tells the operator where the process that sealed saw more than there is', async () => {
    const memory = newMemory()
    await sealAll(server.services, memory)
    await db('audit_seals').where('position', '>', 6).delete()
    await sealAll(server.services, memory)
    expect(server.log()).toContain('the sealed record was cut')
    expect(await check()).toMatchObject({ entries: 10, fault: null })
  })

  it('is of another secret altogether', async () => {
    const other = {
      ...server.services,
      config: { ...server.config, secrets: ['another secret of 32 bytes or so'] },
    }
    expect((await check(null, other)).fault).toMatchObject({ kind: 'altered', position: 1 })
  })

  it('goes on under a new secret, as long as the old one is known', async () => {
    const old = server.config.secrets
    const secrets = ['a new secret of 32 bytes or more', ...old]
    const renewed = { ...server.services, config: { ...server.config, secrets } }
    await putEntries(db, [fullEntry, fullEntry])
    await sealAll(renewed)
    expect(await check(null, renewed)).toMatchObject({ entries: 12, fault: null })
    expect((await check()).fault).toMatchObject({ kind: 'altered', position: 11 })
  })

  it('takes more than a batch at a time, with gaps in the numbers', async () => {
    await putEntries(
      db,
      Array.from({ length: 1200 }, () => fullEntry),
    )
    const seqs = (await db('audit').select('seq')).map(({ seq }) => seq)
    await withoutGuard(db, () =>
      db('audit')
        .whereIn(
          'seq',
          seqs.slice(20).filter((seq) => seq % 3 === 0),
        )
        .delete(),
    )
    await sealAll(server.services)
    const [{ count = 0 } = {}] = await db('audit').count({ count: '*' })
    expect(await check()).toMatchObject({ entries: Number(count), unsealed: 0, fault: null })
  })

  it('is sealed by one of several at a time', async () => {
    await putEntries(
      db,
      Array.from({ length: 1000 }, () => fullEntry),
    )
    const others = name === 'SQLite' ? [] : [connect(server.config.database), connect(server.config.database)]
    const all = [db, ...others].map((each) => sealAll({ ...server.services, db: each }))
    await Promise.all(all)
    await sealAll(server.services)
    expect(await check()).toMatchObject({ entries: 1010, unsealed: 0, fault: null })
    for (const other of others) await other.destroy()
  })

  // A matter of this database only.
  if (name === 'PostgreSQL')
    it('waits for what committed late, and does not take it for inserted', async () => {
      const memory = newMemory()
      const slow = await db.transaction()
      await slow('audit').insert(fullEntry)
      await putEntries(db, [fullEntry, fullEntry])
      await sealAll(server.services, memory)
      expect(await check()).toMatchObject({ entries: 12, fault: null })
      await slow.commit()
      expect(await check()).toMatchObject({ entries: 12, unsealed: 1, fault: null })
      await sealAll(server.services, memory)
      expect(await check()).toMatchObject({ entries: 13, unsealed: 0, fault: null })
      const [late] = (await chainOf(db)).slice(-1)
      expect(late?.seq).toBeLessThan((await chainOf(db))[11]?.seq ?? 0)
    })

  // A matter of this database only.
  if (name === 'PostgreSQL')
    it('settles under writers that never pause', async () => {
      const memory = newMemory()
      let isOver = false
      const write = async () => {
        while (!isOver) await db.transaction((tx) => tx('audit').insert(fullEntry))
      }
      const writing = [write(), write(), write(), write()]
      for (let round = 0; round < 40; round++) {
        await sealSome(server.services, memory)
        await after(5)
      }
      const last = (await chainOf(db)).at(-1)
      isOver = true
      await Promise.all(writing)
      expect((last?.seq ?? 0) - (last?.settled ?? 0)).toBeLessThan(1000)
      await sealAll(server.services, memory)
      expect(await check()).toMatchObject({ unsealed: 0, fault: null })
    })
})
