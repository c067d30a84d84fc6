import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as signIn from '../../shared/contract/sign-in.ts'
import type { Db } from '../../server/db/connect.ts'
import { dialectOf } from '../../server/db/dialect.ts'
import { acts } from '../support/acts.ts'
import { databases } from '../support/databases.ts'
import { invite, setUpAdministrator, type Person } from '../support/people.ts'
import { everyRow } from '../support/rows.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

const steps = {
  sqlite: {
    refuse: ["create trigger no_entry before insert on audit begin select raise(abort, 'no entry'); end"],
    allow: ['drop trigger no_entry'],
  },
  postgres: {
    refuse: [
      "create function no_entry() returns trigger language plpgsql as $$ begin raise exception 'no entry'; end $$",
      'create trigger no_entry before insert on audit for each row execute function no_entry()',
    ],
    allow: ['drop trigger no_entry on audit', 'drop function no_entry()'],
  },
}

// What is spent, and what was tried in vain, stays so whatever becomes of the act.
const kept = new Set(['spent_challenges', 'throttles', 'failure_counts'])

/** Everything the database holds but that, table by table. */
const everything = async (db: Db): Promise<unknown> =>
  Object.fromEntries(Object.entries(await everyRow(db)).filter(([name]) => !kept.has(name)))

describe.each(Object.entries(databases))('on %s, an act that cannot be put on the record', (_name, open) => {
  let stopDatabase: () => Promise<void>
  let server: TestServer
  let db: Db
  let ada: Person

  beforeAll(async () => {
    const { environment, stop } = await open()
    stopDatabase = stop
    server = await startTestServer(environment)
    db = server.services.db
    ada = await setUpAdministrator(server)
  })
  afterAll(async () => {
    await server.close()
    await stopDatabase()
  })

  async function whileRefused<T>(work: () => Promise<T>): Promise<T> {
    const { refuse, allow } = steps[dialectOf(db)]
    for (const sql of refuse) await db.raw(sql)
    try {
      return await work()
    } finally {
      for (const sql of allow) await db.raw(sql)
    }
  }

  const countEntries = async () => Number((await db('audit').count({ count: '*' }))[0]?.count)

  it.each(Object.entries(acts))('is refused and changes nothing: %s', async (_act, prepare) => {
    const act = await prepare({ server, ada })
    const before = await everything(db)
    await whileRefused(() => expect(act()).rejects.toThrow(/server\.failed/))
    expect(await everything(db)).toEqual(before)
    // That it would have been written otherwise: or this shows nothing.
    const again = await prepare({ server, ada })
    const entries = await countEntries()
    await again()
    expect(await countEntries()).toBeGreaterThan(entries)
  })

  it('is refused: the first administrator', async () => {
    const { environment, stop } = await open()
    const other = await startTestServer(environment)
    const refuse = steps[dialectOf(other.services.db)].refuse
    for (const sql of refuse) await other.services.db.raw(sql)
    await expect(setUpAdministrator(other)).rejects.toThrow(/server\.failed/)
    expect(await other.services.db('passkeys')).toEqual([])
    await other.close()
    await stop()
  })

  it('is no way to try in silence', async () => {
    const bob = await invite(server, ada, { email: 'bob@example.org' })
    const body = { email: bob.email, pass: 'AAAA-AAAA-AAAA' }
    await whileRefused(() =>
      expect(server.browser().call(signIn.signInWithTemporaryPass, { body })).rejects.toThrow(
        /server\.failed/,
      ),
    )
  })
})
