import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as fallback from '../../shared/contract/fallback.ts'
import * as methods from '../../shared/contract/methods.ts'
import type { Role } from '../../shared/contract/roles.ts'
import * as session from '../../shared/contract/session.ts'
import * as signIn from '../../shared/contract/sign-in.ts'
import { confirm, invite, setUpAdministrator, signInWith, type Person } from '../support/people.ts'
import { everythingAtRest } from '../support/rows.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { giveApp, givePassword, nextCode, password, typePassword } from '../support/two-step.ts'

const other = 'four violet harbour cranes'
const failed = { code: 'sign-in.failed' }
const over = { code: 'session.required', problem: { reason: 'ended-elsewhere' } }

let server: TestServer
let ada: Person
let people = 0

beforeAll(async () => {
  server = await startTestServer()
  ada = await setUpAdministrator(server)
})
afterAll(() => server.close())

const join = (role: Role = 'user') => invite(server, ada, { email: `person-${++people}@example.org`, role })
const methodsOf = ({ browser }: Pick<Person, 'browser'>) => browser.call(methods.getMethods, {})
const isIn = ({ browser }: Pick<Person, 'browser'>) => browser.call(session.getSession, {})
const actionsOf = async ({ id }: Person) =>
  (await server.services.db('audit').where({ target_id: id }).orderBy('seq')).map(({ action }) => action)

/** Signs in with the password and a backup code, in a new browser. */
async function comeIn(person: Person, value = password) {
  const { browser } = await typePassword(server, person.email, value)
  await browser.call(signIn.signInWithBackupCode, { body: { code: person.backupCodes.pop() ?? '' } })
  return { browser }
}

describe('a password that is set', () => {
  it('opens what waits for a second step, and is on the record', async () => {
    const bob = await join()
    expect(await methodsOf(bob)).toMatchObject({ password: { set: false, allowed: true, changedAt: null } })
    expect(await givePassword(bob)).toEqual({ sessionsEnded: 0 })
    expect((await typePassword(server, bob.email)).next).toEqual({ done: false, oneOf: ['backup-code'] })
    expect((await methodsOf(bob)).password.changedAt).toMatch(/Z$/)
    expect((await actionsOf(bob)).at(-1)).toBe('password.set')
  })

  it('is the same however its characters were composed', async () => {
    const bob = await join()
    await givePassword(bob, 'caf\u00e9 crème brûlée')
    for (const same of ['cafe\u0301 crème brûlée', 'ｃafé crème brûlée'])
      expect((await typePassword(server, bob.email, same)).next.done).toBe(false)
    await expect(typePassword(server, bob.email, 'cafe crème brûlée')).rejects.toMatchObject(failed)
    await expect(typePassword(server, bob.email, ' café crème brûlée')).rejects.toMatchObject(failed)
  })

  it('may have 256 characters of any kind, and each of them counts', async () => {
    const bob = await join()
    const long = '🐎'.repeat(255)
    await givePassword(bob, `${long}🔋`.replace('🐎', '📎'))
    expect(await typePassword(server, bob.email, `${long}🔋`.replace('🐎', '📎'))).toBeDefined()
    await expect(typePassword(server, bob.email, `${long}🔌`.replace('🐎', '📎'))).rejects.toMatchObject(
      failed,
    )
  })

  it.each(['', 'short', 'password1', 'x'.repeat(257), 'aaaaaaaaaa'])('is refused as %j', async (value) => {
    const bob = await join()
    const set = bob.browser.call(fallback.setPassword, { body: { password: value } })
    await expect(set).rejects.toMatchObject({
      code: 'input.invalid',
      problem: { fields: { password: expect.stringMatching(/\S/) as string } },
    })
    expect((await methodsOf(bob)).password.set).toBe(false)
  })

  it('is refused as one’s own name', async () => {
    const bob = await join()
    const set = bob.browser.call(fallback.setPassword, { body: { password: bob.email.toUpperCase() } })
    await expect(set).rejects.toMatchObject({
      problem: { fields: { password: expect.stringMatching(/not your name/) as string } },
    })
  })

  it('needs fresh proof', async () => {
    const bob = await join()
    await bob.browser.call(session.dropFreshness, {})
    const set = () => bob.browser.call(fallback.setPassword, { body: { password } })
    await expect(set()).rejects.toMatchObject({ code: 'fresh.required' })
    await confirm(bob)
    server.clock.forward(5 * 60_000)
    await expect(set()).rejects.toMatchObject({ code: 'fresh.required' })
    await expect(bob.browser.call(fallback.removePassword, {})).rejects.toMatchObject({
      code: 'fresh.required',
    })
  })

  it('is kept as a hash only, and in no log', async () => {
    const bob = await join()
    await givePassword(bob, other)
    await comeIn(bob, other)
    await expect(typePassword(server, bob.email, `${other}!`)).rejects.toMatchObject(failed)
    expect(await everythingAtRest(server.services.db)).not.toContain(other)
    expect(server.log()).not.toContain(other)
  })

  it('brings backup codes only where none are left', async () => {
    const bob = await join()
    await server.services.db('backup_codes').where({ user_id: bob.id }).update({ used_at: '2026-01-01' })
    const { backupCodes = [] } = await givePassword(bob)
    expect(new Set(backupCodes).size).toBe(10)
    expect((await actionsOf(bob)).slice(-2)).toEqual(['password.set', 'backup-codes.created'])
    expect(await givePassword(bob, other)).toEqual({ sessionsEnded: 0 })
    await comeIn({ ...bob, backupCodes }, other)
  })
})

