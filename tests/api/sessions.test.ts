import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { setupToken } from '../../server/secret.ts'
import { hashOf } from '../../server/tokens.ts'
import { backgroundHeader } from '../../shared/contract/background.ts'
import * as methods from '../../shared/contract/methods.ts'
import * as session from '../../shared/contract/session.ts'
import * as signIn from '../../shared/contract/sign-in.ts'
import * as users from '../../shared/contract/users.ts'
import type { Answer, Browser } from '../support/browser.ts'
import {
  authenticatorFor,
  confirm,
  invite,
  register,
  setUpAdministrator,
  signInWith,
  type Person,
} from '../support/people.ts'
import { everythingAtRest } from '../support/rows.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

const minute = 60_000
const hour = 60 * minute

let server: TestServer
let ada: Person
let bob: Person

beforeAll(async () => {
  server = await startTestServer()
  ada = await setUpAdministrator(server)
  bob = await invite(server, ada, { email: 'bob@example.org' })
})
afterAll(() => server.close())

const current = (browser: Browser) => browser.call(session.getSession, {})
const use = (browser: Browser) => browser.call(methods.getMethods, {})
const valueOf = (browser: Browser) => browser.cookie.replace(/^[^=]*=/, '')
const over = (reason?: string) => ({ code: 'session.required', problem: reason ? { reason } : {} })

async function signedIn(person: Person = bob): Promise<Browser> {
  const browser = server.browser()
  await signInWith(browser, person.authenticator)
  return browser
}

/** A browser that still has the cookie this one has now. */
function copyOf(browser: Browser): Browser {
  const copy = server.browser()
  copy.cookie = browser.cookie
  return copy
}

/** Signs in and answers the line that sets the cookie. */
async function cookieLine(on: TestServer, person: Person): Promise<string> {
  const browser = on.browser()
  const { challengeId, options } = await browser.call(signIn.beginPasskeySignIn, { body: {} })
  const body = JSON.stringify({ challengeId, response: person.authenticator.get(options) })
  const answer: Answer = await browser.send({ method: 'post', path: signIn.finishPasskeySignIn.path, body })
  expect(answer.status).toBe(200)
  expect(answer.headers['set-cookie']).toHaveLength(1)
  return answer.headers['set-cookie']?.[0] ?? ''
}

const attributes = (line: string) => line.toLowerCase().split('; ').slice(1).sort()

describe('the cookie', () => {
  it('on http://localhost is named by the port, and kept from scripts and other sites', async () => {
    const line = await cookieLine(server, bob)
    expect(line).toMatch(new RegExp(`^weft-${server.config.port}=[\\w-]{43};`))
    expect(attributes(line)).toEqual(['httponly', 'path=/', 'samesite=strict'])
  })

  it('on https is bound to this very host, behind a proxy that ends TLS too', async () => {
    const hosted = await startTestServer({
      WEFTID_ORIGIN: 'https://id.example.org',
      WEFTID_RP_ID: 'example.org',
    })
    try {
      const browser = hosted.browser()
      const body = { email: 'eve@example.org', displayName: 'Eve', token: setupToken(hosted.config) }
      await browser.call(signIn.setUp, { body })
      const authenticator = authenticatorFor(browser)
      await register(browser, authenticator)
      const line = await cookieLine(hosted, { ...ada, browser, authenticator })
      expect(line).toMatch(/^__Host-weft=[\w-]{43};/)
      expect(attributes(line)).toEqual(['httponly', 'path=/', 'samesite=strict', 'secure'])
      const { headers } = await browser.send({ method: 'get', path: '/session' })
      expect(headers['strict-transport-security']).toContain('max-age=')
    } finally {
      await hosted.close()
    }
  })

  it('is kept as a hash only', async () => {
    const browser = await signedIn()
    const atRest = await everythingAtRest(server.services.db)
    expect(atRest.includes(valueOf(browser))).toBe(false)
    expect(atRest.includes(hashOf(valueOf(browser)))).toBe(true)
    expect(server.log().includes(valueOf(browser))).toBe(false)
    const thief = server.browser()
    thief.cookie = browser.cookie.replace(valueOf(browser), hashOf(valueOf(browser)))
    await expect(current(thief)).rejects.toMatchObject(over())
  })

  it('changes its value at every sign-in, and the browser’s session before that is over', async () => {
    const browser = await signedIn()
    const before = copyOf(browser)
    await signInWith(browser, bob.authenticator)
    expect(valueOf(browser)).not.toBe(valueOf(before))
    await expect(current(before)).rejects.toMatchObject(over('replaced'))
  })

  it('changes its value with a confirmation, and the value before is dead', async () => {
    const browser = await signedIn()
    const before = copyOf(browser)
    await confirm({ browser, authenticator: bob.authenticator })
    expect(valueOf(browser)).not.toBe(valueOf(before))
    await expect(current(before)).rejects.toMatchObject(over())
    expect(await current(browser)).toMatchObject({ kind: 'full', freshLevel: 2 })
  })

  it('is taken away at sign-out', async () => {
    const browser = await signedIn()
    const before = copyOf(browser)
    const answer = await browser.send({ method: 'post', path: '/sign-out' })
    expect(answer).toMatchObject({ status: 204, text: '' })
    expect(browser.cookie).toBe('')
    await expect(current(before)).rejects.toMatchObject(over('signed-out'))
    await expect(before.call(session.signOut, {})).rejects.toMatchObject(over('signed-out'))
  })
})

