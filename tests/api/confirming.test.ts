import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as fallback from '../../shared/contract/fallback.ts'
import * as session from '../../shared/contract/session.ts'
import type { Browser } from '../support/browser.ts'
import { confirm, invite, setUpAdministrator, signInWith, type Person } from '../support/people.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import {
  aTap,
  doStep,
  giveApp,
  giveKey,
  givePassword,
  nextCode,
  password,
  type Steps,
} from '../support/two-step.ts'

const minute = 60_000
const again = { code: 'fresh.required' }
const steps = ['totp', 'security-key', 'backup-code'] as const

let server: TestServer
let ada: Person
let people = 0

beforeAll(async () => {
  server = await startTestServer()
  ada = await setUpAdministrator(server)
})
afterAll(() => server.close())

async function join() {
  const person = await invite(server, ada, { email: `person-${++people}@example.org` })
  await givePassword(person)
  const has: Steps = {
    app: await giveApp(person, server),
    key: await giveKey(person),
    codes: person.backupCodes,
  }
  nextCode(server)
  await person.browser.call(session.dropFreshness, {})
  return { ...person, has }
}

const type = (browser: Browser, value = password) =>
  browser.call(session.confirmPassword, { body: { password: value } })
const stateOf = (browser: Browser) => browser.call(session.getSession, {})

describe('a password typed to confirm', () => {
  it('makes nothing fresh by itself, and changes no cookie', async () => {
    const { browser } = await join()
    const { cookie } = browser
    expect(await type(browser)).toEqual({ next: { done: false, oneOf: steps } })
    expect(browser.cookie).toBe(cookie)
    expect(await stateOf(browser)).toMatchObject({ freshLevel: 0, freshUntil: null })
    await expect(browser.call(fallback.beginTotp, {})).rejects.toMatchObject(again)
  })

  it('is refused when it is wrong, on the record, and leaves no try', async () => {
    const bob = await join()
    await expect(type(bob.browser, 'not the right one')).rejects.toMatchObject({ code: 'sign-in.failed' })
    await expect(doStep(bob.browser, 'totp', bob.has, 'fresh')).rejects.toMatchObject(again)
    const entries = await server.services.db('audit').where({ target_id: bob.id }).orderBy('seq', 'desc')
    expect(entries[0]).toMatchObject({ action: 'session.confirm-failed', reason: 'password-wrong' })
  })

  it.each([
    ['waits ten minutes', 10 * minute - 3000, true],
    ['waits no longer than ten minutes', 10 * minute, false],
  ])('%s for its second step', async (_what, later, isDone) => {
    const bob = await join()
    await type(bob.browser)
    server.clock.forward(later)
    const done = doStep(bob.browser, 'totp', bob.has, 'fresh')
    if (isDone) expect(await done).toMatchObject({ freshLevel: 1 })
    else await expect(done).rejects.toMatchObject(again)
  })

  it('counts in the session it was typed in, not in another of the same person', async () => {
    const bob = await join()
    const elsewhere = server.browser()
    await signInWith(elsewhere, bob.authenticator)
    await type(bob.browser)
    for (const step of steps)
      await expect(doStep(elsewhere, step, bob.has, 'fresh')).rejects.toMatchObject(again)
    expect(await doStep(bob.browser, 'totp', bob.has, 'fresh')).toMatchObject({ freshLevel: 1 })
  })

  it.each(steps)('is used up by one %s', async (step) => {
    const bob = await join()
    await type(bob.browser)
    await doStep(bob.browser, step, bob.has, 'fresh')
    nextCode(server)
    for (const next of steps)
      await expect(doStep(bob.browser, next, bob.has, 'fresh')).rejects.toMatchObject(again)
  })
})

