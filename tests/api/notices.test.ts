import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { record, type Entry } from '../../server/audit/record.ts'
import { inRelaxedTransaction, inTransaction } from '../../server/db/transaction.ts'
import { isNoticeKind, watchersOf } from '../../server/notices/kinds.ts'
import { keptMail, removeOldMail } from '../../server/notices/outbox.ts'
import * as methods from '../../shared/contract/methods.ts'
import { getOutbox, type Mail } from '../../shared/contract/notices.ts'
import * as signIn from '../../shared/contract/sign-in.ts'
import * as users from '../../shared/contract/users.ts'
import { databases } from '../support/databases.ts'
import {
  authenticatorFor,
  confirm,
  invite,
  register,
  setUpAdministrator,
  type Person,
} from '../support/people.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

describe.each(Object.entries(databases))('notices on %s', (_name, open) => {
  let stopDatabase: () => Promise<void>
  let server: TestServer
  let ada: Person
  let amy: Person
  let hal: Person
  let bob: Person
  /** Everything that was once shown to somebody alone. */
  const secrets: string[] = []

  const all = async (): Promise<Mail[]> =>
    (await ada.browser.call(getOutbox, { query: { limit: 200 } })).items
  /** What was written to the outbox while something happened, oldest first. */
  const during = async (act: () => Promise<unknown>): Promise<Mail[]> => {
    const before = (await all()).length
    await act()
    const after = await all()
    return after.slice(0, after.length - before).reverse()
  }
  const subjects = (mails: Mail[]) => mails.map(({ to, subject }) => `${to}: ${subject}`)

  beforeAll(async () => {
    const { environment, stop } = await open()
    stopDatabase = stop
    server = await startTestServer({ ...environment, WEFTID_SUPPORT: 'extension 4400' })
    ada = await setUpAdministrator(server)
    amy = await invite(server, ada, { email: 'amy@example.org', role: 'admin' })
    hal = await invite(server, ada, { email: 'hal@example.org', role: 'helpdesk' })
    bob = await invite(server, ada, { email: 'bob@example.org' })
    secrets.push(...bob.backupCodes, ...ada.backupCodes)
  })
  afterAll(async () => {
    await server.close()
    await stopDatabase()
  })

  it('tell everybody who joins of their passkey, and not of the codes that came with it', async () => {
    const [mail, ...others] = (await all()).filter(({ to }) => to === bob.email)
    expect(others).toEqual([])
    expect(mail).toMatchObject({ status: 'kept', subject: 'A passkey was added to your account' })
    expect(mail?.text).toMatch(/^Account +bob, bob@example\.org$/m)
    expect(mail?.text).toContain('127.0.0.1')
    expect(mail?.text).toContain('Call the help desk at once: extension 4400')
    expect(mail?.html).toContain('<!doctype html>')
  })

  it('tell the owner of passkeys renamed and of new codes', async () => {
    await confirm(bob)
    const { passkeys } = await bob.browser.call(methods.getMethods, {})
    const name = 'Key of Bob'
    const mails = await during(async () => {
      await bob.browser.call(methods.renamePasskey, { params: { id: passkeys[0]?.id ?? '' }, body: { name } })
      secrets.push(...(await bob.browser.call(methods.createBackupCodes, {})).codes)
    })
    expect(subjects(mails)).toEqual([
      'bob@example.org: One of your passkeys was renamed',
      'bob@example.org: New backup codes were made for your account',
    ])
    expect(mails[0]?.text).toMatch(/^Passkey +Key of Bob$/m)
  })

  it('tell the owner of what others do, by whom and why', async () => {
    const key = await register(bob.browser, authenticatorFor(bob.browser))
    await confirm(ada)
    const body = { reason: 'Laptop stolen', ticket: 'HD-17' }
    const params = { id: bob.id, pid: key.passkey.id }
    const mails = await during(async () => {
      await ada.browser.call(users.revokeUserPasskey, { params, body })
      await ada.browser.call(users.revokeUserPasskey, { params, body })
      const issued = await ada.browser.call(users.issueTemporaryPass, {
        params: { id: bob.id },
        body: { minutes: 60, reason: 'Laptop stolen' },
      })
      secrets.push(issued.pass)
    })
    expect(subjects(mails)).toEqual([
      'bob@example.org: One of your passkeys was revoked for you',
      'bob@example.org: A temporary pass was issued for your account',
    ])
    for (const line of [
      /^Who +Ada Admin \(administrator\)$/m,
      /^Reason +Laptop stolen$/m,
      /^Ticket +HD-17$/m,
    ])
      expect(mails[0]?.text).toMatch(line)
    expect(mails[1]?.text).toContain('once, within 1 hour.')
  })

  it('tell the owner and every administrator who comes back, and nobody twice', async () => {
    const pass = secrets.at(-1) ?? ''
    const comeBack = async () => {
      const desktop = server.browser()
      await desktop.call(signIn.signInWithTemporaryPass, { body: { email: bob.email, pass } })
    }
    expect(subjects(await during(comeBack)).sort()).toEqual([
      'ada@example.org: bob came back with a temporary pass',
      'amy@example.org: bob came back with a temporary pass',
      'bob@example.org: Your account was opened with a temporary pass',
    ])
    const codes = secrets.slice(-11, -1)
    const recover = () =>
      server.browser().call(signIn.recover, { body: { email: bob.email, backupCode: codes[0] ?? '' } })
    const mails = await during(recover)
    expect(mails.map(({ to }) => to).sort()).toEqual([
      'ada@example.org',
      'amy@example.org',
      'bob@example.org',
    ])
    // A spent code opens nothing, and nobody is told that anything was opened.
    expect(await during(() => recover().catch(() => undefined))).toEqual([])
  })

  it('tell an administrator about themselves once', async () => {
    const actor = { id: amy.id, displayName: 'Amy', role: 'admin' as const }
    const entry: Entry = { at: server.clock.now(), action: 'recovery.started', actor }
    const mails = await during(() => inTransaction(server.services.db, (tx) => record(tx, entry)))
    expect(subjects(mails).sort()).toEqual([
      'ada@example.org: Amy came back with a backup code',
      'amy@example.org: Your account was opened with a backup code',
    ])
  })

  it.each(Object.keys(watchersOf).filter(isNoticeKind))('are written with %s', async (action) => {
    const { db } = server.services
    const target = { id: bob.id, displayName: 'Bob' }
    const from = { address: '192.0.2.7', client: 'Chrome on Linux' }
    const entry: Entry = { at: server.clock.now(), action, target, passkey: { id: 'p', name: 'Key' }, from }
    const watchers = { admin: [ada.email, amy.email], helpdesk: [hal.email] }
    const everybody = [bob.email, ...watchersOf[action].flatMap((role) => watchers[role])].sort()
    for (const transact of [
      () => inTransaction(db, (tx) => record(tx, entry)),
      () => inRelaxedTransaction(db, (held) => record(held, entry)),
    ])
      expect((await during(transact)).map(({ to }) => to).sort()).toEqual(everybody)
    const undone = new Error('undone')
    for (const transact of [
      () => inTransaction(db, (tx) => record(tx, entry).then(() => Promise.reject(undone))),
      () => inRelaxedTransaction(db, (held) => record(held, entry).then(() => Promise.reject(undone))),
    ])
      expect(await during(() => expect(transact()).rejects.toBe(undone))).toEqual([])
    expect(await during(() => record(db, { ...entry, silent: true }))).toEqual([])
  })

  it('hold no secret', async () => {
    const mails = JSON.stringify(await all())
    const rows = JSON.stringify(await server.services.db('outbox').select('*'))
    expect(secrets.length).toBeGreaterThan(30)
    for (const secret of [...secrets, ada.browser.cookie, bob.browser.cookie.split('=')[1] ?? 'none'])
      for (const kept of [mails, rows]) expect(kept).not.toContain(secret)
  })

  it('are read by those who may read the record, a page at a time', async () => {
    for (const { browser } of [bob, hal])
      await expect(browser.call(getOutbox, { query: {} })).rejects.toMatchObject({
        code: 'permission.denied',
      })
    const everything = await all()
    const first = await ada.browser.call(getOutbox, { query: { limit: 3 } })
    const second = await ada.browser.call(getOutbox, { query: { limit: 3, cursor: first.next ?? '' } })
    expect([...first.items, ...second.items]).toEqual(everything.slice(0, 6))
    const strange = ada.browser.call(getOutbox, { query: { cursor: 'x' } })
    await expect(strange).rejects.toMatchObject({ code: 'input.invalid' })
  })

  it('are removed when they are old', async () => {
    const { db, now } = server.services
    const before = await all()
    await removeOldMail(db, new Date(now().getTime() - 60_000))
    expect(await all()).toEqual(before)
    await removeOldMail(db, new Date(now().getTime() + 1))
    expect(await all()).toEqual([])
  })
})

describe('the outbox page', () => {
  it.each([
    ['with a mail server', { WEFTID_SMTP_URL: 'smtp://127.0.0.1:9', WEFTID_MAIL_FROM: 'id@example.org' }],
    ['on a server for others', { WEFTID_ORIGIN: 'https://id.example.org' }],
  ])('is not there %s', async (_case, environment) => {
    const server = await startTestServer(environment)
    expect(await server.browser().call(signIn.getServer, {})).toMatchObject({ outbox: false })
    await expect(keptMail(server.services, { limit: 1 })).rejects.toMatchObject({ code: 'not-found' })
    await server.close()
  })

  it('is told of where it is', async () => {
    const server = await startTestServer()
    expect(await server.browser().call(signIn.getServer, {})).toMatchObject({ local: true, outbox: true })
    await server.close()
  })
})
