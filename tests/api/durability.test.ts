import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as after } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readSettings } from '../../server/config.ts'
import { connect, type Db } from '../../server/db/connect.ts'
import * as signIn from '../../shared/contract/sign-in.ts'
import * as users from '../../shared/contract/users.ts'
import type { SoftAuthenticator } from '../support/authenticator/soft-authenticator.ts'
import { Refused } from '../support/browser.ts'
import { isSqlite, openDatabase, type Database } from '../support/databases.ts'
import { authenticatorFor, confirm, register, signInWith } from '../support/people.ts'
import { startProcess, type ServerProcess } from '../support/server-process.ts'

const rounds = 24
// On a slow machine fewer rounds: each of them is a start of the whole program.
const longEnough = 30_000

interface Joined {
  userId: string
  passkeyId: string
  authenticator: SoftAuthenticator
}

/** What the server has said it did. */
const acknowledged = { joined: new Array<Joined>(), revoked: new Set<string>() }

let folder: string
let database: Database
let server: ServerProcess
let ada: SoftAuthenticator
let people = 0

const environment = () => ({ WEFTID_DATA: folder, WEFTID_LOG_LEVEL: 'warn', ...database.environment })
const start = (port = '0') => startProcess({ ...environment(), WEFTID_PORT: port })

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'weftid-durability-'))
  database = await openDatabase()
  server = await start()
  // Until the pages are built, every start would build them.
  while (!(await fetch(server.origin)).ok) await after(200)
  const browser = server.browser()
  ada = authenticatorFor(browser)
  await browser.call(signIn.setUp, { body: { email: 'ada@example.org', displayName: 'Ada' } })
  await register(browser, ada)
})
afterAll(async () => {
  server.signal('SIGKILL')
  await server.exited
  await database.stop()
  await rm(folder, { recursive: true, force: true })
})

/** Somebody new is invited and registers, over and over. */
async function joinOnAndOn(): Promise<never> {
  const browser = server.browser()
  await signInWith(browser, ada)
  for (;;) {
    const email = `person-${++people}@example.org`
    const { user, invitation } = await browser.call(users.createUser, {
      body: { email, displayName: 'Person' },
    })
    const desktop = server.browser()
    await desktop.call(signIn.acceptInvitation, { body: { token: invitation.token } })
    const authenticator = authenticatorFor(desktop)
    const { passkey } = await register(desktop, authenticator)
    acknowledged.joined.push({ userId: user.id, passkeyId: passkey.id, authenticator })
  }
}

/** Whoever has joined and is not revoked yet is revoked, over and over. */
async function revokeOnAndOn(alive: AbortSignal): Promise<void> {
  const browser = server.browser()
  await signInWith(browser, ada)
  while (!alive.aborted) {
    const next = acknowledged.joined.find(({ passkeyId }) => !acknowledged.revoked.has(passkeyId))
    await after(next ? 0 : 2)
    if (!next) continue
    const params = { id: next.userId, pid: next.passkeyId }
    await browser.call(users.revokeUserPasskey, { params, body: { reason: 'Lost' } })
    acknowledged.revoked.add(next.passkeyId)
  }
}

/** In acts rather than milliseconds, since machines differ; then somewhere within the next act. */
async function someMoment(): Promise<void> {
  const acts = () => acknowledged.joined.length + acknowledged.revoked.size
  const enough = acts() + Math.floor(Math.random() * 6)
  for (let waited = 0; acts() < enough && waited < 1000; waited++) await after(1)
  await after(Math.random() * 30)
}

