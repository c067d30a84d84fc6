import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as after } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readSettings } from '../../server/config.ts'
import { connect } from '../../server/db/connect.ts'
import * as methods from '../../shared/contract/methods.ts'
import * as signIn from '../../shared/contract/sign-in.ts'
import { openDatabase, type Database } from '../support/databases.ts'
import { startMailServer, type MailServer } from '../support/mail-server.ts'
import { authenticatorFor, register, signInWith } from '../support/people.ts'
import type { SoftAuthenticator } from '../support/authenticator/soft-authenticator.ts'
import { startProcess, type ServerProcess } from '../support/server-process.ts'

const rounds = 5

let folder: string
let database: Database
let mail: MailServer
let server: ServerProcess
let ada: SoftAuthenticator
let passkeyId: string
/** Names given that the server has acknowledged. */
const named: string[] = []
let names = 0

const environment = () => ({
  ...mail.environment,
  WEFTID_DATA: folder,
  WEFTID_LOG_LEVEL: 'warn',
  ...database.environment,
})
const start = (port = '0') => startProcess({ ...environment(), WEFTID_PORT: port })

/** Looks into the database with no server on it. */
async function withDatabase<T>(look: (db: ReturnType<typeof connect>) => Promise<T>): Promise<T> {
  const db = connect(readSettings(environment()).database)
  return look(db).finally(() => db.destroy())
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'weftid-mail-'))
  database = await openDatabase()
  mail = await startMailServer()
  server = await start()
  // Until the pages are built, every start would build them.
  while (!(await fetch(server.origin)).ok) await after(200)
  const browser = server.browser()
  ada = authenticatorFor(browser)
  await browser.call(signIn.setUp, { body: { email: 'ada@example.org', displayName: 'Ada' } })
  passkeyId = (await register(browser, ada)).passkey.id
})
afterAll(async () => {
  server.signal('SIGKILL')
  await server.exited
  await mail.close()
  await database.stop()
  await rm(folder, { recursive: true, force: true })
})

/** The passkey gets one name after the other, each of which is mailed about. */
async function renameOnAndOn(): Promise<never> {
  const browser = server.browser()
  await signInWith(browser, ada)
  for (;;) {
    const name = `name-${++names}-end`
    await browser.call(methods.renamePasskey, { params: { id: passkeyId }, body: { name } })
    named.push(name)
  }
}

const nameIn = ({ raw }: { raw: string }) => /name-\d+-end/.exec(raw)?.[0]

describe('mail of a server that is killed in the middle of it', () => {
  it('is neither lost nor told of what was not done, and sent again only as the same message', async () => {
    for (let round = 0; round < rounds; round++) {
      const working = Promise.allSettled([renameOnAndOn()])
      // Some acts, some mail on its way: somewhere within the next.
      const [acts, letters] = [named.length, mail.offered()]
      const isBusy = () => named.length > acts && mail.offered() > letters
      await expect.poll(isBusy, { timeout: 20_000, interval: 1 }).toBe(true)
      await after(Math.random() * 30)
      server.signal('SIGKILL')
      await server.exited
      await working
      // What the killed process had taken is another's once its time is over.
      await withDatabase((db) => db('outbox').where({ status: 'waiting' }).update({ due_at: '2000' }))
      server = await start(new URL(server.origin).port)
    }
    await expect
      .poll(() => named.filter((name) => !mail.received.some((each) => nameIn(each) === name)), {
        timeout: 60_000,
      })
      .toEqual([])
    server.signal('SIGTERM')
    expect(await server.exited).toBe(0)
    const rows = await withDatabase((db) => db('outbox').select('*'))
    expect(rows.filter(({ status }) => status !== 'sent')).toEqual([])
    expect(named.length).toBeGreaterThan(rounds)
    const done = await withDatabase((db) =>
      db('audit').where({ action: 'passkey.renamed' }).select('passkey_name'),
    )
    const idOf = new Map<string, string>()
    for (const each of mail.received) {
      const name = nameIn(each)
      if (name === undefined) continue
      expect(done).toContainEqual({ passkey_name: name })
      expect(idOf.get(name) ?? each.messageId).toBe(each.messageId)
      idOf.set(name, each.messageId)
    }
    expect(new Set(idOf.values()).size).toBe(done.length)
    server = await start(new URL(server.origin).port)
  }, 120_000)
})
