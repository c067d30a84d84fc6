import { spawn, type ChildProcess } from 'node:child_process'
import { appendFile, mkdtemp, readFile, rename, rm, stat, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as after } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openAuditFile, type AuditFile } from '../../server/audit/audit-file.ts'
import { verifyRecord } from '../../server/audit/verify.ts'
import { writeSome } from '../../server/audit/write-file.ts'
import type { Db } from '../../server/db/connect.ts'
import { cleanEnvironment } from '../support/clean-environment.ts'
import { databases } from '../support/databases.ts'
import { programPath } from '../support/programs.ts'
import { chainOf, entry, fullEntry, putEntries, sealAll } from '../support/record.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

const secret = 'one-secret-of-all-instances-of-32-bytes'

describe.each(Object.entries(databases))('the audit file, on %s,', (_name, open) => {
  let stopDatabase: () => Promise<void>
  let server: TestServer
  let db: Db
  let folder: string
  let path: string
  let file: AuditFile

  beforeAll(async () => {
    const { environment, stop } = await open()
    stopDatabase = stop
    server = await startTestServer(environment)
    db = server.services.db
    folder = await mkdtemp(join(tmpdir(), 'weftid-audit-file-'))
  })
  afterAll(async () => {
    await server.close()
    await stopDatabase()
    await rm(folder, { recursive: true, force: true })
  })

  let files = 0
  beforeEach(async () => {
    path = join(folder, `record-${++files}.ndjson`)
    file = openAuditFile(path)
    await seal(3)
    await catchUp()
  })
  afterEach(() => file.close())

  const seal = async (count: number) => {
    await putEntries(
      db,
      Array.from({ length: count }, () => fullEntry),
    )
    await sealAll(server.services)
  }
  const catchUp = async (of = file) => {
    while ((await writeSome(server.services, of)) > 0);
  }
  const written = async (at = path) =>
    (await readFile(at, 'utf8'))
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line) as { position: number; seal: string })
  const positions = async (at = path) => (await written(at)).map(({ position }) => position)
  const places = async (from = 1) =>
    (await chainOf(db)).slice(from - 1).map(({ position, seal: sealed }) => ({ position, seal: sealed }))
  const last = async () => (await chainOf(db)).length

  it('has every entry once, in the order of the chain, for its owner only', async () => {
    const first = (await positions())[0] ?? 0
    await seal(600)
    await catchUp()
    expect((await written()).map(({ position, seal: sealed }) => ({ position, seal: sealed }))).toEqual(
      await places(first),
    )
    expect((await written())[0]).toMatchObject({
      action: 'passkey.revoked',
      target: { displayName: 'Bob ☂️' },
    })
    expect((await stat(path)).mode & 0o777).toBe(0o600)
  })

  it('goes on after its last line where a crash came before the database knew', async () => {
    const before = await positions()
    await db('guards').where({ name: 'audit-sealer' }).update({ value: '0' })
    const reopened = openAuditFile(path)
    await catchUp(reopened)
    expect(await positions()).toEqual(before)
    await reopened.close()
  })

  it('is rid of half a line before it goes on', async () => {
    const before = await positions()
    await appendFile(path, '{"position":99,"seal":"hal')
    await seal(1)
    await catchUp()
    expect(await positions()).toEqual([...before, await last()])
  })

  it('goes on in a new file where the old one was renamed, removed or emptied', async () => {
    await rename(path, `${path}.1`)
    await seal(2)
    await catchUp()
    expect(await positions()).toEqual([(await last()) - 1, await last()])
    await rm(path)
    await seal(1)
    await catchUp()
    expect(await positions()).toEqual([await last()])
    await truncate(path)
    await seal(1)
    await catchUp()
    expect(await positions()).toEqual([await last()])
    expect(await positions(`${path}.1`)).toHaveLength(3)
  })

  it('goes on behind what another process wrote elsewhere', async () => {
    const other = openAuditFile(`${path}.other`)
    await seal(2)
    await catchUp(other)
    await seal(1)
    await catchUp()
    expect(await positions()).toHaveLength(4)
    expect(await positions(`${path}.other`)).toHaveLength(2)
    await other.close()
  })

  it('tells the operator that the record does not hold its last line any more', async () => {
    const end = await last()
    await db('audit_seals')
      .where('position', '>', end - 3)
      .delete()
    await seal(1)
    await catchUp()
    expect(server.log()).toContain('does not hold the last line of the audit file')
    expect((await positions()).at(-1)).toBe(await last())
  })

  it('leaves alone what is no file of ours', async () => {
    await writeFile(path, 'notes\n')
    await seal(1)
    await catchUp()
    expect(await readFile(path, 'utf8')).toMatch(/^notes\n\{"position":\d+,.*\}\n$/)
  })

  it('is whole, like the chain, however often those who seal are killed', async () => {
    const database = server.config.database
    const start = (): ChildProcess =>
      spawn(process.execPath, [programPath('sealer')], {
        env: {
          ...cleanEnvironment(),
          WEFTID_SECRET: secret,
          WEFTID_DATABASE: database.kind === 'sqlite' ? database.file : database.url,
          WEFTID_AUDIT_FILE: path,
        },
        stdio: ['ignore', 'ignore', 'inherit'],
      })
    const began = (await positions())[0] ?? 0
    const services = {
      ...server.services,
      config: { ...server.config, secrets: [secret, ...server.config.secrets] },
    }
    const sealers = [start(), start()]
    let isOver = false
    const write = async () => {
      while (!isOver) {
        await db.transaction((tx) => tx('audit').insert(Array.from({ length: 20 }, () => entry({}))))
        await after(2)
      }
    }
    const writing = [write(), write()]
    for (let round = 0; round < 12; round++) {
      const enough = (await last()) + 200
      while ((await last()) < enough) await after(5)
      await after(Math.random() * 10)
      sealers[round % 2]?.kill('SIGKILL')
      sealers[round % 2] = start()
    }
    isOver = true
    await Promise.all(writing)
    const isDone = async () =>
      (await verifyRecord(services, null)).unsealed === 0 && (await positions()).at(-1) === (await last())
    while (!(await isDone())) await after(50)
    for (const sealer of sealers) sealer.kill('SIGTERM')
    await Promise.all(sealers.map((sealer) => new Promise((gone) => sealer.once('close', gone))))
    const [{ count = 0 } = {}] = await db('audit').count({ count: '*' })
    expect(await verifyRecord(services, null)).toMatchObject({ entries: Number(count), fault: null })
    expect((await written()).map(({ position, seal: sealed }) => ({ position, seal: sealed }))).toEqual(
      await places(began),
    )
  }, 120_000)
})
