import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as after } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readSettings } from '../../server/config.ts'
import { connect, migrate, pendingMigrations, type Db } from '../../server/db/connect.ts'
import { dialectOf } from '../../server/db/dialect.ts'
import { migrations } from '../../server/db/migrations/index.ts'
import { cli } from '../support/cli.ts'
import { databases, isSqlite, openDatabase, type Database } from '../support/databases.ts'
import { invite, setUpAdministrator, signInWith } from '../support/people.ts'
import { programPath } from '../support/programs.ts'
import { rowsOf } from '../support/rows.ts'
import { startTestServer } from '../support/server.ts'

interface Column {
  table: string
  column: string
  type: string
  isRequired: boolean
}

const columnsSql = {
  sqlite: `select m.name as "table", p.name as "column", p.type as type,
      p."notnull" = 1 and p.dflt_value is null as required
    from sqlite_master m, pragma_table_info(m.name) p where m.type = 'table' and m.name not like '%search%'`,
  postgres: `select table_name as "table", column_name as "column", data_type as type,
      is_nullable = 'NO' and column_default is null as required
    from information_schema.columns where table_schema = 'public'`,
}

const columnsOf = async (db: Db): Promise<Column[]> =>
  (await rowsOf(db, columnsSql[dialectOf(db)]))
    .map(({ table, column, type, required }) => ({
      table: String(table),
      column: String(column),
      type: String(type),
      isRequired: Boolean(required),
    }))
    .filter(({ table }) => !table.startsWith('knex_') && !table.startsWith('sqlite_'))

