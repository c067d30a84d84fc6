import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Db } from '../../server/db/connect.ts'
import { statement, type Held } from '../../server/db/statement.ts'
import { inRelaxedTransactionKeeping, type Last } from '../../server/db/transaction.ts'
import { spend } from '../../server/passkeys/challenge-store.ts'
import { databases, isSqlite } from '../support/databases.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

const [kind] = Object.keys(databases)
const broken = new Error('broken')

let server: TestServer
let db: Db

beforeAll(async () => {
  server = await startTestServer()
  db = server.services.db
})
afterAll(() => server.close())

const write = (held: Held, challenge: string) => spend.run(held, { challenge, expiresAt: '9999' })
// A name that is there already.
const clash = statement<Record<string, never>>((any) =>
  any('guards').insert({ name: 'challenge-watermark', value: '' }),
)
const written = (): Promise<string[]> =>
  db('spent_challenges').where('challenge', 'like', 'kept-%').orderBy('challenge').pluck('challenge')
const forget = () => db('spent_challenges').delete()

/** Writes `kept-first`, decides, and leaves the rest to `rest`. */
const keeping = <T>(rest: (held: Held, last: Last) => Promise<T>, decide = (changed: number) => changed) =>
  inRelaxedTransactionKeeping(db, {
    first: (held) => write(held, 'kept-first'),
    decide,
    rest: (held, _, last) => rest(held, last),
  })

describe(`what is done first in a transaction on ${kind}`, () => {
  it('is there with all that rests on it, ended by it or not', async () => {
    for (const isEnded of [true, false]) {
      await forget()
      const done = await keeping((held, last) => {
        const asked = [write(held, 'kept-rest')]
        return isEnded ? last(asked) : Promise.all(asked)
      })
      expect(done).toEqual([1])
      expect(await written()).toEqual(['kept-first', 'kept-rest'])
    }
  })

  it('stays where the decision is against the rest', async () => {
    await forget()
    const refusal = keeping(
      (held) => write(held, 'kept-rest'),
      () => {
        throw broken
      },
    )
    await expect(refusal).rejects.toBe(broken)
    expect(await written()).toEqual(['kept-first'])
  })

  it('stays where the rest fails, of which nothing does', async () => {
    await forget()
    const failure = keeping(async (held) => {
      await write(held, 'kept-rest')
      throw broken
    })
    await expect(failure).rejects.toBe(broken)
    expect(await written()).toEqual(['kept-first'])
  })

  it('stays where one of the last statements fails', async () => {
    await forget()
    const failure = keeping((held, last) => last([write(held, 'kept-rest'), clash.run(held, {})]))
    await expect(failure).rejects.toThrow(/unique/i)
    expect(await written()).toEqual(['kept-first'])
  })

  it.skipIf(isSqlite)('and on PostgreSQL the last has nothing behind it', async () => {
    await forget()
    const late = keeping(async (held, last) => {
      await last([write(held, 'kept-rest')])
      await write(held, 'kept-late')
    })
    await expect(late).rejects.toThrow('The transaction is over.')
    expect(await written()).toEqual(['kept-first', 'kept-rest'])
  })
})
