import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readSettings } from '../../server/config.ts'
import { connect, type Db } from '../../server/db/connect.ts'
import { dialectOf } from '../../server/db/dialect.ts'
import { cli } from '../support/cli.ts'
import { databases } from '../support/databases.ts'
import { countedFigures, keptFigures } from '../support/standing.ts'

const people = 3000

describe.each(Object.entries(databases))('made-up people, on %s,', (_name, open) => {
  let folder: string
  let environment: Record<string, string>
  let stopDatabase: () => Promise<void>
  let db: Db

  const indexes = async () => {
    const sql =
      dialectOf(db) === 'sqlite'
        ? "select sql from sqlite_master where type = 'index' order by 1"
        : 'select indexdef as sql from pg_indexes order by 1'
    return db.raw<unknown>(sql).then((found) => JSON.stringify(found))
  }
  const count = async (table: 'passkeys' | 'sessions' | 'audit') =>
    (await db(table).count<{ count: number }[]>({ count: '*' }))[0]?.count ?? 0

  beforeAll(async () => {
    const database = await open()
    stopDatabase = database.stop
    folder = await mkdtemp(join(tmpdir(), 'weftid-seed-'))
    environment = { WEFTID_DATA: folder, ...database.environment }
    await cli(environment, 'migrate')
    db = connect(readSettings(environment).database)
  })
  afterAll(async () => {
    await db.destroy()
    await stopDatabase()
    await rm(folder, { recursive: true, force: true })
  })

  it('come with passkeys, sessions and a record in proportion, counted as if they had come one by one', async () => {
    const before = await indexes()
    expect(await cli(environment, 'seed', '--users', String(people))).toMatchObject({ code: 0, err: '' })
    const of = { passkeys: 2, sessions: 0.4, audit: 1 }
    for (const table of ['passkeys', 'sessions', 'audit'] as const) {
      expect(await count(table)).toBeGreaterThan(0.9 * of[table] * people)
      expect(await count(table)).toBeLessThan(1.2 * of[table] * people)
    }
    expect(await keptFigures(db)).toEqual(await countedFigures(db))
    expect(await indexes()).toEqual(before)
  })

  it('have a record in the order of time, and sealed', async () => {
    const times = await db('audit').orderBy('seq').pluck('at')
    expect(times).toEqual(times.toSorted())
    const checked = await cli(environment, 'verify-audit')
    expect(checked).toMatchObject({ code: 0, err: '' })
    expect(checked.out).toContain(`entries good: ${times.length}\nhead: `)
  })

  it('are not put beside anybody', async () => {
    const again = await cli(environment, 'seed', '--users', '1')
    expect(again.code).toBe(1)
    expect(again.err).toContain('Seed an empty one.')
  })
})
