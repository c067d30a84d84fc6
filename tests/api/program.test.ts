import { request } from 'node:http'
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readSettings } from '../../server/config.ts'
import { connect, migrate } from '../../server/db/connect.ts'
import { inTransaction } from '../../server/db/transaction.ts'
import * as methods from '../../shared/contract/methods.ts'
import * as session from '../../shared/contract/session.ts'
import * as signIn from '../../shared/contract/sign-in.ts'
import * as users from '../../shared/contract/users.ts'
import { isSqlite, openDatabase, type Database } from '../support/databases.ts'
import { authenticatorFor, confirm } from '../support/people.ts'
import { runProcess, startProcess } from '../support/server-process.ts'

// As it is started where it is installed.
const program = join(import.meta.dirname, '../../server/index.ts')
let folder: string
let database: Database
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'weftid-program-'))
  database = await openDatabase()
})
afterAll(async () => {
  await database.stop()
  await rm(folder, { recursive: true, force: true })
})

// About the file that SQLite keeps, and the same on PostgreSQL where it is about neither.
const itOnSqlite = it.skipIf(!isSqlite)

const environment = (more: Record<string, string> = {}) => ({
  WEFTID_DATA: join(folder, 'data'),
  WEFTID_PORT: '0',
  WEFTID_LOG_LEVEL: 'warn',
  ...database.environment,
  ...more,
})

describe('the program', () => {
  it('stops when asked to, with streams open, and leaves the database whole', async () => {
    const server = await startProcess(environment(), [program])
    const browser = server.browser()
    const authenticator = authenticatorFor(browser)
    await browser.call(signIn.setUp, { body: { email: 'ada@example.org', displayName: 'Ada' } })
    const begun = await browser.call(methods.beginRegistration, { body: {} })
    const response = authenticator.create(begun.options)
    await browser.call(methods.finishRegistration, { body: { challengeId: begun.challengeId, response } })
    const stream = new Promise<void>((ended) => {
      const headers = { cookie: browser.cookie, host: new URL(server.origin).host }
      const asked = request(`${server.origin}/api/events`, { headers }, (answer) => {
        answer.resume().once('close', ended)
        server.signal('SIGTERM')
      })
      asked.once('error', () => undefined).end()
    })
    expect(await server.exited).toBe(0)
    await stream
    const db = connect(readSettings(environment()).database)
    expect(await db('passkeys')).toHaveLength(1)
    await db.destroy()
  })

  itOnSqlite('keeps its data where its owner alone can read it', async () => {
    const server = await startProcess(environment(), [program])
    for (const file of ['secret', 'weftid.sqlite', 'weftid.sqlite-wal'])
      expect((await stat(join(folder, 'data', file))).mode & 0o077, file).toBe(0)
    const secret = (await readFile(join(folder, 'data/secret'), 'utf8')).trim()
    expect(Buffer.from(secret, 'base64url')).toHaveLength(32)
    expect(server.output().includes(secret)).toBe(false)
    server.signal('SIGINT')
    expect(await server.exited).toBe(0)
  })

  itOnSqlite('names every wrong value of its environment in one message, and no secret', async () => {
    const wrong = {
      WEFTID_ORIGIN: 'http://id.example.org',
      WEFTID_PORT: '99999',
      WEFTID_SECRET: 'much-too-short,another-short-one',
      WEFTID_LOG_LEVEL: 'loud',
      WEFTID_TRUSTED_PROXIES: '10.0.0.0/99',
      WEFTID_MINIMUM_CLIENT: 'new',
    }
    const { code, output } = await runProcess({ ...environment(), ...wrong })
    expect(code).toBe(1)
    for (const name of Object.keys(wrong)) expect(output).toContain(name)
    expect(output).not.toMatch(/too-short|short-one/)
    expect(output).not.toMatch(/^\s+at /m)
  })

  itOnSqlite('refuses a database that cannot keep what it promises', async () => {
    const { code, output } = await runProcess(environment({ WEFTID_DATABASE: ':memory:' }))
    expect(code).toBe(1)
    expect(output).toContain('journal_mode')
  })

  itOnSqlite('refuses what is no database', async () => {
    const file = join(folder, 'text')
    await writeFile(file, 'This is a text and no database. '.repeat(50))
    const { code } = await runProcess(environment({ WEFTID_DATABASE: file }))
    expect(code).toBe(1)
    expect(await readFile(file, 'utf8')).toContain('This is a text')
  })

  it('refuses another relying party over passkeys that would stop working, and says how many', async () => {
    const moved = environment({ WEFTID_ORIGIN: 'https://id.example.org' })
    const { code, output } = await runProcess(moved)
    expect(code).toBe(1)
    expect(output).toMatch(/^1 passkey/m)
    expect(output).toContain('--accept-rp-id-change')
    // Refused once is refused again; and nothing was forgotten by it.
    expect((await runProcess(moved)).code).toBe(1)
    const back = await startProcess(environment(), [program])
    back.signal('SIGTERM')
    expect(await back.exited).toBe(0)
  })

  it('takes another relying party where that is confirmed, for good', async () => {
    const db = connect(readSettings(environment()).database)
    await db('passkeys').update({ rp_id: 'id.example.org' })
    await db('guards').where({ name: 'relying-party' }).update({ value: 'id.example.org' })
    await db.destroy()
    expect((await runProcess(environment())).code).toBe(1)
    for (const flags of [['--accept-rp-id-change'], []]) {
      const server = await startProcess(environment(), [program, ...flags])
      server.signal('SIGTERM')
      expect(await server.exited).toBe(0)
    }
  })
})

