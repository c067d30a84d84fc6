import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import * as fallback from '../../shared/contract/fallback.ts'
import * as methods from '../../shared/contract/methods.ts'
import { secondStep } from '../../shared/contract/next-step.ts'
import * as session from '../../shared/contract/session.ts'
import { databases } from '../support/databases.ts'
import { confirm, invite, setUpAdministrator, signInWith, type Person } from '../support/people.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import {
  doStep,
  giveApp,
  giveKey,
  givePassword,
  nextCode,
  password,
  typePassword,
  type Steps,
} from '../support/two-step.ts'

describe.each(Object.entries(databases))('password and second step on %s', (_name, open) => {
  let stopDatabase: () => Promise<void>
  let server: TestServer
  let ada: Person
  let bob: Person
  let has: Steps

  beforeAll(async () => {
    const { environment, stop } = await open()
    stopDatabase = stop
    server = await startTestServer(environment)
    ada = await setUpAdministrator(server)
    bob = await invite(server, ada, { email: 'bob@example.org' })
    await givePassword(bob)
    has = { app: await giveApp(bob, server), key: await giveKey(bob), codes: bob.backupCodes }
  })
  afterAll(async () => {
    await server.close()
    await stopDatabase()
  })
  afterEach(() => {
    expect(server.log().includes('"level":50')).toBe(false)
  })

  it.each(secondStep.options)('signs in, the second step being %s', async (step) => {
    nextCode(server)
    const { browser, next } = await typePassword(server, ' BOB@Example.org')
    expect(next).toEqual({ done: false, oneOf: ['totp', 'security-key', 'backup-code'] })
    await expect(browser.call(session.getSession, {})).rejects.toMatchObject({ code: 'session.required' })
    const pending = browser.cookie
    const done = await doStep(browser, step, has)
    expect(done).toMatchObject({ next: { done: true }, user: { id: bob.id } })
    expect(browser.cookie).not.toBe(pending)
    expect(await browser.call(session.getSession, {})).toMatchObject({
      kind: 'full',
      freshLevel: step === 'backup-code' ? 2 : 1,
    })
    const old = server.browser()
    old.cookie = pending
    await expect(old.call(session.signOut, {})).rejects.toMatchObject({ code: 'session.required' })
    const { items } = await browser.call(methods.getMyActivity, { query: {} })
    expect(items[0]).toMatchObject({ action: 'sign-in.succeeded', reason: `password+${step}` })
  })

  it.each(secondStep.options)('makes a session fresh again, the second step being %s', async (step) => {
    nextCode(server)
    const browser = server.browser()
    await signInWith(browser, bob.authenticator)
    await browser.call(session.dropFreshness, {})
    const { next } = await browser.call(session.confirmPassword, {
      body: { password },
    })
    expect(next).toEqual({ done: false, oneOf: ['totp', 'security-key', 'backup-code'] })
    expect(await browser.call(session.getSession, {})).toMatchObject({ freshLevel: 0, freshUntil: null })
    const before = browser.cookie
    const level = step === 'backup-code' ? 2 : 1
    expect(await doStep(browser, step, has, 'fresh')).toMatchObject({ freshLevel: level })
    expect(browser.cookie).not.toBe(before)
    expect(await browser.call(session.getSession, {})).toMatchObject({ freshLevel: level })
  })

  it('shows what is set up, and no longer once it is removed', async () => {
    await confirm(bob)
    const shown = await bob.browser.call(methods.getMethods, {})
    expect(shown).toMatchObject({ password: { set: true, allowed: true }, totp: { enabled: true } })
    await bob.browser.call(fallback.removeTotp, {})
    const { next } = await typePassword(server, bob.email)
    expect(next).toMatchObject({ oneOf: ['security-key', 'backup-code'] })
    await bob.browser.call(fallback.removePassword, {})
    await expect(typePassword(server, bob.email)).rejects.toMatchObject({ code: 'sign-in.failed' })
    expect(await bob.browser.call(methods.getMethods, {})).toMatchObject({
      password: { set: false, changedAt: null },
      totp: { enabled: false, createdAt: null },
    })
  })
})