describe('an enrolment', () => {
  it('becomes a full session under a new value', async () => {
    await confirm(ada)
    const created = await ada.browser.call(users.createUser, {
      body: { email: 'carl@example.org', displayName: 'Carl' },
    })
    const browser = server.browser()
    const opened = await browser.call(signIn.acceptInvitation, { body: { token: created.invitation.token } })
    expect(opened).toMatchObject({ kind: 'enrolment', permissions: [], freshLevel: 2, passkeyId: null })
    expect(opened.expiresAt).toBe(created.invitation.expiresAt)
    const before = copyOf(browser)
    await register(browser, authenticatorFor(browser))
    expect(await current(browser)).toMatchObject({ kind: 'full', user: { status: 'active' } })
    await expect(current(before)).rejects.toMatchObject(over())
  })
})

describe('a session is over', () => {
  it('after an hour without use', async () => {
    const browser = await signedIn()
    server.clock.forward(59 * minute)
    await use(browser)
    server.clock.forward(59 * minute)
    await use(browser)
    server.clock.forward(61 * minute)
    await expect(use(browser)).rejects.toMatchObject(over('expired'))
    await expect(current(browser)).rejects.toMatchObject(over('expired'))
  })

  it('after a day, however much it is used', async () => {
    const browser = await signedIn()
    for (let half = 0; half < 47; half++) {
      server.clock.forward(hour / 2)
      await use(browser)
    }
    const { expiresAt } = await current(browser)
    expect(new Date(expiresAt).getTime() - server.clock.now().getTime()).toBeLessThan(hour / 2)
    server.clock.forward(hour / 2)
    await expect(use(browser)).rejects.toMatchObject(over('expired'))
  })

  it('after the hour all the same where a page only asks for it', async () => {
    const browser = await signedIn()
    for (const part of [1, 2, 3]) {
      server.clock.forward(19 * minute)
      expect(await current(browser), String(part)).toMatchObject({ kind: 'full' })
    }
    server.clock.forward(4 * minute)
    await expect(current(browser)).rejects.toMatchObject(over('expired'))
  })

  it('after the hour all the same where a page only fetches by itself what it shows', async () => {
    const browser = await signedIn()
    const fetched = (headers: Record<string, string>) =>
      browser.send({ method: 'get', path: methods.getMethods.path, headers })
    server.clock.forward(40 * minute)
    expect((await fetched({})).status).toBe(200)
    server.clock.forward(40 * minute)
    expect((await fetched({ [backgroundHeader]: '1' })).status).toBe(200)
    server.clock.forward(21 * minute)
    await expect(current(browser)).rejects.toMatchObject(over('expired'))
  })

  it('does not come back when the clock is set back', async () => {
    const browser = await signedIn()
    await browser.call(session.signOut, {})
    server.clock.forward(-hour)
    await expect(current(browser)).rejects.toMatchObject({ code: 'session.required' })
    server.clock.forward(hour)
  })
})

describe('freshness', () => {
  it('lasts five minutes after a sign-in, and is renewed by a confirmation', async () => {
    const browser = await signedIn()
    expect(await current(browser)).toMatchObject({ freshLevel: 2 })
    server.clock.forward(5 * minute)
    expect(await current(browser)).toMatchObject({ freshLevel: 0, freshUntil: null })
    await expect(browser.call(methods.beginRegistration, { body: {} })).rejects.toMatchObject({
      code: 'fresh.required',
    })
    const { freshUntil, freshLevel } = await confirm({ browser, authenticator: bob.authenticator })
    expect(freshLevel).toBe(2)
    expect(new Date(freshUntil ?? 0).getTime() - server.clock.now().getTime()).toBeLessThanOrEqual(5 * minute)
    await browser.call(methods.beginRegistration, { body: {} })
  })

  it('is asked for where a registration begins, not again where it ends', async () => {
    const browser = await signedIn()
    const { challengeId, options } = await browser.call(methods.beginRegistration, { body: {} })
    server.clock.forward(6 * minute)
    const response = authenticatorFor(browser).create(options)
    const { passkey } = await browser.call(methods.finishRegistration, { body: { challengeId, response } })
    expect(passkey.status).toBe('active')
  })

  it('is dropped when the screen is locked, and the session goes on', async () => {
    const browser = await signedIn()
    await browser.call(session.dropFreshness, {})
    expect(await current(browser)).toMatchObject({ kind: 'full', freshLevel: 0, freshUntil: null })
    await expect(browser.call(methods.beginRegistration, { body: {} })).rejects.toMatchObject({
      code: 'fresh.required',
    })
  })

  it('of one session is none of another', async () => {
    const [one, other] = [await signedIn(), await signedIn()]
    await one.call(session.dropFreshness, {})
    expect(await current(other)).toMatchObject({ freshLevel: 2 })
  })
})