describe('a password that is changed', () => {
  it('ends what the old one opened, whole or waiting; the acting session stays', async () => {
    const bob = await join()
    await givePassword(bob)
    const byPasskey = { browser: server.browser() }
    await signInWith(byPasskey.browser, bob.authenticator)
    const acting = await comeIn(bob)
    const elsewhere = await comeIn(bob)
    const waiting = await typePassword(server, bob.email)
    const set = await acting.browser.call(fallback.setPassword, { body: { password: other } })
    expect(set).toEqual({ sessionsEnded: 1 })
    await expect(isIn(elsewhere)).rejects.toMatchObject(over)
    const late = waiting.browser.call(signIn.signInWithBackupCode, {
      body: { code: bob.backupCodes[0] ?? '' },
    })
    await expect(late).rejects.toMatchObject({ code: 'session.required', problem: { reason: 'replaced' } })
    for (const stays of [acting, byPasskey, bob]) expect((await isIn(stays)).kind).toBe('full')
    await expect(typePassword(server, bob.email)).rejects.toMatchObject(failed)
    await comeIn(bob, other)
    expect(await actionsOf(bob)).toContain('password.changed')
  })

  it('takes back what was typed of it to confirm, in every session', async () => {
    const bob = await join()
    await givePassword(bob)
    const app = await giveApp(bob, server)
    const elsewhere = server.browser()
    await signInWith(elsewhere, bob.authenticator)
    await elsewhere.call(session.confirmPassword, { body: { password } })
    await givePassword(bob, other)
    nextCode(server)
    const late = elsewhere.call(session.confirmTotp, { body: { code: app.code() } })
    await expect(late).rejects.toMatchObject({ code: 'fresh.required' })
  })

  it('is not right for a moment longer: of sign-ins under way none gets in', async () => {
    const bob = await join()
    await givePassword(bob)
    const values = Array.from({ length: 6 }, (_, index) => `${other} ${index}`)
    await Promise.all([
      ...values.map((value) => bob.browser.call(fallback.setPassword, { body: { password: value } })),
      ...Array.from({ length: 6 }, () => typePassword(server, bob.email).catch(() => undefined)),
    ])
    const { db } = server.services
    const open = await db('sessions').where({ user_id: bob.id, kind: 'pending' }).whereNull('ended_at')
    expect(open).toEqual([])
  })
})

describe('a password that is removed', () => {
  it('opens nothing any more, and what it opened ends', async () => {
    const bob = await join()
    await givePassword(bob)
    const [elsewhere, waiting] = [await comeIn(bob), await typePassword(server, bob.email)]
    await confirm(bob)
    expect(await bob.browser.call(fallback.removePassword, {})).toEqual({ sessionsEnded: 1 })
    expect(await bob.browser.call(fallback.removePassword, {})).toEqual({ sessionsEnded: 0 })
    await expect(isIn(elsewhere)).rejects.toMatchObject(over)
    await expect(waiting.browser.call(session.signOut, {})).rejects.toMatchObject({
      code: 'session.required',
    })
    await expect(typePassword(server, bob.email)).rejects.toMatchObject(failed)
    expect((await actionsOf(bob)).filter((action) => action === 'password.removed')).toHaveLength(1)
  })
})

describe('whoever has power over others', () => {
  it.each(['helpdesk', 'admin'] as const)('is refused a password: %s', async (role) => {
    const kim = await join(role)
    expect((await methodsOf(kim)).password).toEqual({ set: false, allowed: false, changedAt: null })
    await expect(givePassword(kim)).rejects.toMatchObject({ code: 'permission.denied' })
  })

  it.each(['helpdesk', 'admin'] as const)(
    'cannot use one from before, nor what it opened: %s',
    async (role) => {
      const kim = await join()
      await givePassword(kim)
      const inside = await comeIn(kim)
      const { browser } = await typePassword(server, kim.email)
      await server.services.db('users').where({ id: kim.id }).update({ role })
      await expect(typePassword(server, kim.email)).rejects.toMatchObject(failed)
      await expect(isIn(inside)).rejects.toMatchObject(over)
      const late = browser.call(signIn.signInWithBackupCode, { body: { code: kim.backupCodes[0] ?? '' } })
      await expect(late).rejects.toMatchObject(over)
      const own = kim.browser.call(session.confirmPassword, { body: { password } })
      await expect(own).rejects.toMatchObject(failed)
      expect((await methodsOf(kim)).password).toEqual({ set: false, allowed: false, changedAt: null })
    },
  )
})
