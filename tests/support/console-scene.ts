import { afterAll, afterEach, beforeAll, expect } from 'vitest'
import * as methods from '../../shared/contract/methods.ts'
import type { Passkey } from '../../shared/contract/passkey.ts'
import type { Role } from '../../shared/contract/roles.ts'
import * as session from '../../shared/contract/session.ts'
import type { Db } from '../../server/db/connect.ts'
import type { Browser } from './browser.ts'
import type { databases } from './databases.ts'
import { invite, setUpAdministrator, type Person } from './people.ts'
import { startTestServer, type TestServer } from './server.ts'
import { countedFigures, keptFigures } from './standing.ts'
import { startOther, type OtherProcess } from './two-processes.ts'

/** Why something is done, for the record. */
export const why = { reason: 'Laptop stolen', ticket: 'HD-17' }

interface Present {
  server: TestServer
  other: OtherProcess
  ada: Person
  db: Db
}

/**
 * One organisation on one database, served by this process and by another, with Ada as its administrator. After each
 * test what is counted must be right, and neither process may have met a fault of its own.
 */
export function consoleScene(open: (typeof databases)[string]) {
  let present: Present
  let stopDatabase: () => Promise<void>
  let number = 0

  beforeAll(async () => {
    const { environment, stop } = await open()
    stopDatabase = stop
    const server = await startTestServer(environment)
    const ada = await setUpAdministrator(server)
    present = { server, ada, db: server.services.db, other: await startOther(server.config) }
  })
  afterAll(async () => {
    await present.other.kill()
    await present.server.close()
    await stopDatabase()
  })
  afterEach(async () => {
    expect(await keptFigures(present.db)).toEqual(await countedFigures(present.db))
    expect(present.server.log()).not.toContain('"level":50')
    expect(present.other.errors()).toBe('')
  })

  return {
    present: () => present,
    join: (role: Role = 'user', device: Parameters<typeof invite>[2]['device'] = {}) =>
      invite(present.server, present.ada, { email: `person-${++number}@example.org`, role, device }),
    /** The newest place of the record. */
    mark: async () => (await present.db('audit').max({ seq: 'seq' }).first())?.seq ?? 0,
    entriesSince: (mark: number) => present.db('audit').where('seq', '>', mark).orderBy('seq').select('*'),
    mailsTo: ({ email }: Pick<Person, 'email'>) =>
      present.db('outbox').where({ address: email }).orderBy('seq').select('*'),
  }
}

/** Whether the browser's session still runs. */
export const isSignedIn = (browser: Browser): Promise<boolean> =>
  browser.call(session.getSession, {}).then(
    () => true,
    () => false,
  )

/** Somebody's passkeys as they see them. */
export const passkeysOf = async ({ browser }: Pick<Person, 'browser'>): Promise<Passkey[]> =>
  (await browser.call(methods.getMethods, {})).passkeys

/** The id of the one passkey somebody has. */
export async function onlyPasskey(person: Pick<Person, 'browser'>): Promise<string> {
  const [passkey] = await passkeysOf(person)
  if (!passkey) throw new Error('no passkey')
  return passkey.id
}