describe.each(Object.keys(databases))('bringing tables up to date, on %s,', () => {
  let database: Database
  const folders: string[] = []
  const opened: Db[] = []

  beforeAll(async () => {
    database = await openDatabase()
  })
  afterAll(async () => {
    for (const db of opened) await db.destroy()
    for (const folder of folders) await rm(folder, { recursive: true, force: true })
    await database.stop()
  })

  /** What a process must be told to use a new database without our tables. */
  async function nothing(): Promise<Record<string, string>> {
    const folder = await mkdtemp(join(tmpdir(), 'weftid-migrations-'))
    folders.push(folder)
    return { WEFTID_DATA: folder, ...(await database.empty()) }
  }
  function open(environment: Record<string, string>): Db {
    const db = connect(readSettings(environment).database)
    opened.push(db)
    return db
  }
  async function expectWhole(db: Db) {
    expect(await pendingMigrations(db)).toBe(0)
    const done = await rowsOf(db, 'select name from knex_migrations order by id')
    expect(done.map(({ name }) => name)).toEqual([...migrations.keys()])
    expect(await rowsOf(db, 'select is_locked from knex_migrations_lock')).toEqual([{ is_locked: 0 }])
  }

  it('is counted without changing anything', async () => {
    const db = open(await nothing())
    expect(await pendingMigrations(db)).toBe(migrations.size)
    expect(await db.schema.hasTable('knex_migrations')).toBe(false)
  })

  it('is the same twice', async () => {
    const db = open(await nothing())
    await migrate(db)
    const before = await columnsOf(db)
    await migrate(db)
    expect(await columnsOf(db)).toEqual(before)
    await expectWhole(db)
  })

  it('is done once by processes that start at the same moment', async () => {
    const environment = await nothing()
    const told = await Promise.all([1, 2, 3].map(() => cli(environment, 'migrate')))
    for (const { code, err } of told) expect([code, err]).toEqual([0, ''])
    await expectWhole(open(environment))
  }, 60_000)

  it('is done or not done where it was killed, and is not in the way of the next try', async () => {
    const environment = await nothing()
    const db = isSqlite ? null : open(environment)
    // So that there is something to be killed in: each step takes a while.
    for (let round = 0; round < 6; round++) {
      const child = spawn(process.execPath, [programPath('cli'), 'migrate'], {
        env: { ...process.env, ...environment },
      })
      const exited = once(child, 'exit')
      if (db) {
        // As soon as its transaction has begun, or a little later.
        const begun = async () =>
          (await rowsOf(db, "select 1 as x from pg_locks where locktype = 'advisory' and objid = 7100"))
            .length
        for (let waited = 0; waited < 400 && (await begun()) === 0; waited++) await after(5)
        await after(Math.random() * 60)
      } else await after(250 + Math.random() * 400)
      child.kill('SIGKILL')
      await exited
      const look = open(environment)
      const tables = new Set((await columnsOf(look)).map(({ table }) => table))
      // Every step or none.
      expect([0, true]).toContain(tables.size === 0 ? 0 : tables.has('guards') && tables.has('audit_seals'))
      await look.destroy()
    }
    expect(await cli(environment, 'migrate')).toMatchObject({ code: 0, err: '' })
    await expectWhole(open(environment))
  }, 120_000)

  it('refuses a database that is newer, and says so', async () => {
    const environment = await nothing()
    const db = open(environment)
    await migrate(db)
    await db
      .into('knex_migrations')
      .insert({ name: '9999-from-the-future', batch: 2, migration_time: new Date(0).toISOString() })
    await expect(migrate(db)).rejects.toThrow(/newer than this program.*9999-from-the-future/)
    const told = await cli(environment, 'migrate')
    expect(told).toMatchObject({ code: 1, out: '' })
    expect(told.err).toContain('9999-from-the-future')
  })

  it('takes nothing from an older instance that still serves: no column goes, changes or becomes required', async () => {
    const db = open(await nothing())
    let before: Column[] = []
    for (const name of migrations.keys()) {
      await db.migrate.up({ name })
      const now = await columnsOf(db)
      const known = new Set(before.map(({ table }) => table))
      const key = ({ table, column, type }: Column) => `${table}.${column} ${type}`
      const keys = new Set(now.map(key))
      expect(
        before.map(key).filter((column) => !keys.has(column)),
        name,
      ).toEqual([])
      const old = new Set(before.map(key))
      const demanded = now.filter((each) => known.has(each.table) && each.isRequired && !old.has(key(each)))
      expect(demanded.map(key), name).toEqual([])
      before = now
    }
  })

  it('leaves a server that runs serving while columns come to every table it uses', async () => {
    const server = await startTestServer()
    const ada = await setUpAdministrator(server)
    const bob = await invite(server, ada, { email: 'bob@example.org' })
    const { db } = server.services
    const tables = new Set((await columnsOf(db)).map(({ table }) => table))
    let running = true
    const refused: unknown[] = []
    let signIns = 0
    const use = async () => {
      while (running)
        await signInWith(server.browser(), bob.authenticator).then(
          () => signIns++,
          (error: unknown) => refused.push(error),
        )
    }
    const using = [use(), use()]
    const other = isSqlite ? db : connect(server.config.database)
    for (const table of tables) {
      await other.raw(`alter table ${table} add column from_a_newer_version text`)
      await after(20)
    }
    const before = signIns
    await expect.poll(() => signIns, { timeout: 20_000 }).toBeGreaterThan(before + 4)
    running = false
    await Promise.all(using)
    // A statement prepared before may be told once, for each connection, to come back.
    for (const error of refused) expect(error).toMatchObject({ code: 'server.unavailable' })
    await Promise.all(
      Array.from({ length: 30 }, () => signInWith(server.browser(), bob.authenticator).catch(() => 0)),
    )
    await signInWith(server.browser(), bob.authenticator)
    if (other !== db) await other.destroy()
    await server.close()
  }, 60_000)

  // SQLite's one lock is waited for by everybody alike.
  if (!isSqlite)
    it('lets go of what it has and tries again where somebody has a table it wants', async () => {
      const db = open(await nothing())
      await migrate(db)
      const [last = ''] = [...migrations.keys()].slice(-1)
      await db.migrate.down({ name: last })
      const holder = await db.transaction()
      await holder.raw('lock table knex_migrations in access exclusive mode')
      const migrating = migrate(db)
      await after(4_000)
      await holder.rollback()
      await migrating
      await expectWhole(db)
    }, 60_000)
})
