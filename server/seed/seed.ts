import type { Db } from '../db/connect.ts'
import { dialectOf } from '../db/dialect.ts'
import { recountModels } from '../db/recount.ts'
import { hold, type Held } from '../db/statement.ts'
import type { PasskeyRow } from '../db/tables.ts'
import { inTransaction } from '../db/transaction.ts'
import { rememberRpId } from '../passkeys/relying-party.ts'
import { standingOf } from '../standing/counts.ts'
import { hashOf, newId, newToken } from '../tokens.ts'
import { withoutIndexes } from './indexes.ts'
import { insertAll } from './insert.ts'
import { makePasskeys } from './passkeys.ts'
import { chanceFrom, makeUser, type Chance } from './people.ts'
import { seedRecord } from './record.ts'

interface Order {
  users: number
  rpId: string
  now: Date
  /** Told after every few thousand, how many there are. */
  onProgress?: (users: number) => void
}

const atOnce = 2000

/**
 * Fills an empty database with made-up people: users and help desk with passkeys of many models, some revoked, sessions,
 * backup codes and a record. No administrator among them, so that the set-up stays open for a real one. All of it or
 * nothing. Refuses a database that holds anybody.
 */
export async function seed(db: Db, order: Order): Promise<void> {
  await inTransaction(db, async (tx) => {
    if (await tx('users').first('id'))
      throw new Error('This database holds people already. Seed an empty one.')
    const makeIndexes = await withoutIndexes(tx)
    await hold(tx, (held) => insertEverybody(held, order))
    await seedRecord(tx)
    await makeIndexes()
    await recountModels(tx)
    await rememberRpId(tx, order.rpId)
  })
  // What autovacuum would do in time; SQLite never does by itself.
  if (dialectOf(db) === 'postgres') await db.raw('vacuum analyze')
}

async function insertEverybody(held: Held, { users, onProgress, ...when }: Order): Promise<void> {
  const chance = chanceFrom(7100)
  for (let done = 0; done < users; done += atOnce) {
    const count = Math.min(atOnce, users - done)
    await insertSome(held, chance, { first: done + 1, count, ...when })
    onProgress?.(done + count)
  }
}

interface Some {
  first: number
  count: number
  rpId: string
  now: Date
}

async function insertSome(held: Held, chance: Chance, { first, count, rpId, now }: Some): Promise<void> {
  const people = Array.from({ length: count }, (_, index) => {
    const user = makeUser(chance, first + index, now)
    const passkeys = makePasskeys(chance, user, rpId)
    return { user, passkeys, hasCodes: user.status === 'active' && chance() < 0.8 }
  })
  const passkeys = people.flatMap((person) => person.passkeys)
  const online = passkeys.filter(({ status }) => status === 'active' && chance() < 0.22)
  const users = people.map(({ user, hasCodes, ...own }) => ({
    ...user,
    ...standingOf(own.passkeys, hasCodes),
  }))
  const codes = people.filter(({ hasCodes }) => hasCodes).map(({ user }) => codeOf(user))
  await insertAll(held, 'users', users)
  await insertAll(held, 'passkeys', passkeys)
  await insertAll(held, 'backup_codes', codes)
  await insertAll(
    held,
    'sessions',
    online.map((passkey) => sessionOf(passkey, now)),
  )
}

const sessionOf = (passkey: PasskeyRow, now: Date) => ({
  id: newId(),
  token_hash: hashOf(newToken()),
  user_id: passkey.user_id,
  kind: 'full',
  method: 'passkey',
  passkey_id: passkey.id,
  created_at: now.toISOString(),
  last_seen_at: now.toISOString(),
  ends_at: new Date(now.getTime() + 24 * 3_600_000).toISOString(),
  fresh_until: null,
  fresh_method: null,
  address: passkey.created_address,
  client: passkey.created_client,
  computer: passkey.created_computer,
  ended_at: null,
  end_reason: null,
})

const codeOf = ({ id, created_at }: { id: string; created_at: string }) => ({
  id: newId(),
  user_id: id,
  code_hash: hashOf(newToken()),
  created_at,
  used_at: null,
})
