import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import * as contract from '../../shared/contract/hand-off.ts'
import * as methods from '../../shared/contract/methods.ts'
import * as session from '../../shared/contract/session.ts'
import * as signIn from '../../shared/contract/sign-in.ts'
import { tidy } from '../../server/housekeeping.ts'
import { atOnce, forgetAttempts } from '../support/attempts.ts'
import type { Browser } from '../support/browser.ts'
import { openEvents, untilTold } from '../support/event-reader.ts'
import { appWaiting, approve, redeem } from '../support/hand-off.ts'
import { confirm, invite, setUpAdministrator, signInWith, type Person } from '../support/people.ts'
import { everythingAtRest, newestEntry } from '../support/rows.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { giveApp, givePassword, nextCode, typePassword } from '../support/two-step.ts'

const minute = 60_000
const failed = { code: 'sign-in.failed', problem: { status: 401 } }

let server: TestServer
let ada: Person
let bob: Person
let app: Browser

beforeAll(async () => {
  server = await startTestServer()
  ada = await setUpAdministrator(server)
})
afterAll(() => server.close())

let people = 0
beforeEach(async () => {
  await forgetAttempts(server)
  bob = await invite(server, ada, { email: `bob-${++people}@example.org` })
  app = server.browser()
})

const who = (browser: Browser) => browser.call(session.getSession, {})
const reasonOf = async () => (await newestEntry(server.services.db, bob.id)).reason

describe('a sign-in handed over to the app', () => {
  it('leads the browser back to the app, with the state it came with', async () => {
    const waiting = appWaiting()
    const body = waiting.request
    const { redirectTo } = await bob.browser.call(contract.approveHandOff, { body })
    const { origin, pathname, searchParams } = new URL(redirectTo)
    expect(`${origin}${pathname}`).toBe(waiting.request.redirectUri)
    expect([...searchParams.keys()].sort()).toEqual(['code', 'state'])
    expect(searchParams.get('state')).toBe(waiting.state)
    expect(searchParams.get('code')).toMatch(/^[\w-]{43}$/)
  })

  it('opens a session of the same passkey, method and age, which is not fresh', async () => {
    const before = await who(bob.browser)
    const [first] = (await bob.browser.call(methods.getMySessions, {})).items
    server.clock.forward(20 * minute)
    await confirm(bob)
    const waiting = appWaiting()
    const code = await approve(bob.browser, waiting)
    expect(await redeem(app, waiting, code)).toMatchObject({ next: { done: true }, user: { id: bob.id } })
    expect(await who(app)).toMatchObject({
      kind: 'full',
      passkeyId: before.passkeyId,
      freshUntil: null,
      freshLevel: 0,
    })
    const { items } = await bob.browser.call(methods.getMySessions, {})
    expect(items.filter(({ createdAt }) => createdAt === first?.createdAt)).toHaveLength(2)
    expect(new Set(items.map(({ method }) => method))).toEqual(new Set(['passkey']))
  })

  it('ends a day after the person signed in in the browser, not after the hand-over', async () => {
    const { createdAt } = (await bob.browser.call(methods.getMySessions, {})).items[0] ?? {}
    const waiting = appWaiting()
    await redeem(app, waiting, await approve(bob.browser, waiting))
    const row = await server.services.db('sessions').where({ user_id: bob.id }).orderBy('id', 'desc').first()
    expect(Date.parse(row?.ends_at ?? '') - Date.parse(createdAt ?? '')).toBe(24 * 60 * minute)
  })

  it('asks the app to confirm before it may do what needs that', async () => {
    const waiting = appWaiting()
    await redeem(app, waiting, await approve(bob.browser, waiting))
    await expect(app.call(methods.beginRegistration, { body: {} })).rejects.toMatchObject({
      code: 'fresh.required',
    })
    await confirm({ browser: app, authenticator: bob.authenticator })
    expect(await who(app)).toMatchObject({ freshLevel: 2 })
  })

  it('inherits a password and its second step as they were', async () => {
    await givePassword(bob)
    const authenticator = await giveApp(bob, server)
    nextCode(server)
    const { browser } = await typePassword(server, bob.email)
    await browser.call(signIn.signInWithTotp, { body: { code: authenticator.code() } })
    await confirm({ browser, authenticator: bob.authenticator })
    const waiting = appWaiting()
    await redeem(app, waiting, await approve(browser, waiting))
    expect(await who(app)).toMatchObject({ passkeyId: null, freshLevel: 0 })
    const row = await server.services.db('sessions').where({ user_id: bob.id }).orderBy('id', 'desc').first()
    expect(row?.method).toBe('password+totp')
  })

  it('goes on the record twice, and keeps no secret', async () => {
    const waiting = appWaiting()
    const code = await approve(bob.browser, waiting)
    await redeem(app, waiting, code)
    const entries = await server.services
      .db('audit')
      .where({ target_id: bob.id })
      .select('action', 'session_id')
    const actions = entries.map(({ action }) => action)
    expect(actions).toContain('hand-off.approved')
    expect(actions).toContain('hand-off.redeemed')
    const kept = `${await everythingAtRest(server.services.db)}${server.log()}`
    for (const secret of [code, waiting.verifier, waiting.state]) expect(kept).not.toContain(secret)
  })

  it('tells the owner by mail, and their open pages, where the app is on a computer nobody knew', async () => {
    app.headers = { 'user-agent': 'Mozilla/5.0 (Macintosh) WeftID/1.0 Chrome/140.0 Electron/45.0' }
    const waiting = appWaiting()
    const code = await approve(bob.browser, waiting)
    await server.services.db('sessions').where({ user_id: bob.id }).update({ address: '198.51.100.7' })
    const events = await openEvents(server, bob.browser)
    await redeem(app, waiting, code)
    await untilTold(events, 'passkeys.changed')
    const rows = await server.services.db('audit').where({ target_id: bob.id }).select('action')
    expect(rows.map(({ action }) => action)).toContain('sign-in.new-computer')
  })

  it('takes the place of what the app had open', async () => {
    await signInWith(app, bob.authenticator)
    const before = app.cookie
    const waiting = appWaiting()
    await redeem(app, waiting, await approve(bob.browser, waiting))
    const old = server.browser()
    old.cookie = before
    await expect(who(old)).rejects.toMatchObject({ problem: { reason: 'replaced' } })
  })
})

