import { setTimeout as after } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import * as fallback from '../../shared/contract/fallback.ts'
import * as methods from '../../shared/contract/methods.ts'
import type { Browser } from '../support/browser.ts'
import { databases } from '../support/databases.ts'
import {
  authenticatorFor,
  confirm,
  invite,
  register,
  setUpAdministrator,
  signInWith,
  type Person,
} from '../support/people.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { giveApp, giveKey, givePassword } from '../support/two-step.ts'

const acts = ['revoke', 'removePassword', 'removeTotp'] as const
type Act = (typeof acts)[number]

/** What somebody has beside the passkey they act with, which is the one `revoke` takes. */
const having = ['another passkey', 'a security key', 'password', 'app', 'codes'] as const
type Having = (typeof having)[number]

const everyCombination = Array.from({ length: 2 ** having.length }, (_, bits) =>
  having.filter((_one, index) => (bits >> index) & 1),
)

/** What is left after the acts, by the plain reading of it: a passkey, or a password and something to complete it. */
function isWayIn(has: readonly Having[], done: readonly Act[]): boolean {
  const left = (one: Having) => has.includes(one)
  const passkey = !done.includes('revoke') || left('another passkey') || left('a security key')
  const password = left('password') && !done.includes('removePassword')
  const app = left('app') && !done.includes('removeTotp')
  return passkey || (password && (app || left('a security key') || left('codes')))
}

describe.each(Object.entries(databases))('the last way in, on %s,', (name, open) => {
  let stopDatabase: () => Promise<void>
  let server: TestServer
  let ada: Person
  let people = 0

  beforeAll(async () => {
    const { environment, stop } = await open()
    stopDatabase = stop
    server = await startTestServer(environment)
    ada = await setUpAdministrator(server)
  })
  afterAll(async () => {
    await server.close()
    await stopDatabase()
  })
  afterEach(() => {
    expect(server.log().includes('"level":50')).toBe(false)
  })

  async function join(has: readonly Having[]) {
    const person = await invite(server, ada, { email: `person-${++people}@example.org` })
    const { passkeys } = await person.browser.call(methods.getMethods, {})
    if (has.includes('password')) await givePassword(person)
    if (has.includes('app')) await giveApp(person, server)
    if (has.includes('another passkey')) await register(person.browser, authenticatorFor(person.browser))
    if (has.includes('a security key')) await giveKey(person)
    const { db } = server.services
    if (!has.includes('codes')) await db('backup_codes').where({ user_id: person.id }).delete()
    await confirm(person)
    return { ...person, passkeyId: passkeys[0]?.id ?? '' }
  }

  const take = (act: Act, { browser, passkeyId }: { browser: Browser; passkeyId: string }) => {
    if (act === 'revoke')
      return browser.call(methods.revokeMyPasskey, { params: { id: passkeyId }, body: {} })
    return browser.call(act === 'removeTotp' ? fallback.removeTotp : fallback.removePassword, {})
  }

  async function whatIsLeft(id: string) {
    const { db } = server.services
    return {
      password: (await db('passwords').where({ user_id: id })).length === 1,
      totp: (await db('totps').where({ user_id: id })).length === 1,
      codes: (await db('backup_codes').where({ user_id: id })).length,
      passkeys: await db('passkeys').where({ user_id: id, status: 'active' }),
    }
  }

  // What is decided is the same everywhere; what happens at once is not.
  const combinations = name === 'SQLite' ? everyCombination : everyCombination.slice(-1)
  it.each(combinations.map((has) => ({ has })))('cannot be taken from who has $has', async ({ has }) => {
    for (const act of acts) {
      const person = await join(has)
      const before = await whatIsLeft(person.id)
      const done = take(act, person)
      if (isWayIn(has, [act])) await done
      else {
        await expect(done).rejects.toMatchObject({ code: 'conflict' })
        expect(await whatIsLeft(person.id)).toEqual(before)
      }
    }
  })

  const pairs: [Act, Act][] = [
    ['revoke', 'removePassword'],
    ['revoke', 'removeTotp'],
  ]
  it.each(pairs)('is left by two acts of the same instant: %s and %s', async (one, other) => {
    for (let round = 0; round < 8; round++) {
      const person = await join(['password', 'app'])
      const copy = server.browser()
      copy.cookie = person.browser.cookie
      const ends = await Promise.allSettled([
        take(one, person),
        after((round * 0.7) % 4).then(() => take(other, { ...person, browser: copy })),
      ])
      expect(ends.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
      const { password, totp, passkeys } = await whatIsLeft(person.id)
      expect(passkeys.length > 0 || (password && totp)).toBe(true)
    }
  })

  it('is left by two passkeys that are revoked in the same instant', async () => {
    for (let round = 0; round < 8; round++) {
      const person = await join(['another passkey'])
      const { passkeys } = await person.browser.call(methods.getMethods, {})
      const ends = await Promise.allSettled(
        passkeys.map(({ id }) => take('revoke', { browser: person.browser, passkeyId: id })),
      )
      expect(ends.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
      expect((await whatIsLeft(person.id)).passkeys).toHaveLength(1)
    }
  })

  it('is ten backup codes, not twenty, where new ones are asked for in two sessions at once', async () => {
    for (let round = 0; round < 8; round++) {
      const person = await join(['codes'])
      const browsers = [1, 2, 3].map(() => server.browser())
      for (const browser of browsers) await signInWith(browser, person.authenticator)
      await Promise.all(browsers.map((browser) => browser.call(methods.createBackupCodes, {})))
      expect((await whatIsLeft(person.id)).codes).toBe(10)
    }
  })
})
