import { beforeEach, describe, expect, it } from 'vitest'
import * as lost from '../../shared/contract/lost-device.ts'
import * as methods from '../../shared/contract/methods.ts'
import type { Role } from '../../shared/contract/roles.ts'
import * as signIn from '../../shared/contract/sign-in.ts'
import * as users from '../../shared/contract/users.ts'
import { recount } from '../../server/db/recount.ts'
import type { PasskeyRow, SessionRow } from '../../server/db/tables.ts'
import { chanceFrom, pick } from '../../server/seed/people.ts'
import { hashOf, newId, normalizeCode } from '../../server/tokens.ts'
import { consoleScene, why } from '../support/console-scene.ts'
import { databases } from '../support/databases.ts'
import { signInWith, type Person } from '../support/people.ts'

const accounts = 150
const chance = chanceFrom(7)
const code = 'ABCD-EFGH-JKMN-PQRS'

describe.each(Object.entries(databases))('a forecast, on %s,', (_name, open) => {
  const { present, join } = consoleScene(open)
  beforeEach(() => signInWith(present().ada.browser, present().ada.authenticator))

  /** Whatever an account can have: passkeys of every status, a password, an app, codes, sessions, a role, a status. */
  async function become(person: Person, models: { passkey: PasskeyRow; session: SessionRow }) {
    const { db } = present()
    const { id } = person
    const now = present().server.clock.now().toISOString()
    for (const table of ['sessions', 'backup_codes', 'passwords', 'totps', 'passkeys'] as const)
      await db(table).where({ user_id: id }).delete()
    const role: Role = pick(chance, ['user', 'user', 'user', 'helpdesk', 'admin'])
    const status = chance() < 0.08 ? 'disabled' : 'active'
    await db('users').where({ id }).update({ role, status })
    const passkeys = Array.from({ length: Math.floor(chance() * 4) + 1 }, (_, index) => {
      const of = pick<PasskeyRow['status']>(chance, ['active', 'active', 'active', 'suspended', 'revoked'])
      return {
        ...models.passkey,
        ...{ id: newId(), credential_id: newId(), name: `Passkey ${index}`, status: of },
        ...(of === 'revoked' ? { public_key: null } : {}),
        transports: pick(chance, ['internal', 'usb', 'hybrid internal', '']),
      }
    })
    await db('passkeys').insert(passkeys)
    if (chance() < 0.4) await db('passwords').insert({ user_id: id, hash: 'x', changed_at: now })
    if (chance() < 0.3) await db('totps').insert({ user_id: id, secret: 'x', created_at: now, last_step: 0 })
    const codes = pick(chance, [0, 0, 1, 7])
    for (let index = 0; index < codes; index++) {
      const code_hash = hashOf(`${id}:${normalizeCode(index === 0 ? code : `${code}${index}`)}`)
      await db('backup_codes').insert({ id: newId(), user_id: id, code_hash, created_at: now, used_at: null })
    }
    const sessionOf = (passkeyId: string | null, kind: SessionRow['kind']) => ({
      ...models.session,
      ...{ id: newId(), token_hash: newId(), passkey_id: passkeyId, kind },
      last_seen_at: pick(chance, [now, now, '2026-01-01T00:00:00.000Z']),
      ended_at: chance() < 0.2 ? now : null,
    })
    const sessions = passkeys.flatMap((passkey) =>
      passkey.status === 'active' && chance() < 0.6 ? [sessionOf(passkey.id, 'full')] : [],
    )
    if (chance() < 0.2) sessions.push(sessionOf(null, 'enrolment'))
    if (chance() < 0.2) sessions.push(sessionOf(null, 'pending'))
    if (sessions.length > 0) await db('sessions').insert(sessions)
    await recount(db)
    return passkeys
  }

  it('is what is true afterwards, of whatever account, and changes nothing by itself', async () => {
    const { ada, db, server } = present()
    const bob = await join()
    const [passkey] = await db('passkeys').where({ user_id: bob.id }).select('*')
    const [session] = await db('sessions').where({ user_id: bob.id, kind: 'full' }).select('*')
    if (!passkey || !session) throw new Error('nothing to copy')
    const params = { id: bob.id }
    const ask = (body: { passkeyIds: string[]; voidBackupCodes?: boolean }) =>
      ada.browser.call(users.forecast, { params, body })
    let lockedOut = 0
    for (let round = 0; round < accounts; round++) {
      const passkeys = await become(bob, { passkey, session })
      const chosen = passkeys.filter(() => chance() < 0.5).map(({ id }) => id)
      const passkeyIds = chosen.length > 0 ? chosen : passkeys.slice(0, 1).map(({ id }) => id)
      const voidBackupCodes = chance() < 0.3
      const before = await db('audit').max({ seq: 'seq' }).first()
      const told = await ask({ passkeyIds, voidBackupCodes })
      expect(await ask({ passkeyIds, voidBackupCodes })).toEqual(told)
      expect(await db('audit').max({ seq: 'seq' }).first()).toEqual(before)
      const done = await ada.browser.call(lost.loseDevice, {
        params,
        body: { ...why, passkeyIds, voidBackupCodes },
      })
      expect(done.sessionsEnded).toBe(told.sessionsEnding)
      const { remaining, lockedOut: isOut } = told
      expect(await ask({ passkeyIds: [] })).toEqual({ remaining, lockedOut: isOut, sessionsEnding: 0 })
      expect(isOut).toBe(await isLockedOut(bob))
      lockedOut += Number(isOut)
    }
    expect(lockedOut).toBeGreaterThan(accounts / 10)
    expect(lockedOut).toBeLessThan((accounts * 9) / 10)
    await db('totps').where({ user_id: bob.id }).delete()
    expect(server.log()).not.toContain('"level":50')
  }, 120_000)

  /** By trying what can be tried, and by the rules of sign-in for the rest. */
  async function isLockedOut({ id, email }: Person): Promise<boolean> {
    const { db, server } = present()
    const user = await db('users').where({ id }).first('role', 'status')
    const passkeys = await db('passkeys').where({ user_id: id, status: 'active' }).select('transports')
    const password = user?.role === 'user' && (await db('passwords').where({ user_id: id })).length > 0
    const steps = [
      await db('totps').where({ user_id: id }),
      await db('backup_codes').where({ user_id: id, used_at: null }),
    ]
    await db('throttles').delete()
    const browser = server.browser()
    const recovered = await browser.call(signIn.recover, { body: { email, backupCode: code } }).then(
      () => true,
      () => false,
    )
    if (recovered)
      await expect(browser.call(methods.getMethods, {})).rejects.toMatchObject({ code: 'enrolment.only' })
    if (user?.status === 'disabled') return !recovered
    const byPassword = password && steps.some((rows) => rows.length > 0)
    return passkeys.length === 0 && !byPassword && !recovered
  }

  it('tells of nobody that is not there, and of passkeys that are not theirs as if there were none', async () => {
    const { ada } = present()
    const [bob, eve] = [await join(), await join()]
    const hers = (await eve.browser.call(methods.getMethods, {})).passkeys.map(({ id }) => id)
    const ask = (id: string, passkeyIds: string[]) =>
      ada.browser.call(users.forecast, { params: { id }, body: { passkeyIds } })
    await expect(ask('nobody', [])).rejects.toMatchObject({ code: 'not-found' })
    expect(await ask(bob.id, [...hers, 'nothing'])).toMatchObject({
      ...{
        lockedOut: false,
        sessionsEnding: 0,
        remaining: [{ kind: 'passkey', count: 1 }, { kind: 'backup-codes' }],
      },
    })
  })
})
