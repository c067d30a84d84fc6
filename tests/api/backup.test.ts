import { mkdtemp, readdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import BetterSqlite from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { cli } from '../support/cli.ts'
import { signInWith } from '../support/people.ts'
import { startProcess, type ServerProcess } from '../support/server-process.ts'
import { bringTo, crowdOf, removeOldToken, takeAway, takenLines, type Crowd } from '../support/taken-away.ts'

// PostgreSQL has pg_dump, and `finish-restore.test.ts` for what comes after it.
describe.runIf(inject('database') === 'sqlite')('a backup', { timeout: 180_000 }, () => {
  let folder: string
  let environment: Record<string, string>
  let server: ServerProcess
  let crowd: Crowd
  const file = () => join(folder, 'backup.sqlite')
  const target = () => join(folder, 'weftid.sqlite')
  const run = (...args: string[]) => cli(environment, ...args)

  const restart = async () => {
    server = await startProcess(environment)
    bringTo(server, crowd)
  }
  const stop = async () => {
    server.signal('SIGTERM')
    expect(await server.exited).toBe(0)
  }
  /** Restores, which is refused for this reason until somebody accepts what it may revive. */
  async function expectOnlyIfAccepted(words: string) {
    const refused = await run('restore', file())
    expect(refused.err).toContain(words)
    expect(refused.code).toBe(1)
    const told = await run('restore', file(), '--accept-unknown-revocations')
    expect(told.out).toContain('WARNING')
    expect(told.code).toBe(0)
  }

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'weftid-backup-'))
    environment = { WEFTID_DATA: folder, WEFTID_PORT: '7193', WEFTID_LOG_LEVEL: 'warn' }
    server = await startProcess(environment)
    crowd = await crowdOf(server)
  })
  afterAll(async () => {
    server.signal('SIGKILL')
    await server.exited
    await rm(folder, { recursive: true, force: true })
  })

  it('is taken whole while the server works hard, and readable by its owner only', async () => {
    let signIns = 0
    let done = false
    const load = Array.from({ length: 4 }, async () => {
      const { authenticator } = crowd.rita
      while (!done) {
        await signInWith(server.browser(), authenticator)
        signIns++
      }
    })
    const told = await run('backup', file())
    done = true
    await Promise.all(load)
    expect(told).toMatchObject({ code: 0, err: '' })
    expect(signIns).toBeGreaterThan(0)
    const copy = new BetterSqlite(file(), { readonly: true })
    expect(copy.pragma('integrity_check', { simple: true })).toBe('ok')
    expect(copy.prepare('select count(*) as n from users').get()).toEqual({ n: 6 })
    expect(copy.prepare("select count(*) as n from audit where action = 'backup.taken'").get()).toEqual({
      n: 1,
    })
    copy.close()
    if (process.platform !== 'win32') expect((await stat(file())).mode & 0o077).toBe(0)
    expect((await readdir(folder)).filter((name) => /part|backup.*-/.test(name))).toEqual([])
    expect((await run('backup', file())).err).toContain('is there already')
  })

  it('is not restored under a running server, nor what is no backup', async () => {
    const before = await stat(target())
    const under = await run('restore', file())
    expect(under.err).toContain('Stop it first')
    expect(under.code).toBe(1)
    await writeFile(join(folder, 'junk'), 'no database '.repeat(1000))
    expect((await run('restore', join(folder, 'nothing'))).code).toBe(1)
    expect((await stat(target())).ino).toBe(before.ino)
    await signInWith(crowd.ada.browser, crowd.ada.authenticator)
  })

  it('revives nothing that was taken away after it', async () => {
    const expectGone = await takeAway(server, crowd)
    await stop()
    const database = new BetterSqlite(target())
    database.exec(removeOldToken)
    database.close()
    const told = await run('restore', file())
    expect(told).toMatchObject({ code: 0, err: '' })
    for (const line of takenLines) expect(told.out).toContain(line)
    await restart()
    await expectGone(server)
  })

  it('leaves the record good, with the restoring on it, and the end of the old one aside', async () => {
    await stop()
    const checked = await run('verify-audit')
    expect(checked.out).toContain('entries good')
    expect(checked.code).toBe(0)
    const exported = await run('export-audit')
    expect(exported.out).toContain('"action":"backup.restored"')
    expect(exported.out).toContain('It was so before an older backup was restored.')
    expect((await readdir(folder)).filter((name) => name.includes('.before-'))).toHaveLength(1)
  })

  it('is restored over another database only by who accepts what that may revive', async () => {
    const aside = `${target()}.known`
    await rename(target(), aside)
    await restart()
    await stop()
    await expectOnlyIfAccepted('does not know all passkeys')
    await rename(aside, target())
  })

  it('is restored over what cannot be read only by who accepts what that may revive', async () => {
    await writeFile(target(), 'damaged '.repeat(2000))
    await expectOnlyIfAccepted('would work again')
    await restart()
    await signInWith(crowd.ada.browser, crowd.ada.authenticator)
  })
})
