import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import BetterSqlite from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import * as lost from '../../shared/contract/lost-device.ts'
import * as methods from '../../shared/contract/methods.ts'
import * as signIn from '../../shared/contract/sign-in.ts'
import { getSession } from '../../shared/contract/session.ts'
import * as users from '../../shared/contract/users.ts'
import { cli } from '../support/cli.ts'
import { confirm, invite, setUpAdministrator, signInWith, type Person } from '../support/people.ts'
import { startProcess, type ServerProcess } from '../support/server-process.ts'

// PostgreSQL has tools of its own: both commands only say so.
describe.runIf(inject('database') === 'sqlite')('a backup', { timeout: 180_000 }, () => {
  let folder: string
  let environment: Record<string, string>
  let server: ServerProcess
  const people: Record<string, Person> = {}
  const file = () => join(folder, 'backup.sqlite')
  const target = () => join(folder, 'weftid.sqlite')
  const of = (name: string): Person => {
    const person = people[name]
    if (!person) throw new Error(name)
    return person
  }
  const run = (...args: string[]) => cli(environment, ...args)

  const restart = async () => {
    server = await startProcess(environment)
    for (const person of Object.values(people)) person.browser = server.browser()
  }
  const stop = async () => {
    server.signal('SIGTERM')
    expect(await server.exited).toBe(0)
  }
  const passkeyOf = async (person: Person) => {
    const { items } = await of('ada').browser.call(users.listUserPasskeys, { params: { id: person.id } })
    return items[0]?.id ?? ''
  }

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'weftid-backup-'))
    environment = { WEFTID_DATA: folder, WEFTID_PORT: '7193', WEFTID_LOG_LEVEL: 'warn' }
    server = await startProcess(environment)
    people['ada'] = await setUpAdministrator(server)
    for (const name of ['rita', 'sue', 'dan', 'cora', 'ann'])
      people[name] = await invite(server, of('ada'), {
        email: `${name}@example.org`,
        role: name === 'ann' ? 'admin' : 'user',
      })
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
      const { authenticator } = of('rita')
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
    await signInWith(of('ada').browser, of('ada').authenticator)
  })

  it('revives nothing that was taken away after it', async () => {
    const ada = of('ada')
    await confirm(ada)
    const why = { reason: 'Stolen', ticket: 'HD-9' }
    const onTheirs = async (name: string) => ({
      params: { id: of(name).id, pid: await passkeyOf(of(name)) },
      body: why,
    })
    await ada.browser.call(users.revokeUserPasskey, await onTheirs('rita'))
    await ada.browser.call(lost.suspendUserPasskey, await onTheirs('sue'))
    await ada.browser.call(users.disableUser, { params: { id: of('dan').id }, body: why })
    await ada.browser.call(users.changeUser, { params: { id: of('ann').id }, body: { role: 'user' } })
    const code = of('cora').backupCodes[0] ?? ''
    const recover = { body: { email: of('cora').email, backupCode: code } }
    await server.browser().call(signIn.recover, recover)
    const begun = await server.browser().call(signIn.beginPasskeySignIn, {})
    const cookie = ada.browser.cookie
    await stop()

    const told = await run('restore', file())
    expect(told).toMatchObject({ code: 0, err: '' })
    for (const line of [
      'kept so: 4',
      'passkey revoked, ',
      'rita@example.org',
      'passkey suspended',
      'sue@example.org',
    ])
      expect(told.out).toContain(line)
    for (const line of ['account disabled, dan@example.org', 'role lowered to user, ann@example.org'])
      expect(told.out).toContain(line)
    await restart()
    for (const name of ['rita', 'sue', 'dan'])
      await expect(signInWith(of(name).browser, of(name).authenticator), name).rejects.toThrow(
        'passkey.rejected',
      )
    await expect(server.browser().call(signIn.recover, recover)).rejects.toThrow('sign-in.failed')
    const late = {
      body: { challengeId: begun.challengeId, response: of('cora').authenticator.get(begun.options) },
    }
    await expect(server.browser().call(signIn.finishPasskeySignIn, late)).rejects.toThrow('passkey.rejected')
    const old = server.browser()
    old.cookie = cookie
    await expect(old.call(getSession, {})).rejects.toThrow('session.required')
    await signInWith(of('ada').browser, of('ada').authenticator)
    await signInWith(of('ann').browser, of('ann').authenticator)
    expect((await of('ann').browser.call(getSession, {})).user.role).toBe('user')
    const { items } = await of('ada').browser.call(users.listUserPasskeys, { params: { id: of('rita').id } })
    expect(items[0]).toMatchObject({ status: 'revoked', ...why })
    await signInWith(of('cora').browser, of('cora').authenticator)
    expect((await of('cora').browser.call(methods.getMethods, {})).passkeys).toHaveLength(1)
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

  it('is restored over what cannot be read only by who accepts what that may revive', async () => {
    await writeFile(target(), 'damaged '.repeat(2000))
    const refused = await run('restore', file())
    expect(refused.err).toContain('would work again')
    expect(refused.code).toBe(1)
    const told = await run('restore', file(), '--accept-unknown-revocations')
    expect(told.out).toContain('WARNING')
    expect(told.code).toBe(0)
    await restart()
    await signInWith(of('ada').browser, of('ada').authenticator)
  })
})
