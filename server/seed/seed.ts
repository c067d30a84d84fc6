import type { Db } from '../db/connect.ts'
import { recount } from '../db/recount.ts'
import { begin, commit, hold, type Held } from '../db/statement.ts'
import { hashOf, newId, newToken } from '../tokens.ts'
import { insertAll } from './insert.ts'
import { makePasskeys } from './passkeys.ts'
import { chanceFrom, makeUser, type Chance, type SeededUser } from './people.ts'

interface Order {
  users: number
  rpId: string
  now: Date
  /** Told after every few thousand, how many there are. */
  onProgress?: (users: number) => void
}

const perTransaction = 2000

/**
 * Fills an empty database with made-up people: users and help desk with passkeys of many models, some revoked, sessions
 * and backup codes. No administrator among them, so that the set-up stays open for a real one. Refuses a database that
 * holds anybody.
 */
export async function seed(db: Db, { users, rpId, now, onProgress }: Order): Promise<void> {
  if (await db('users').first('id')) throw new Error('This database holds people already. Seed an empty one.')
  const chance = chanceFrom(7100)
  for (let done = 0; done < users; done += perTransaction) {
    const people = Array.from({ length: Math.min(perTransaction, users - done) }, (_, index) =>
      makeUser(chance, done + index + 1, now),
    )
    await hold(db, async (held) => {
      await begin(held)
      await insertPeople(held, chance, people, { rpId, now })
      await commit(held)
    })
    onProgress?.(done + people.length)
  }
  await recount(db)
}

async function insertPeople(
  held: Held,
  chance: Chance,
  people: readonly SeededUser[],
  { rpId, now }: { rpId: string; now: Date },
): Promise<void> {
  const passkeys = people.flatMap((user) => makePasskeys(chance, user, rpId))
  const active = people.filter(({ status }) => status === 'active')
  const codes = active.filter(() => chance() < 0.8).map((user) => codeOf(user))
  const online = passkeys.filter(({ status }) => status === 'active' && chance() < 0.22)
  await insertAll(held, 'users', people)
  await insertAll(held, 'passkeys', passkeys)
  await insertAll(held, 'backup_codes', codes)
  await insertAll(
    held,
    'sessions',
    online.map((passkey) => ({
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
    })),
  )
}

const codeOf = ({ id, created_at }: SeededUser) => ({
  id: newId(),
  user_id: id,
  code_hash: hashOf(newToken()),
  created_at,
  used_at: null,
})