describe('a browser’s session made only for this', () => {
  it('can do nothing from the moment it has allowed the app, and ends when the app is in', async () => {
    const cookie = bob.browser.cookie
    const waiting = appWaiting()
    const code = await approve(bob.browser, waiting, { endSession: true })
    expect(bob.browser.cookie).toBe('')
    bob.browser.cookie = cookie
    await expect(who(bob.browser)).rejects.toMatchObject({ code: 'session.required' })
    await redeem(app, waiting, code)
    const rows = await server.services.db('sessions').where({ user_id: bob.id }).whereNull('ended_at')
    expect(rows).toHaveLength(1)
  })

  it('has run out with the code where the app never came', async () => {
    await approve(bob.browser, appWaiting(), { endSession: true })
    const row = await server.services.db('sessions').where({ user_id: bob.id }).first()
    server.clock.forward(minute + 1)
    expect(Date.parse(row?.ends_at ?? '')).toBeLessThan(server.clock.now().getTime())
  })
})

describe('a code', () => {
  it('that comes twice ends what it opened, and is on the record', async () => {
    const waiting = appWaiting()
    const code = await approve(bob.browser, waiting)
    await redeem(app, waiting, code)
    await expect(redeem(server.browser(), waiting, code)).rejects.toMatchObject(failed)
    expect(await reasonOf()).toBe('code-used')
    await expect(who(app)).rejects.toMatchObject({ problem: { reason: 'ended-elsewhere' } })
    expect(await who(bob.browser)).toMatchObject({ kind: 'full' })
  })

  it('is good for a minute', async () => {
    const waiting = appWaiting()
    const code = await approve(bob.browser, waiting)
    server.clock.forward(minute)
    await expect(redeem(app, waiting, code)).rejects.toMatchObject(failed)
    expect(await reasonOf()).toBe('code-expired')
  })

  it('is void once the same session has made another', async () => {
    const [first, second] = [appWaiting(), appWaiting()]
    const code = await approve(bob.browser, first)
    const next = await approve(bob.browser, second)
    await expect(redeem(app, first, code)).rejects.toMatchObject(failed)
    expect(await redeem(app, second, next)).toMatchObject({ user: { id: bob.id } })
  })

  const tampered = [
    ['a wrong verifier', { verifier: 'x'.repeat(43) }, 'verifier-wrong'],
    ['the challenge in place of the verifier', { verifier: '' }, 'verifier-wrong'],
    ['a wrong state', { state: 'x'.repeat(43) }, 'state-wrong'],
    ['no state', { state: '' }, 'state-wrong'],
    ['a state that is far too long', { state: 'x'.repeat(201) }, 'malformed'],
  ] as const
  it.each(tampered)('is spent by %s', async (_what, wrong, reason) => {
    const waiting = appWaiting()
    const code = await approve(bob.browser, waiting)
    const { verifier, state } = waiting
    const body = { code, verifier, state, ...wrong }
    if ('verifier' in wrong && wrong.verifier === '') body.verifier = waiting.request.challenge
    await expect(app.call(contract.redeemHandOff, { body })).rejects.toMatchObject({
      problem: { status: reason === 'malformed' ? 400 : 401 },
    })
    expect(await reasonOf()).toBe(reason)
    await expect(redeem(app, waiting, code)).rejects.toMatchObject(failed)
    expect(await reasonOf()).toBe('code-void')
    await expect(who(app)).rejects.toMatchObject({ code: 'session.required' })
  })

  it('that never was gets the same answer as one that is spent', async () => {
    const waiting = appWaiting()
    const code = await approve(bob.browser, waiting)
    await redeem(app, waiting, code)
    const answer = async (given: string) => {
      const body = JSON.stringify({ code: given, verifier: waiting.verifier, state: waiting.state })
      const { text, status } = await server.browser().send({ method: 'post', path: '/hand-off/redeem', body })
      return { status, text: text.replace(/"requestId":"[^"]*"/, '') }
    }
    expect(await answer('A'.repeat(43))).toEqual(await answer(code))
  })

  it('is counted like other secrets when it is wrong', async () => {
    const waiting = appWaiting()
    await atOnce(101, () => redeem(server.browser(), waiting, 'A'.repeat(43)).catch(() => undefined))
    await expect(redeem(app, waiting, 'A'.repeat(43))).rejects.toMatchObject({ code: 'throttled' })
  })

  it('is forgotten an hour after it ran out', async () => {
    await approve(bob.browser, appWaiting())
    const count = () => server.services.db('hand_offs').where({ user_id: bob.id })
    server.clock.forward(30 * minute)
    await tidy(server.services)
    expect(await count()).toHaveLength(1)
    server.clock.forward(32 * minute)
    await tidy(server.services)
    expect(await count()).toHaveLength(0)
  })
})
