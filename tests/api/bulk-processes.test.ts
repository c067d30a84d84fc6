import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as after } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { readSettings } from '../../server/config.ts'
import { connect, type Db } from '../../server/db/connect.ts'
import * as fleet from '../../shared/contract/fleet.ts'
import * as session from '../../shared/contract/session.ts'
import * as signIn from '../../shared/contract/sign-in.ts'
import type { SoftAuthenticator } from '../support/authenticator/soft-authenticator.ts'
import type { Browser } from '../support/browser.ts'
import { copyPeople } from '../support/crowd.ts'
import { databases } from '../support/databases.ts'
import { advisory, badKey, everyResult, goodCloud, settled } from '../support/fleet.ts'
import { atMost, often, tell } from '../support/often.ts'
import { authenticatorFor, register, signInWith } from '../support/people.ts'
import { startProcess, type ServerProcess } from '../support/server-process.ts'
import { countedFigures, keptFigures } from '../support/standing.ts'

const crowd = 400
const kills = often(9)
// On a slow machine fewer: each of them is a start of the whole program.
const longEnough = atMost(40_000)

describe.each(Object.entries(databases))('bulk revocation by two processes, on %s,', (name, open) => {
  let database: Awaited<ReturnType<typeof open>>
  let folder: string
  let environment: Record<string, string>
  let servers: ServerProcess[]
  let ada: { browser: Browser; authenticator: SoftAuthenticator }
  let orders: string[]

  beforeAll(async () => {
    database = await open()
  })
  afterAll(() => database.stop())
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'weftid-bulk-'))
    const given = { WEFTID_DATA: folder, WEFTID_LOG_LEVEL: 'warn', ...(await database.fresh()) }
    const first = await startProcess({ ...given, WEFTID_PORT: '0' })
    // One origin for both: what one answers the other's page may ask for.
    environment = { ...given, WEFTID_ORIGIN: first.origin }
    servers = [first, await startProcess({ ...environment, WEFTID_PORT: '0' })]
    const browser = first.browser()
    const authenticator = authenticatorFor(browser, goodCloud)
    await browser.call(signIn.setUp, { body: { email: 'ada@example.org', displayName: 'Ada' } })
    await register(browser, authenticator)
    ada = { browser, authenticator }
    orders = []
  })
  afterEach(async () => {
    for (const { signal, exited } of servers) {
      signal('SIGKILL')
      await exited
    }
    await rm(folder, { recursive: true, force: true })
  })

  const looking = async <T>(look: (db: Db) => Promise<T>) => {
    const db = connect(readSettings(environment).database)
    return look(db).finally(() => db.destroy())
  }
  const order = async (browser: Browser) => {
    const { job } = await browser.call(fleet.startRevocation, { body: advisory })
    orders.push(job.id)
    return job.id
  }
  const crowdOf = (count: number) => looking((db) => copyPeople(db, { count, ...badKey }))

  /** Every passkey of every order once: in the results, on the record, in the outbox, and in the row itself. */
  async function expectWhole(browser: Browser) {
    const results = []
    for (const id of orders) results.push(...(await everyResult(browser, id)))
    const ids = results.map(({ passkeyId }) => passkeyId).sort()
    expect(new Set(ids).size).toBe(crowd * orders.length)
    await looking(async (db) => {
      const entries = await db('audit').where({ action: 'passkey.revoked' }).select('passkey_id')
      expect(entries.map(({ passkey_id }) => passkey_id).sort()).toEqual(ids)
      expect(await db('outbox').where({ kind: 'passkey.revoked' })).toHaveLength(ids.length)
      const rows = await db('passkeys').where({ aaguid: badKey.aaguid }).select('*')
      expect(rows.map((row) => row.id).sort()).toEqual(ids)
      expect(rows.filter(({ status, public_key }) => status !== 'revoked' || public_key !== null)).toEqual([])
      const open = await db('sessions').whereNull('ended_at').pluck('passkey_id')
      expect(open.filter((id) => id !== null && ids.includes(id))).toEqual([])
      const finished = await db('audit').where({ action: 'fleet-revocation.finished' })
      expect(finished).toHaveLength(orders.length)
      expect(await keptFigures(db)).toEqual(await countedFigures(db))
    })
  }

  it('is in effect on the other process with the very next request', async () => {
    const [first, second] = servers
    if (!first || !second) throw new Error('two servers')
    const there = second.browser()
    const ownKey = authenticatorFor(ada.browser, badKey)
    const { passkey } = await register(ada.browser, ownKey)
    await signInWith(there, ownKey)
    // Somebody else's order: nobody's own passkeys are taken by it.
    await looking(async (db) => {
      await copyPeople(db, { count: 3, ...badKey })
      const [somebody] = await db('users').where('email', 'like', 'copy-%').limit(1).pluck('id')
      await db('passkeys')
        .where({ id: passkey.id })
        .update({ user_id: somebody ?? '' })
      await db('sessions')
        .where({ passkey_id: passkey.id })
        .update({ user_id: somebody ?? '' })
    })
    expect(await there.call(session.getSession, {})).toMatchObject({ kind: 'full' })
    await order(ada.browser)
    await expect(there.call(session.getSession, {})).rejects.toMatchObject({ code: 'session.required' })
    await expect(signInWith(second.browser(), ownKey)).rejects.toMatchObject({ code: 'passkey.rejected' })
  })

  it('does every passkey once, and others sign in beside it', async () => {
    await crowdOf(crowd)
    const id = await order(ada.browser)
    let signIns = 0
    const done = settled(ada.browser, id)
    let running = true
    const beside = servers.map(async (server) => {
      while (running) {
        await signInWith(server.browser(), ada.authenticator)
        signIns++
        await after(20)
      }
    })
    expect(await done).toMatchObject({ status: 'done', revoked: crowd, total: crowd })
    running = false
    await Promise.all(beside)
    expect(signIns).toBeGreaterThan(0)
    await expectWhole(ada.browser)
  }, 90_000)

  /** How many passkeys are done: whatever moment it is, they have all that belongs to them, and the others nothing. */
  const progress = (id: string) =>
    looking(async (db) => {
      const job = await db('model_revocations').where({ id }).first('revoked', 'status')
      const done = await db('model_revocation_results').where({ job_id: id }).pluck('passkey_id')
      const results = await db('model_revocation_results').pluck('passkey_id')
      const revoked = await db('passkeys').where({ status: 'revoked' }).pluck('id')
      const entries = await db('audit').where({ action: 'passkey.revoked' }).pluck('passkey_id')
      expect(results.sort()).toEqual(revoked.sort())
      expect(entries.sort()).toEqual(revoked)
      expect(job?.revoked).toBe(done.length)
      return { done: done.length, isOver: job?.status === 'done' }
    })

  const kill = async (index: number) => {
    servers[index]?.signal('SIGKILL')
    await servers[index]?.exited
  }
  // The first decides the origin, so it comes back to its own port.
  const revive = async (index: number) => {
    const port = index === 0 ? new URL(environment['WEFTID_ORIGIN'] ?? '').port : '0'
    servers[index] = await startProcess({ ...environment, WEFTID_PORT: port })
  }

  const ahead = (id: string) =>
    looking(async (db) => {
      const job = await db('model_revocations').where({ id }).first('revoked', 'status')
      return { done: job?.revoked ?? 0, isOver: job?.status === 'done' }
    })

  /** A few passkeys further, rather than some time: machines differ. */
  async function someMoment(id: string, from: number) {
    const enough = from + 1 + Math.random() * 30
    for (let now = await ahead(id); now.done < enough && !now.isOver; now = await ahead(id)) await after(1)
  }

  /** Kills one, the other or both while an order is carried out, until it is; answers how often. */
  async function killWhile(id: string, before: number): Promise<number> {
    let round = 0
    for (let now = await ahead(id); !now.isOver && before + round < kills; round++) {
      await someMoment(id, now.done)
      const dying = [[0], [1], [0, 1]][(before + round) % 3] ?? []
      await Promise.all(dying.map(kill))
      now = dying.length === 2 ? await progress(id) : await ahead(id)
      await Promise.all(dying.map(revive))
    }
    return round
  }

  it(
    'goes on where it was, whoever is killed and whenever',
    async () => {
      const began = performance.now()
      let killed = 0
      while (killed < kills && performance.now() - began < longEnough) {
        await crowdOf(crowd)
        const browser = servers[0]?.browser() ?? ada.browser
        await signInWith(browser, ada.authenticator)
        const id = await order(browser)
        killed += await killWhile(id, killed)
        const door = servers[0]?.browser() ?? ada.browser
        await signInWith(door, ada.authenticator)
        expect(await settled(door, id)).toMatchObject({ status: 'done', revoked: crowd })
        await expectWhole(door)
      }
      expect(killed).toBeGreaterThan(1)
      tell(
        `${name}: killed ${killed} times in ${orders.length} orders; ${orders.length * crowd} passkeys revoked once each`,
      )
    },
    often(180_000),
  )
})
