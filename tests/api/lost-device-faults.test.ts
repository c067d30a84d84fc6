import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as lost from '../../shared/contract/lost-device.ts'
import * as users from '../../shared/contract/users.ts'
import { pathOf } from '../support/browser.ts'
import type { Db } from '../../server/db/connect.ts'
import { isSqlite } from '../support/databases.ts'
import { onlyPasskey, passkeysOf, why } from '../support/console-scene.ts'
import { openEvents } from '../support/event-reader.ts'
import {
  authenticatorFor,
  confirm,
  invite,
  register,
  setUpAdministrator,
  type Person,
} from '../support/people.ts'
import { everyRow } from '../support/rows.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

let server: TestServer
let ada: Person
let bob: Person

beforeAll(async () => {
  server = await startTestServer()
  ada = await setUpAdministrator(server)
  bob = await invite(server, ada, { email: 'bob@example.org' })
  await register(bob.browser, authenticatorFor(bob.browser))
  await confirm(ada)
  const { db } = server.services
  const body = { minutes: 60, ...why }
  await ada.browser.call(users.issueTemporaryPass, { params: { id: bob.id }, body })
  const [invitation] = await db('invitations').where({ user_id: bob.id }).select('*')
  if (invitation)
    await db('invitations').insert({ ...invitation, id: 'open', token_hash: 'open', accepted_at: null })
})
afterAll(() => server.close())

/** Each step of the act, by what it does to which table. */
const steps = [
  'update of status on passkeys',
  'update of ended_at on sessions',
  'update of voided_at on invitations',
  'update of voided_at on temporary_passes',
  'update of used_at on backup_codes',
  'update of active_passkeys on users',
  'update on models',
  'insert on audit',
  "insert on audit when new.action = 'device.lost'",
  "insert on audit when new.action = 'temporary-pass.issued'",
  'insert on outbox',
  'insert on temporary_passes',
]

const whole = async () => ({
  params: { id: bob.id },
  body: {
    ...{ ...why, passkeyIds: (await passkeysOf(bob)).map(({ id }) => id) },
    ...{ voidBackupCodes: true, endAllSessions: true, temporaryPassMinutes: 30 },
  },
})

async function makeFail(db: Db, step: string): Promise<void> {
  const [what = '', when] = step.split(' when ')
  if (isSqlite) {
    const fails = "begin select raise(abort, 'made to fail'); end"
    await db.raw(`create trigger made_to_fail before ${what} ${when ? `when ${when}` : ''} ${fails}`)
    return
  }
  await db.raw(`create or replace function fail() returns trigger language plpgsql as
    $$ begin raise exception 'made to fail'; end $$`)
  const row = `for each row ${when ? `when (${when})` : ''} execute function fail()`
  await db.raw(`create trigger made_to_fail before ${what} ${row}`)
}

const letBe = (db: Db, step: string) =>
  db.raw(`drop trigger made_to_fail ${isSqlite ? '' : (/ on \w+/.exec(step)?.[0] ?? '')}`)

describe('a lost device of which one step fails', () => {
  it.each(steps)('(%s) is not done at all, and told to nobody', async (step) => {
    const { db } = server.services
    const { params, body } = await whole()
    const stream = await openEvents(server, bob.browser)
    await makeFail(db, step)
    const before = await everyRow(db)
    const path = pathOf(lost.loseDevice.path, params)
    const answer = await ada.browser.send({ method: 'post', path, body: JSON.stringify(body) })
    expect(answer.status).toBeGreaterThanOrEqual(500)
    expect(answer.text).not.toContain('made to fail')
    expect(await everyRow(db)).toEqual(before)
    await letBe(db, step)
    expect(stream.events()).toEqual([])
    stream.close()
  })

  it('is done whole once nothing fails any more', async () => {
    const { passkeysRevoked, sessionsEnded, temporaryPass } = await ada.browser.call(
      lost.loseDevice,
      await whole(),
    )
    expect([passkeysRevoked, sessionsEnded]).toEqual([2, 1])
    expect(temporaryPass).toBeDefined()
    await expect(onlyPasskey(bob)).rejects.toMatchObject({ code: 'session.required' })
  })
})
