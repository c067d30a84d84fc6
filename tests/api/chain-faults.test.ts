import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { verifyRecord } from '../../server/audit/verify.ts'
import type { Db } from '../../server/db/connect.ts'
import { databases } from '../support/databases.ts'
import { chainOf, entry, fullEntry, putEntries, sealAll, withoutGuard } from '../support/record.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

describe.each(Object.entries(databases))('a record that was tampered with, on %s,', (_name, open) => {
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
  const seqAt = async (position: number) =>
    (await db('audit_seals').where({ position }).first('seq'))?.seq ?? 0

  const columns = Object.entries(fullEntry)
  it.each(columns)('notices that %s of an entry was altered', async (column, value) => {
    const seq = await seqAt(4)
    const fault = { kind: 'altered', position: 4, entryId: String(seq) }
    for (const other of typeof value === 'number' ? [value + 9] : [`${value}.`, `${value} `]) {
      await withoutGuard(db, () =>
        db('audit')
          .where({ seq })
          .update({ [column]: other }),
      )
      expect(await check()).toMatchObject({ entries: 3, fault })
    }
  })

  it('notices that what was empty was filled in', async () => {
    const seq = await seqAt(8)
    await withoutGuard(db, () => db('audit').where({ seq }).update({ reason: 'none' }))
    expect((await check()).fault).toEqual({ kind: 'altered', position: 8, entryId: String(seq) })
  })

  it.each(['seal', 'settled', 'seq'] as const)(
    'notices that the %s of a link was altered',
    async (column) => {
      const other = { seal: 'A'.repeat(43), settled: 1_000_000, seq: 1_000_000 }[column]
      await db('audit_seals')
        .where({ position: 5 })
        .update({ [column]: other })
      expect((await check()).fault).toMatchObject({
        kind: column === 'seq' ? 'missing' : 'altered',
        position: 5,
      })
    },
  )

  it('notices that two entries changed places', async () => {
    const [two, three] = [await seqAt(2), await seqAt(3)]
    await withoutGuard(db, async () => {
      await db('audit').where({ seq: two }).update({ count: 2 })
      await db('audit').where({ seq: three }).update({ count: 1 })
    })
    expect((await check()).fault).toMatchObject({ kind: 'altered', position: 2 })
  })

  it('notices that two links changed places', async () => {
    const [two, three] = (await chainOf(db)).slice(1, 3)
    if (!two || !three) throw new Error('no links')
    await db('audit_seals').whereIn('position', [2, 3]).delete()
    await db('audit_seals').insert([
      { ...two, position: 3 },
      { ...three, position: 2 },
    ])
    expect((await check()).fault).toMatchObject({ kind: 'altered', position: 2 })
  })

  it('names the entry that was removed, and the link', async () => {
    const seq = await seqAt(5)
    await withoutGuard(db, () => db('audit').where({ seq }).delete())
    const fault = { kind: 'missing', position: 5, entryId: String(seq) }
    expect((await check()).fault).toEqual(fault)
    await db('audit_seals').where({ seq }).delete()
    expect((await check()).fault).toEqual({ ...fault, entryId: null })
  })

  it('names the first of several', async () => {
    for (const position of [9, 3, 7]) {
      const seq = await seqAt(position)
      await withoutGuard(db, () => db('audit').where({ seq }).delete())
    }
    expect((await check()).fault).toMatchObject({ kind: 'missing', position: 3 })
  })

  it('names the entry that was put between others, whatever the sealer does', async () => {
    const seq = await seqAt(10)
    // A gap in the numbers, as a rolled back transaction leaves one.
    await putEntries(
      db,
      [seq + 1, seq + 3].map((number) => ({ ...fullEntry, seq: number })),
    )
    await sealAll(server.services)
    expect((await check()).fault).toBeNull()
    await putEntries(db, [{ ...fullEntry, seq: seq + 2 }])
    await sealAll(server.services)
    expect((await check()).fault).toEqual({ kind: 'inserted', position: null, entryId: String(seq + 2) })
  })

  it('notices a tail that was cut within a batch, without any earlier head', async () => {
    await db('audit_seals').where('position', '>', 8).delete()
    expect((await check()).fault).toEqual({ kind: 'cut', position: 9, entryId: null })
    await putEntries(db, [entry({ seq: 1_000_000 })])
    await sealAll(server.services)
    expect((await check()).fault).toMatchObject({ kind: 'inserted' })
  })

  it('notices a cut tail by an earlier head, sealed on or not', async () => {
    const { head } = await check()
    const cut = async () => {
      const seqs = await db('audit_seals').where('position', '>', 6).select('seq')
      await db('audit_seals').where('position', '>', 6).delete()
      await withoutGuard(db, () =>
        db('audit')
          .whereIn(
            'seq',
            seqs.map(({ seq }) => seq),
          )
          .delete(),
      )
    }
    await cut()
    expect((await check()).fault).toBeNull()
    expect((await check(head)).fault).toEqual({ kind: 'cut', position: 7, entryId: null })
    await putEntries(
      db,
      Array.from({ length: 5 }, () => fullEntry),
    )
    await sealAll(server.services)
    expect((await check(head)).fault).toEqual({ kind: 'cut', position: 10, entryId: null })
    await db('audit_seals').delete()
    expect((await check(head)).fault).toEqual({ kind: 'cut', position: 1, entryId: null })
  })

  it('is changed by nothing the server could do', async () => {
    await expect(db('audit').update({ reason: 'changed' })).rejects.toThrow('only ever added to')
    await expect(db('audit').where({ count: 1 }).delete()).rejects.toThrow('only ever added to')
  })
})