describe('a second step that confirms', () => {
  it.each(steps)('(%s) gives a new cookie, and voids the old one', async (step) => {
    const bob = await join()
    const old = server.browser()
    old.cookie = bob.browser.cookie
    await type(bob.browser)
    const { freshUntil, freshLevel } = await doStep(bob.browser, step, bob.has, 'fresh').then((done) => {
      if (!('freshUntil' in done)) throw new Error('not fresh')
      return done
    })
    expect(bob.browser.cookie).not.toBe(old.cookie)
    await expect(stateOf(old)).rejects.toMatchObject({ code: 'session.required' })
    expect(await stateOf(bob.browser)).toMatchObject({ freshUntil, freshLevel })
    const left = new Date(freshUntil ?? 0).getTime() - server.clock.now().getTime()
    expect(left).toBeGreaterThan(4.5 * minute)
    expect(left).toBeLessThanOrEqual(5 * minute)
  })

  it('by passkey gives a new cookie too', async () => {
    const bob = await join()
    const old = server.browser()
    old.cookie = bob.browser.cookie
    expect(await confirm(bob)).toMatchObject({ freshLevel: 2 })
    await expect(stateOf(old)).rejects.toMatchObject({ code: 'session.required' })
  })

  it('is on the record, with how', async () => {
    const bob = await join()
    await type(bob.browser)
    await doStep(bob.browser, 'backup-code', bob.has, 'fresh')
    const entries = await server.services.db('audit').where({ target_id: bob.id }).orderBy('seq', 'desc')
    expect(entries.slice(0, 2)).toMatchObject([
      { action: 'session.confirmed', reason: 'password+backup-code', actor_id: bob.id },
      { action: 'backup-code.used', actor_id: bob.id },
    ])
  })
})

describe('a screen that is locked', () => {
  it.each(steps)('drops what %s made fresh', async (step) => {
    const bob = await join()
    await type(bob.browser)
    await doStep(bob.browser, step, bob.has, 'fresh')
    await bob.browser.call(session.dropFreshness, {})
    expect(await stateOf(bob.browser)).toMatchObject({ kind: 'full', freshLevel: 0, freshUntil: null })
    await expect(bob.browser.call(fallback.beginTotp, {})).rejects.toMatchObject(again)
  })

  it('drops the password that waits for its second step, and a tap under way', async () => {
    const bob = await join()
    await type(bob.browser)
    const { challengeId, options } = await bob.browser.call(session.beginFreshSecurityKey, {})
    const response = bob.has.key.get(options, aTap)
    await bob.browser.call(session.dropFreshness, {})
    for (const step of steps)
      await expect(doStep(bob.browser, step, bob.has, 'fresh')).rejects.toMatchObject(again)
    const late = bob.browser.call(session.finishFreshSecurityKey, { body: { challengeId, response } })
    await expect(late).rejects.toMatchObject(again)
  })

  it('leaves other sessions of the person as they are', async () => {
    const bob = await join()
    const elsewhere = server.browser()
    await signInWith(elsewhere, bob.authenticator)
    await bob.browser.call(session.dropFreshness, {})
    expect(await stateOf(elsewhere)).toMatchObject({ freshLevel: 2 })
  })
})

describe('a session that ends while its owner confirms', () => {
  it('is not brought back', async () => {
    const bob = await join()
    await type(bob.browser)
    const copy = server.browser()
    copy.cookie = bob.browser.cookie
    const [code] = bob.has.codes
    const ends = await Promise.allSettled([
      bob.browser.call(session.signOut, {}),
      copy.call(session.confirmBackupCode, { body: { code: code ?? '' } }),
    ])
    expect(ends[0]).toMatchObject({ status: 'fulfilled' })
    await expect(stateOf(copy)).rejects.toMatchObject({ code: 'session.required' })
    // Undone with the rest where the end came first: a code is spent only for what it did.
    const unused = await server.services.db('backup_codes').where({ user_id: bob.id }).whereNull('used_at')
    expect(unused).toHaveLength(ends[1].status === 'fulfilled' ? 9 : 10)
  })
})
