import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import * as methods from '../../shared/contract/methods.ts'
import * as session from '../../shared/contract/session.ts'
import * as signIn from '../../shared/contract/sign-in.ts'
import { forgetAttempts } from '../support/attempts.ts'
import type { Browser } from '../support/browser.ts'
import { databases } from '../support/databases.ts'
import { confirm, invite, setUpAdministrator, type Person } from '../support/people.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { giveApp, giveKey, givePassword, nextCode, password, tap, typePassword } from '../support/two-step.ts'

const failed = { code: 'sign-in.failed' }
const usedUp = { code: 'session.required', problem: { reason: 'tries-used-up' } }
const wrong = 'WRNG-WRNG-WRNG-WRNG'

describe.each(Object.entries(databases))('five tries at a second step on %s', (_name, open) => {
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
  // How often an account may be tried is not the subject here.
  beforeEach(() => forgetAttempts(server))
  afterEach(() => {
    expect(server.log().includes('"level":50')).toBe(false)
  })

  async function join() {
    const person = await invite(server, ada, { email: `person-${++people}@example.org` })
    await givePassword(person)
    return person
  }
  const give = (browser: Browser, code: string) =>
    browser.call(signIn.signInWithBackupCode, { body: { code } })
  const copyOf = ({ cookie }: Browser) => {
    const copy = server.browser()
    copy.cookie = cookie
    return copy
  }
  const stopped = ({ id }: Person) =>
    server.services.db('audit').where({ target_id: id, action: 'sign-in.stopped' })
  const failures = ({ id }: Person) =>
    server.services.db('audit').where({ target_id: id, action: 'sign-in.failed' })

  it('end the sign-in when they are wrong, and its owner can see that', async () => {
    const bob = await join()
    const { browser } = await typePassword(server, bob.email)
    for (let tries = 0; tries < 5; tries++) await expect(give(browser, wrong)).rejects.toMatchObject(failed)
    await expect(give(browser, bob.backupCodes[0] ?? '')).rejects.toMatchObject(usedUp)
    await expect(browser.call(session.signOut, {})).rejects.toMatchObject(usedUp)
    expect(await stopped(bob)).toMatchObject([{ reason: 'password', actor_id: null }])
    expect(await failures(bob)).toHaveLength(5)
    const { items } = await bob.browser.call(methods.getMyActivity, { query: {} })
    expect(items[0]).toMatchObject({ action: 'sign-in.stopped' })
    // Whoever knows the password may begin anew: how often, the limits of the account say.
    const again = await typePassword(server, bob.email)
    expect(await give(again.browser, bob.backupCodes[0] ?? '')).toMatchObject({ next: { done: true } })
  })

  it('count all kinds of second steps together, and malformed ones', async () => {
    const bob = await join()
    const app = await giveApp(bob, server)
    const key = await giveKey(bob)
    nextCode(server)
    const { browser } = await typePassword(server, bob.email)
    await expect(give(browser, wrong)).rejects.toMatchObject(failed)
    const code = app.code(9)
    await expect(browser.call(signIn.signInWithTotp, { body: { code } })).rejects.toMatchObject(failed)
    for (const overrides of [
      { data: { flags: { up: false, uv: false } } },
      { data: { rpId: 'example.com' } },
    ])
      await expect(tap(browser, key, overrides)).rejects.toMatchObject({ code: 'passkey.rejected' })
    const { challengeId } = await browser.call(signIn.beginSecurityKeySignIn, {})
    const body = { challengeId, response: {} }
    await expect(browser.call(signIn.finishSecurityKeySignIn, { body })).rejects.toMatchObject({
      code: 'input.invalid',
    })
    await expect(browser.call(signIn.signInWithTotp, { body: { code: app.code() } })).rejects.toMatchObject(
      usedUp,
    )
  })

  it('are not used up by four, nor by what is no code at all', async () => {
    const bob = await join()
    const { browser } = await typePassword(server, bob.email)
    for (let tries = 0; tries < 4; tries++) await expect(give(browser, wrong)).rejects.toMatchObject(failed)
    for (let tries = 0; tries < 4; tries++)
      await expect(give(browser, '')).rejects.toMatchObject({ code: 'input.invalid' })
    expect(await give(browser, bob.backupCodes[0] ?? '')).toMatchObject({ next: { done: true } })
    expect(await stopped(bob)).toEqual([])
  })

  it('are five, also of fifty who try at the same moment', async () => {
    const bob = await join()
    const { browser } = await typePassword(server, bob.email)
    const ends = await Promise.allSettled(Array.from({ length: 50 }, () => give(copyOf(browser), wrong)))
    const codes = ends.map((end) => (end.status === 'rejected' ? (end.reason as { code: string }).code : ''))
    expect(codes.filter((code) => code === 'sign-in.failed')).toHaveLength(5)
    for (const code of codes) expect(['sign-in.failed', 'session.required', 'throttled']).toContain(code)
    expect(await failures(bob)).toHaveLength(5)
    expect(await stopped(bob)).toHaveLength(1)
  })

  it('let one in of fifty who give the right code at the same moment', async () => {
    const bob = await join()
    const { browser } = await typePassword(server, bob.email)
    const copies = Array.from({ length: 50 }, () => copyOf(browser))
    const [code = ''] = bob.backupCodes
    const ends = await Promise.allSettled(copies.map((copy) => give(copy, code)))
    expect(ends.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    const live = await Promise.all(
      copies.map((copy) =>
        copy.call(session.getSession, {}).then(
          () => true,
          () => false,
        ),
      ),
    )
    expect(live.filter(Boolean)).toHaveLength(1)
    const { backupCodes } = await bob.browser.call(methods.getMethods, {})
    expect(backupCodes.remaining).toBe(9)
  })

  it('do not stop a sign-in that one of them has completed', async () => {
    for (let round = 0; round < 10; round++) {
      await forgetAttempts(server)
      const bob = await join()
      const { browser } = await typePassword(server, bob.email)
      const copies = Array.from({ length: 5 }, () => copyOf(browser))
      const right = round % 5
      const codes = copies.map((_, index) => (index === right ? (bob.backupCodes[0] ?? '') : wrong))
      const ends = await Promise.allSettled(copies.map((copy, index) => give(copy, codes[index] ?? '')))
      const isIn = ends[right]?.status === 'fulfilled'
      const current = copies[right]?.call(session.getSession, {})
      if (isIn) expect(await current).toMatchObject({ kind: 'full' })
      else await expect(current).rejects.toMatchObject({ code: 'session.required' })
      expect(await stopped(bob)).toHaveLength(isIn ? 0 : 1)
    }
  })

  it('ask for the password again where a session is only to be fresh', async () => {
    const bob = await join()
    const confirmWith = (code: string) => bob.browser.call(session.confirmBackupCode, { body: { code } })
    const type = () => bob.browser.call(session.confirmPassword, { body: { password } })
    await expect(confirmWith(bob.backupCodes[0] ?? '')).rejects.toMatchObject({ code: 'fresh.required' })
    await type()
    for (let tries = 0; tries < 5; tries++) await expect(confirmWith(wrong)).rejects.toMatchObject(failed)
    await expect(confirmWith(bob.backupCodes[0] ?? '')).rejects.toMatchObject({
      code: 'fresh.required',
      problem: { detail: 'Enter your password again.' },
    })
    expect(await bob.browser.call(session.getSession, {})).toMatchObject({ kind: 'full' })
    expect(await stopped(bob)).toEqual([])
    await type()
    expect(await confirmWith(bob.backupCodes[0] ?? '')).toMatchObject({ freshLevel: 2 })
    await expect(confirmWith(bob.backupCodes[1] ?? '')).rejects.toMatchObject({ code: 'fresh.required' })
    await confirm(bob)
  })
})

describe('a try that failed through a fault of ours', () => {
  it('is given back', async () => {
    const server = await startTestServer()
    const bob = await invite(server, await setUpAdministrator(server), { email: 'bob@example.org' })
    await givePassword(bob)
    const app = await giveApp(bob, server)
    nextCode(server)
    const { db } = server.services
    const [kept] = await db('totps').where({ user_id: bob.id })
    const { browser } = await typePassword(server, bob.email)
    await db('totps').update({ secret: 'sealed by nobody' })
    for (let fault = 0; fault < 12; fault++)
      await expect(browser.call(signIn.signInWithTotp, { body: { code: app.code() } })).rejects.toMatchObject(
        { code: 'server.failed' },
      )
    await db('totps').update({ secret: kept?.secret ?? '' })
    const done = browser.call(signIn.signInWithTotp, { body: { code: app.code() } })
    expect(await done).toMatchObject({ next: { done: true } })
    await server.close()
  })
})
