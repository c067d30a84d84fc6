import { setTimeout as after } from 'node:timers/promises'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import * as lost from '../../shared/contract/lost-device.ts'
import * as methods from '../../shared/contract/methods.ts'
import * as users from '../../shared/contract/users.ts'
import { recount } from '../../server/db/recount.ts'
import { expireSuspensions } from '../../server/revocation/suspend.ts'
import type { Browser } from '../support/browser.ts'
import { consoleScene, onlyPasskey, why } from '../support/console-scene.ts'
import { databases } from '../support/databases.ts'
import { often } from '../support/often.ts'
import { confirm, type Person } from '../support/people.ts'

interface Administrator extends Person {
  passkeyId: string
}

const soon = () => after(Math.random() * 3)

describe.each(Object.entries(databases))(
  'one working administrator always remains, on %s,',
  (_name, open) => {
    const { present, join } = consoleScene(open)
    let ada: Administrator
    let zoe: Administrator
    let restore: () => Promise<void>

    beforeAll(async () => {
      const joined = await join('admin')
      ada = { ...present().ada, passkeyId: await onlyPasskey(present().ada) }
      zoe = { ...joined, passkeyId: await onlyPasskey(joined) }
      await confirm(ada)
      await confirm(zoe)
      const { db } = present()
      const rows = {
        users: await db('users').select('id', 'role', 'status'),
        passkeys: await db('passkeys').select('id', 'status', 'public_key', 'suspended_until'),
        sessions: await db('sessions').select(
          'id',
          'ended_at',
          'end_reason',
          'fresh_until',
          'fresh_method',
          'passkey_id',
        ),
      }
      restore = async () => {
        for (const row of rows.users) await db('users').where({ id: row.id }).update(row)
        for (const row of rows.passkeys) await db('passkeys').where({ id: row.id }).update(row)
        for (const row of rows.sessions) await db('sessions').where({ id: row.id }).update(row)
        await recount(db)
      }
    })
    beforeEach(() => restore())

    const later = () => new Date(present().server.clock.now().getTime() + 60_000).toISOString()
    const params = ({ id, passkeyId }: Administrator) => ({ id, pid: passkeyId })
    type Act = (browser: Browser, target: Administrator) => Promise<unknown>
    const onAnother: Record<string, Act> = {
      'a change of role': (browser, target) =>
        browser.call(users.changeUser, { params: { id: target.id }, body: { role: 'helpdesk' } }),
      'disabling them': (browser, target) =>
        browser.call(users.disableUser, { params: { id: target.id }, body: why }),
      'revoking their passkey': (browser, target) =>
        browser.call(users.revokeUserPasskey, { params: params(target), body: why }),
      'their lost device': (browser, target) =>
        browser.call(lost.loseDevice, {
          params: { id: target.id },
          body: { ...why, passkeyIds: [target.passkeyId], temporaryPassMinutes: 10 },
        }),
      'suspending their passkey': (browser, target) =>
        browser.call(lost.suspendUserPasskey, { params: params(target), body: why }),
      'suspending it for a while': (browser, target) =>
        browser.call(lost.suspendUserPasskey, { params: params(target), body: { ...why, until: later() } }),
    }
    const onOneself: Record<string, Act> = {
      'revoking one’s own': (browser, { passkeyId }) =>
        browser.call(methods.revokeMyPasskey, { params: { id: passkeyId }, body: {} }),
      'suspending one’s own': (browser, { passkeyId }) =>
        browser.call(methods.suspendMyPasskey, { params: { id: passkeyId }, body: {} }),
      'suspending one’s own for a while': (browser, { passkeyId }) =>
        browser.call(methods.suspendMyPasskey, { params: { id: passkeyId }, body: { until: later() } }),
    }

    const working = async () => {
      const { db } = present()
      const rows = await db('users').where({ role: 'admin', status: 'active' }).select('id')
      const active = await db('passkeys').where({ status: 'active' }).pluck('user_id')
      return rows.filter(({ id }) => active.includes(id)).length
    }
    const state = async () => {
      const { db } = present()
      const byId = (table: 'users' | 'passkeys' | 'sessions' | 'temporary_passes') =>
        db(table).orderBy('id').select('*')
      return {
        users: await byId('users'),
        passkeys: await byId('passkeys'),
        sessions: await byId('sessions'),
        passes: await byId('temporary_passes'),
        audit: await db('audit').orderBy('seq').select('*'),
        outbox: await db('outbox').orderBy('seq').select('*'),
      }
    }

    /** Ada stays signed in, but has no passkey in use. */
    async function onlyZoeWorks() {
      const { db } = present()
      await db('sessions').where({ user_id: ada.id }).update({ passkey_id: null })
      await db('passkeys').where({ user_id: ada.id }).update({ status: 'suspended' })
      await recount(db)
    }

    it.each(Object.keys(onAnother))('whom %s would take away, and nothing changes', async (name) => {
      await onlyZoeWorks()
      const before = await state()
      await expect(onAnother[name]?.(ada.browser, zoe)).rejects.toMatchObject({ code: 'conflict' })
      expect(await state()).toEqual(before)
    })

    it.each(Object.keys(onOneself))('who tries %s, and nothing changes', async (name) => {
      await onlyZoeWorks()
      const before = await state()
      await expect(onOneself[name]?.(zoe.browser, zoe)).rejects.toMatchObject({ code: 'conflict' })
      expect(await state()).toEqual(before)
    })

    it('when a suspension runs out', async () => {
      const { server, db } = present()
      await onAnother['suspending it for a while']?.(ada.browser, zoe)
      expect(await working()).toBe(1)
      const until = new Date(server.clock.now().getTime() - 1000).toISOString()
      await db('passkeys').where({ id: zoe.passkeyId }).update({ suspended_until: until })
      await expireSuspensions(server.services)
      expect(await db('passkeys').where({ id: zoe.passkeyId }).first('status')).toEqual({ status: 'revoked' })
      expect(await working()).toBe(1)
      await expect(onOneself['suspending one’s own']?.(ada.browser, ada)).rejects.toMatchObject({
        code: 'conflict',
      })
    })

    it(
      'whatever two do to each other, or each to themselves, in the same instant, from two processes',
      async () => {
        const { other, server } = present()
        const doors = [(like: Browser) => like, (like: Browser) => other.browser(like)] as const
        const both = { ...onAnother, ...onOneself }
        const target = (name: string, self: Administrator, another: Administrator) =>
          name in onOneself ? self : another
        let rounds = 0
        for (const [first, one] of Object.entries(both))
          for (const [second, two] of Object.entries(both))
            for (let turn = 0; turn < often(2); turn++) {
              const door = doors[turn % 2 === 0 ? 0 : 1]
              await restore()
              const done = await Promise.allSettled([
                soon().then(() => one(ada.browser, target(first, ada, zoe))),
                soon().then(() => two(door(zoe.browser), target(second, zoe, ada))),
              ])
              expect(await working(), `${first} and ${second}`).toBeGreaterThan(0)
              const isOneEnough = first in onOneself && second in onOneself
              if (first in onAnother && second in onAnother)
                expect(
                  done.filter(({ status }) => status === 'fulfilled'),
                  `${first} and ${second}`,
                ).toHaveLength(1)
              if (isOneEnough)
                expect(done.filter(({ status }) => status === 'fulfilled').length).toBeLessThan(2)
              rounds++
            }
        expect(rounds).toBe(81 * often(2))
        expect(server.log()).not.toContain('"level":50')
      },
      often(120_000),
    )
  },
)
