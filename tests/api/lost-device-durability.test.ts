import { setTimeout as after } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as lost from '../../shared/contract/lost-device.ts'
import * as users from '../../shared/contract/users.ts'
import type { Db } from '../../server/db/connect.ts'
import { Refused, type Browser } from '../support/browser.ts'
import { why } from '../support/console-scene.ts'
import { copyPeople } from '../support/crowd.ts'
import { databases } from '../support/databases.ts'
import { atMost, often, tell } from '../support/often.ts'
import { setUpAdministrator, signInWith, type Person } from '../support/people.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { countedFigures, keptFigures } from '../support/standing.ts'
import { startOther, type OtherProcess } from '../support/two-processes.ts'

const kills = often(25)
// On a slow machine fewer: each of them is the start of a process.
const longEnough = atMost(30_000)

interface Victim {
  id: string
  passkeyId: string
}

describe.each(Object.entries(databases))('lost devices of a server that is killed, on %s,', (name, open) => {
  let stopDatabase: () => Promise<void>
  let server: TestServer
  let victim: OtherProcess
  let db: Db
  let ada: Person
  /** What was answered, and what was asked for. */
  const answered = new Map<string, string | null>()
  const waiting: Victim[] = []

  beforeAll(async () => {
    const { environment, stop } = await open()
    stopDatabase = stop
    server = await startTestServer(environment)
    db = server.services.db
    ada = await setUpAdministrator(server)
    await copyPeople(db, { count: often(1500), aaguid: '33333333-3333-4333-8333-333333333333' })
    const rows = await db('passkeys').whereNot({ user_id: ada.id }).select('id', 'user_id')
    waiting.push(...rows.map(({ id, user_id }) => ({ id: user_id, passkeyId: id })))
  }, often(60_000))
  afterAll(async () => {
    await server.close()
    await stopDatabase()
  })

  /** One person after the other loses their device, until the server is gone. */
  async function loseOnAndOn(browser: Browser): Promise<never> {
    for (;;) {
      const next = waiting.pop()
      if (!next) throw new Error('There is nobody left.')
      const body = { ...why, passkeyIds: [next.passkeyId], endAllSessions: true, temporaryPassMinutes: 60 }
      const done = await browser.call(lost.loseDevice, { params: { id: next.id }, body })
      expect(done).toMatchObject({ passkeysRevoked: 1, sessionsEnded: 1 })
      answered.set(next.id, done.temporaryPass?.pass ?? null)
    }
  }

  /** Everybody has lost all that belongs to it, or nothing. */
  async function expectWhole() {
    const passkeys = await db('passkeys')
      .whereNot({ user_id: ada.id })
      .select('id', 'user_id', 'status', 'public_key')
    const revoked = passkeys.filter(({ status }) => status === 'revoked')
    const owners = revoked.map(({ user_id }) => user_id).sort()
    expect(revoked.filter(({ public_key }) => public_key !== null)).toEqual([])
    const ended = await db('sessions').whereNot({ user_id: ada.id }).whereNotNull('ended_at').pluck('user_id')
    const targets = async (action: string) => (await db('audit').where({ action }).pluck('target_id')).sort()
    expect(ended.sort()).toEqual(owners)
    for (const action of ['device.lost', 'passkey.revoked', 'temporary-pass.issued'])
      expect(await targets(action), action).toEqual(owners)
    expect((await db('temporary_passes').pluck('user_id')).sort()).toEqual(owners)
    expect(await db('outbox').where({ kind: 'device.lost' })).toHaveLength(owners.length)
    for (const id of answered.keys()) expect(owners).toContain(id)
    // At most the acts under way when it was killed were done and not answered.
    return owners.length - answered.size
  }

  it(
    'are each answered and done, or not done at all',
    async () => {
      const began = performance.now()
      let round = 0
      let unanswered = 0
      for (; round < kills && performance.now() - began < longEnough; round++) {
        victim = await startOther(server.config)
        const door = victim.browser()
        await signInWith(door, ada.authenticator)
        const before = answered.size
        const work = [0, 1, 2].map(() => loseOnAndOn(victim.browser(door)))
        const ends = Promise.allSettled(work)
        // In acts rather than milliseconds, since machines differ; then somewhere within the next one.
        const enough = before + 1 + Math.floor(Math.random() * 3)
        for (let waited = 0; answered.size < enough && waited < 4000; waited++) await after(1)
        await after(Math.random() * 8)
        await victim.kill()
        for (const end of await ends)
          if (end.status === 'rejected') expect(end.reason).not.toBeInstanceOf(Refused)
        const now = await expectWhole()
        expect(now - unanswered).toBeLessThanOrEqual(work.length)
        unanswered = now
      }
      expect(round).toBeGreaterThan(5)
      expect(answered.size).toBeGreaterThan(round - 1)
      expect(await keptFigures(db)).toEqual(await countedFigures(db))
      tell(
        `${name}: killed ${round} times; ${answered.size} lost devices answered and done, ${unanswered} done only`,
      )
    },
    often(180_000),
  )

  it('can be repeated by whoever had no answer', async () => {
    const door = server.browser()
    await signInWith(door, ada.authenticator)
    const revoked = await db('passkeys').where({ status: 'revoked' }).select('id', 'user_id')
    for (const { id, user_id } of revoked.slice(0, 5)) {
      const again = { params: { id: user_id }, body: { ...why, passkeyIds: [id] } }
      expect(await door.call(lost.loseDevice, again)).toMatchObject({ passkeysRevoked: 0, sessionsEnded: 0 })
      expect((await door.call(users.getUser, { params: { id: user_id } })).temporaryPass).not.toBeNull()
    }
  })
})
