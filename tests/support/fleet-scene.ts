import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest'
import * as fleet from '../../shared/contract/fleet.ts'
import * as lost from '../../shared/contract/lost-device.ts'
import * as users from '../../shared/contract/users.ts'
import type { Role } from '../../shared/contract/roles.ts'
import * as session from '../../shared/contract/session.ts'
import { startRevoker } from '../../server/fleet/worker.ts'
import type { databases } from './databases.ts'
import { advisory, badKey, goodCloud } from './fleet.ts'
import { authenticatorFor, confirm, invite, register, setUpAdministrator, type Person } from './people.ts'
import { startTestServer, type TestServer } from './server.ts'
import { countedFigures, keptFigures } from './standing.ts'

interface Present {
  server: TestServer
  ada: Person
}

/** An organisation of its own for each test, with Ada as its administrator; what is counted must be right at the end. */
export function fleetScene(open: (typeof databases)[string]) {
  let database: Awaited<ReturnType<typeof open>>
  let present: Present
  let stopWorker: (() => Promise<void>) | null = null
  let number = 0

  beforeAll(async () => {
    database = await open()
  })
  afterAll(() => database.stop())
  beforeEach(async () => {
    const server = await startTestServer(await database.fresh())
    present = { server, ada: await setUpAdministrator(server, 'ada@example.org', goodCloud) }
  })
  afterEach(async () => {
    const { server } = present
    await stop()
    expect(await keptFigures(server.services.db)).toEqual(await countedFigures(server.services.db))
    expect(server.log()).not.toContain('"level":50')
    await server.close()
  })

  async function stop() {
    await stopWorker?.()
    stopWorker = null
  }

  return {
    present: () => present,
    /** From now on orders are worked on. */
    work: () => {
      stopWorker = startRevoker(present.server.services)
    },
    stop,
    join: (device: object = badKey, role: Role = 'user') => {
      const email = `person-${++number}@example.org`
      return invite(present.server, present.ada, { email, role, device })
    },
    spare: ({ browser }: Person, device: object = goodCloud) =>
      register(browser, authenticatorFor(browser, device)),
    passkeysOf: (userId: string) =>
      present.server.services.db('passkeys').where({ user_id: userId }).orderBy('created_at').select('*'),
    isSignedIn: ({ browser }: Person) =>
      browser.call(session.getSession, {}).then(
        () => true,
        () => false,
      ),
    start: async (order: Partial<typeof advisory> = {}, by = present.ada) => {
      await confirm(by)
      return (await by.browser.call(fleet.startRevocation, { body: { ...advisory, ...order } })).job
    },
    /** Takes everything from somebody, so that they are out of the way. */
    revokeAll: async ({ id }: Person) => {
      const { ada, server } = present
      await confirm(ada)
      const rows = await server.services.db('passkeys').where({ user_id: id }).whereNot({ status: 'revoked' })
      for (const { id: pid } of rows)
        await ada.browser.call(users.revokeUserPasskey, { params: { id, pid }, body: { reason: 'Over' } })
    },
    suspendAll: async ({ id }: Person, by: Person) => {
      await confirm(by)
      for (const { id: pid } of await present.server.services.db('passkeys').where({ user_id: id }))
        await by.browser.call(lost.suspendUserPasskey, { params: { id, pid }, body: { reason: 'Away' } })
    },
    entries: (action: string) =>
      present.server.services.db('audit').where({ action }).orderBy('seq').select('*'),
    /** Takes the backup codes away that came with a first passkey. */
    withoutCodes: async ({ id }: Person) => {
      const { db } = present.server.services
      await db('backup_codes').where({ user_id: id }).delete()
      const { active_passkeys: count } = (await db('users').where({ id }).first('active_passkeys')) ?? {}
      if (count === 1) await db('users').where({ id }).update({ risk: 'one-device-bound-no-codes' })
    },
  }
}
