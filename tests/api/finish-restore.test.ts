import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { cli, type Told } from '../support/cli.ts'
import { openDatabase, type Database } from '../support/databases.ts'
import { signInWith } from '../support/people.ts'
import { createDatabase, dropDatabase, nameOf, query } from '../support/postgres-databases.ts'
import { startProcess, type ServerProcess } from '../support/server-process.ts'
import { bringTo, crowdOf, removeOldToken, takeAway, takenLines, type Crowd } from '../support/taken-away.ts'

// SQLite's backup and its restoring are in `backup.test.ts`.
describe.runIf(inject('database') === 'postgres')('a restored dump', { timeout: 180_000 }, () => {
  const copies: string[] = []
  let database: Database
  let environment: Record<string, string>
  let server: ServerProcess
  let crowd: Crowd
  let expectGone: (later: ServerProcess) => Promise<void>

  /** A database as pg_dump and pg_restore make it: the same tables and rows, and nobody connected. */
  const copyOf = async (url: string) => {
    const copy = await createDatabase(inject('postgres').address, nameOf(url))
    copies.push(copy)
    return copy
  }
  const start = async (url: string) => {
    environment = { ...environment, WEFTID_DATABASE: url }
    server = await startProcess(environment)
  }
  const stop = async () => {
    server.signal('SIGTERM')
    expect(await server.exited).toBe(0)
  }
  const restore = (url: string, before: string | null, ...args: string[]) =>
    cli(
      {
        ...environment,
        WEFTID_DATABASE: url,
        ...(before === null ? {} : { WEFTID_DATABASE_BEFORE: before }),
      },
      'restore',
      ...args,
    )
  const present = () => environment['WEFTID_DATABASE'] ?? ''

  beforeAll(async () => {
    database = await openDatabase()
    environment = { ...database.environment, WEFTID_PORT: '7194', WEFTID_LOG_LEVEL: 'warn' }
    await start(present())
    crowd = await crowdOf(server)
    await stop()
    await copyOf(present())
    await copyOf(present())
    await start(present())
    bringTo(server, crowd)
    await signInWith(crowd.ada.browser, crowd.ada.authenticator)
    expectGone = await takeAway(server, crowd)
  })
  afterAll(async () => {
    server.signal('SIGKILL')
    await server.exited
    for (const copy of copies) await dropDatabase(inject('postgres').address, copy)
    await database.stop()
  })

  it('is not finished under a running server, nor without what it replaces', async () => {
    const [copy = ''] = copies
    const empty = await createDatabase(inject('postgres').address)
    copies.push(empty)
    const refused = async (told: Promise<Told>, why: string) => {
      expect((await told).err).toContain(why)
      expect((await told).code).not.toBe(0)
    }
    await refused(restore(copy, present()), 'runs on the database in WEFTID_DATABASE_BEFORE. Stop it first')
    await refused(restore(present(), copy), 'runs on the database in WEFTID_DATABASE. Stop it first')
    await stop()
    await refused(restore(copy, null), 'would work again')
    await refused(restore(copy, copy), 'are one database')
    await refused(restore(copy, empty), 'WEFTID_DATABASE_BEFORE is empty')
    await refused(restore(empty, present()), 'WEFTID_DATABASE is empty')
    await cli({ ...environment, WEFTID_DATABASE: empty }, 'migrate')
    await refused(restore(copy, empty), 'does not know all passkeys')
    await refused(restore(copy, 'postgres://127.0.0.1:1/nowhere'), 'WEFTID_DATABASE_BEFORE does not answer')
    await refused(restore(copy, present(), 'weftid.dump'), 'pg_restore')
  })

  it('revives nothing that was taken away after it was taken', async () => {
    const [copy = ''] = copies
    await query(present(), removeOldToken)
    await query(copy, "update users set last_used_day = '2026-01-02'")
    const told = await restore(copy, present())
    expect(told).toMatchObject({ code: 0, err: '' })
    for (const line of takenLines) expect(told.out).toContain(line)
    // Nor does it make anybody look unused for longer, or shorter.
    const { rows } = await query(copy, 'select distinct last_used_day as day from users')
    expect(rows).toEqual([{ day: '2026-01-02' }])
    await start(copy)
    bringTo(server, crowd)
    await expectGone(server)
  })

  it('leaves the record good, with the restoring on it', async () => {
    const checked = await cli(environment, 'verify-audit')
    expect(checked).toMatchObject({ code: 0 })
    const exported = await cli(environment, 'export-audit')
    expect(exported.out).toContain('"action":"backup.restored"')
    expect(exported.out).toContain('It was so before an older backup was restored.')
  })

  it('goes on without what it replaces only for who accepts what that may revive', async () => {
    const [, copy = ''] = copies
    const told = await restore(copy, null, '--accept-unknown-revocations')
    expect(told.out).toContain('WARNING')
    expect(told.code).toBe(0)
    await stop()
    await start(copy)
    bringTo(server, crowd)
    await signInWith(crowd.rita.browser, crowd.rita.authenticator)
  })
})