describe('the database connection', () => {
  itOnSqlite(
    'writes ahead, with references checked, waits for others, and for the disk where it promises to',
    async () => {
      const db = connect({ kind: 'sqlite', file: join(folder, 'pragmas.sqlite') })
      await migrate(db)
      const read = async (name: string, on = db) => JSON.stringify(await on.raw(`pragma ${name}`))
      expect(await read('journal_mode')).toContain('wal')
      const failed = inTransaction(db, async (tx) => {
        expect(await read('synchronous', tx)).toContain('2')
        throw new Error('on purpose')
      })
      await expect(failed).rejects.toThrow('on purpose')
      expect(await read('synchronous')).toContain('1')
      expect(await inTransaction(db, (tx) => read('synchronous', tx))).toContain('2')
      expect(await read('synchronous')).toContain('1')
      expect(await read('foreign_keys')).toContain('1')
      expect(await read('busy_timeout')).toContain('10000')
      await db.destroy()
    },
  )
})

describe('the log, however much it tells,', () => {
  it('holds no cookie, code, token, challenge, signature or key of a whole journey', async () => {
    const own = { WEFTID_DATA: join(folder, 'journey'), WEFTID_LOG_LEVEL: 'trace' }
    const secret = 'the-secret-of-this-server-is-of-32-bytes-or-more'
    const fresh = await database.fresh()
    const server = await startProcess({ ...environment(), ...fresh, ...own, WEFTID_SECRET: secret })
    const told = [secret]
    const browser = server.browser()
    const ada = authenticatorFor(browser)
    const keepCookie = (value = browser.cookie) => void told.push(value.replace(/^[^=]*=/, ''))

    await browser.call(signIn.setUp, { body: { email: 'ada@example.org', displayName: 'Ada' } })
    keepCookie()
    const begun = await browser.call(methods.beginRegistration, { body: {} })
    const made = ada.create(begun.options)
    const body = { challengeId: begun.challengeId, response: made }
    const { backupCodes = [] } = await browser.call(methods.finishRegistration, { body })
    keepCookie()
    told.push(begun.challengeId, begun.options.challenge, made.response.attestationObject, ...backupCodes)

    const again = await browser.call(signIn.beginPasskeySignIn, { body: { email: 'ada@example.org' } })
    const got = ada.get(again.options)
    for (const response of [{ ...got, id: 7 }, got]) {
      const answer = { challengeId: again.challengeId, response }
      await browser.call(signIn.finishPasskeySignIn, { body: answer }).catch(() => undefined)
    }
    told.push(again.challengeId, again.options.challenge, got.response.signature, got.response.clientDataJSON)
    await confirm({ browser, authenticator: ada })
    keepCookie()

    const { user, invitation } = await browser.call(users.createUser, {
      body: { email: 'bob@example.org', displayName: 'Bob' },
    })
    const bob = server.browser()
    for (const token of [invitation.token, invitation.token])
      await bob.call(signIn.acceptInvitation, { body: { token } }).catch(() => undefined)
    keepCookie(bob.cookie)
    told.push(invitation.token)
    await browser.call(users.inviteAgain, { params: { id: user.id } })
    await bob.send({ method: 'post', path: '/invitations/accept', body: `{"token":${invitation.token}}` })
    await browser.call(users.listUsers, { query: { search: 'somebody-private' } })
    told.push('somebody-private')
    await browser.call(session.signOut, {})

    server.signal('SIGTERM')
    await server.exited
    const log = server.output()
    expect(log).toContain('"msg":"request"')
    for (const value of told) {
      expect(value.length).toBeGreaterThan(10)
      expect(log.includes(value), value).toBe(false)
    }
  })
})