/** Nothing acknowledged is lost, and nothing is half done: looked at in the database itself, with no server on it. */
async function expectWhole(db: Db): Promise<void> {
  if (isSqlite) {
    expect(await db.raw('pragma integrity_check')).toEqual([{ integrity_check: 'ok' }])
    expect(await db.raw('pragma foreign_key_check')).toEqual([])
  }
  const passkeys = await db('passkeys').select('*')
  const byId = new Map(passkeys.map((row) => [row.id, row]))
  for (const { passkeyId } of acknowledged.joined) expect(byId.has(passkeyId)).toBe(true)
  for (const id of acknowledged.revoked)
    expect(byId.get(id)).toMatchObject({ status: 'revoked', public_key: null })

  const entries = async (action: string) =>
    (await db('audit').where({ action }).select('passkey_id')).map(({ passkey_id }) => passkey_id).sort()
  const idsOf = (rows: typeof passkeys) => rows.map(({ id }) => id).sort()
  expect(await entries('passkey.registered')).toEqual(idsOf(passkeys))
  const revoked = passkeys.filter(({ status }) => status === 'revoked')
  expect(await entries('passkey.revoked')).toEqual(idsOf(revoked))
  expect(revoked.filter(({ public_key }) => public_key !== null)).toEqual([])
  expect(await db('sessions').whereIn('passkey_id', idsOf(revoked)).whereNull('ended_at')).toEqual([])

  for (const { id, status } of await db('users').select('id', 'status')) {
    const own = passkeys.filter(({ user_id }) => user_id === id)
    const codes = await db('backup_codes').where({ user_id: id })
    expect([status, own.length, codes.length]).toEqual(own.length > 0 ? ['active', 1, 10] : ['invited', 0, 0])
    const enrolling = await db('sessions').where({ user_id: id, kind: 'enrolment' }).whereNull('ended_at')
    if (own.length > 0) expect(enrolling).toEqual([])
  }
}

describe('a server that is killed in the middle of everything', () => {
  it('has lost nothing that it acknowledged, and done nothing by half', async () => {
    const port = new URL(server.origin).port
    const began = performance.now()
    for (let round = 0; round < rounds && performance.now() - began < longEnough; round++) {
      const life = new AbortController()
      const work = [joinOnAndOn(), joinOnAndOn(), revokeOnAndOn(life.signal)]
      const ends = Promise.allSettled(work)
      await someMoment()
      server.signal('SIGKILL')
      life.abort()
      await server.exited
      // Nobody was refused: what ended them was the end of the server.
      for (const end of await ends)
        if (end.status === 'rejected') expect(end.reason).not.toBeInstanceOf(Refused)
      const db = connect(readSettings(environment()).database)
      await expectWhole(db).finally(() => db.destroy())
      server = await start(port)
    }
    expect(acknowledged.joined.length).toBeGreaterThan(0)
    expect(acknowledged.revoked.size).toBeGreaterThan(0)
  }, 120_000)

  it('lets in whose passkey it shows as active, and nobody else', async () => {
    const browser = server.browser()
    await signInWith(browser, ada)
    for (const { authenticator, userId, passkeyId } of acknowledged.joined.slice(-20)) {
      const { items } = await browser.call(users.listUserPasskeys, { params: { id: userId } })
      const isActive = items.some(({ id, status }) => id === passkeyId && status === 'active')
      const [tried] = await Promise.allSettled([signInWith(server.browser(), authenticator)])
      expect(tried.status).toBe(isActive ? 'fulfilled' : 'rejected')
      if (acknowledged.revoked.has(passkeyId)) expect(isActive).toBe(false)
    }
    expect(await confirm({ browser, authenticator: ada })).toMatchObject({ freshLevel: 2 })
  })

  it('spends no challenge twice', async () => {
    const browser = server.browser()
    const { challengeId, options } = await browser.call(signIn.beginPasskeySignIn, { body: {} })
    const body = { challengeId, response: ada.get(options) }
    await browser.call(signIn.finishPasskeySignIn, { body })
    server.signal('SIGKILL')
    await server.exited
    server = await start(new URL(server.origin).port)
    const again = server.browser().call(signIn.finishPasskeySignIn, { body })
    await expect(again).rejects.toMatchObject({ code: 'passkey.rejected' })
  })
})
