import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import * as audit from '../../shared/contract/audit.ts'
import * as signIn from '../../shared/contract/sign-in.ts'
import * as methods from '../../shared/contract/methods.ts'
import * as users from '../../shared/contract/users.ts'
import type { Browser } from '../support/browser.ts'
import { cli } from '../support/cli.ts'
import { databases } from '../support/databases.ts'
import { authenticatorFor, confirm, register, signInWith, type Person } from '../support/people.ts'
import { startProcess, type ServerProcess } from '../support/server-process.ts'

describe.each(Object.entries(databases))('the command line, on %s,', (name, open) => {
  let folder: string
  let environment: Record<string, string>
  let stopDatabase: () => Promise<void>
  let server: ServerProcess
  let ada: Pick<Person, 'browser' | 'authenticator'>

  beforeAll(async () => {
    const database = await open()
    stopDatabase = database.stop
    folder = await mkdtemp(join(tmpdir(), 'weftid-cli-'))
    environment = {
      WEFTID_DATA: folder,
      WEFTID_PORT: '0',
      WEFTID_LOG_LEVEL: 'warn',
      ...(await database.empty()),
    }
  })
  afterAll(async () => {
    server.signal('SIGTERM')
    await server.exited
    await stopDatabase()
    await rm(folder, { recursive: true, force: true })
  })

  const run = (...args: string[]) => cli(environment, ...args)

  it('makes a database, once', async () => {
    expect(await run('migrate')).toEqual({ code: 0, out: 'The database is up to date now.\n', err: '' })
    expect((await run('migrate')).out).toBe('The database was up to date.\n')
    server = await startProcess(environment)
    const browser = server.browser()
    ada = { browser, authenticator: authenticatorFor(browser) }
    await browser.call(signIn.setUp, { body: { email: 'ada@example.org', displayName: 'Ada' } })
    await register(browser, ada.authenticator)
  })

  /** Everything so far is sealed: the running server does that. */
  beforeEach(async ({ task }) => {
    if (task.name.startsWith('makes')) return
    for (let unsealed = 1; unsealed > 0;) ({ unsealed } = await ada.browser.call(audit.verifyAudit, {}))
  })

  it('checks the record, and prints the head it checks against later', async () => {
    const good = await run('verify-audit')
    expect(good).toMatchObject({ code: 0, err: '' })
    const head = /^head: (\d+:[\w-]{43})$/m.exec(good.out)?.[1] ?? ''
    expect(good.out).toMatch(/^entries good: \d+$/m)
    expect(await run('verify-audit', '--head', head)).toEqual(good)
    const ahead = `${Number(head.split(':')[0]) + 1}:${'A'.repeat(43)}`
    const cut = await run('verify-audit', '--head', ahead)
    expect(cut).toMatchObject({ code: 1 })
    expect(cut.out).toMatch(/^cut: position \d+$/m)
  })

  it('writes the record to a file of its owner’s, never over another', async () => {
    const file = join(folder, 'record.csv')
    expect(await run('export-audit', '--format', 'csv', '--from', '2026-01-01', '--out', file)).toMatchObject(
      { code: 0, out: '' },
    )
    expect(await readFile(file, 'utf8')).toContain('setup.completed')
    expect((await stat(file)).mode & 0o777).toBe(0o600)
    expect((await run('export-audit', '--out', file)).code).toBe(1)
    const { out } = await run('export-audit', '--to', '2020-01-01T00:00:00Z')
    expect(out).toBe('')
    const all = (await run('export-audit')).out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { reason: string | null })
    const exports = all.flatMap(({ reason }) => (reason?.startsWith('command line') ? [reason] : []))
    expect(exports).toEqual([
      'command line, csv, from: 2026-01-01T00:00:00Z',
      'command line, ndjson, to: 2020-01-01T00:00:00Z',
    ])
  })

  const accept = async (browser: Browser, url: string) => {
    await browser.call(signIn.acceptInvitation, { body: { token: url.split('#')[1] ?? '' } })
    const authenticator = authenticatorFor(browser)
    await register(browser, authenticator)
    return { browser, authenticator }
  }

  it('invites an administrator, and one who has lost everything', async () => {
    const invited = await run('create-admin', '--email', 'grace@example.org', '--name', 'Grace')
    expect(invited).toMatchObject({ code: 0, err: '' })
    const grace = await accept(server.browser(), invited.out.split('\n')[0] ?? '')
    expect(
      (await grace.browser.call(audit.listAudit, { query: { action: 'user.invited' } })).items,
    ).toMatchObject([{ actor: null, reason: 'command line', target: { displayName: 'Grace' } }])
    const again = await run('create-admin', '--email', 'ADA@example.org', '--name', 'Whatever')
    const back = await accept(server.browser(), again.out.split('\n')[0] ?? '')
    expect((await back.browser.call(methods.getMethods, {})).passkeys).toHaveLength(2)
    expect(await confirm(back)).toMatchObject({ freshLevel: 2 })
    ada = back
  })

  it('revokes a passkey, or all of somebody, and is refused for the last administrator', async () => {
    await confirm(ada)
    const created = await ada.browser.call(users.createUser, {
      body: { email: 'bob@example.org', displayName: 'Bob' },
    })
    const bob = await accept(server.browser(), created.invitation.url)
    const [passkey] = (await bob.browser.call(methods.getMethods, {})).passkeys
    const one = await run('revoke', '--passkey', passkey?.id ?? '', '--reason', 'Lost')
    expect(one).toEqual({ code: 0, out: 'passkeys revoked: 1, sessions ended: 1\n', err: '' })
    await expect(signInWith(server.browser(), bob.authenticator)).rejects.toMatchObject({
      code: 'passkey.rejected',
    })
    expect((await run('revoke', '--user', 'bob@example.org', '--reason', 'Lost')).out).toContain('revoked: 0')
    const { items } = await ada.browser.call(audit.listAudit, { query: { action: 'passkey.revoked' } })
    expect(items).toMatchObject([
      { actor: null, reason: 'Lost (command line)', target: { displayName: 'Bob' } },
    ])
    expect((await run('revoke', '--user', 'grace@example.org', '--reason', 'Left')).code).toBe(0)
    const last = await run('revoke', '--user', 'ada@example.org', '--reason', 'Left')
    expect(last).toMatchObject({ code: 1, out: '' })
    expect(last.err).toContain('nobody who can administer')
    expect((await run('revoke', '--user', 'nobody@example.org', '--reason', 'x')).code).toBe(1)
  })

  // The same whatever the database: asked once.
  if (name === 'SQLite')
    it('says what it can do, and what it did not understand', async () => {
      const help = await run('help')
      expect(help.code).toBe(0)
      for (const command of ['migrate', 'verify-audit', 'export-audit', 'create-admin', 'revoke'])
        expect(help.out).toContain(`  ${command}`)
      expect(await run()).toEqual(help)
      const wrong = [
        ['fly'],
        ['verify-audit', '--head', 'x'],
        ['verify-audit', 'now'],
        ['export-audit', '--format', 'xml'],
        ['export-audit', '--from', 'yesterday'],
        ['create-admin', '--email', 'x'],
        ['revoke', '--reason', 'x'],
        ['revoke', '--user', 'bob@example.org'],
        ['revoke', '--user', 'bob@example.org', '--passkey', 'x', '--reason', 'x'],
        ['migrate', '--down'],
      ]
      const told = await Promise.all(wrong.map((args) => run(...args)))
      for (const [index, { code, out, err }] of told.entries()) {
        const command = wrong[index]?.[0] ?? ''
        expect([code, out], err).toEqual([2, ''])
        expect(err).toContain(command === 'fly' ? 'verify-audit' : `  ${command}`)
      }
    })

  // The same whatever the database: asked once.
  if (name === 'SQLite')
    it('makes nothing where there is nothing', async () => {
      const empty = await mkdtemp(join(tmpdir(), 'weftid-cli-empty-'))
      const elsewhere = { WEFTID_DATA: empty }
      for (const args of [
        ['verify-audit'],
        ['export-audit'],
        ['revoke', '--user', 'a@example.org', '--reason', 'x'],
      ]) {
        const told = await cli(elsewhere, ...args)
        expect(told).toMatchObject({ code: 1, out: '' })
        expect(told.err).toContain('There is no database')
      }
      expect(await readdir(empty)).toEqual([])
      await writeFile(join(empty, 'weftid.sqlite'), '')
      expect((await cli(elsewhere, 'verify-audit')).err).toContain('There is no secret')
      await writeFile(join(empty, 'secret'), 'x'.repeat(40))
      expect((await cli(elsewhere, 'verify-audit')).err).toContain('older version')
      await rm(empty, { recursive: true })
    })
})
