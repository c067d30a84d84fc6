import { setTimeout as after } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import * as methods from '../../shared/contract/methods.ts'
import * as session from '../../shared/contract/session.ts'
import * as users from '../../shared/contract/users.ts'
import { isOnline, openEvents, types, untilTold, type EventReader } from '../support/event-reader.ts'
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

let server: TestServer
let ada: Person
let bob: Person
let eve: Person
let people = 0

beforeAll(async () => {
  server = await startTestServer()
  ada = await setUpAdministrator(server)
})
beforeEach(async () => {
  bob = await invite(server, ada, { email: `bob-${++people}@example.org` })
  eve = await invite(server, ada, { email: `eve-${people}@example.org` })
})
afterAll(() => server.close())

/** What came but for how they joined, of which news may have been on its way still. */
const newsTo = (stream: EventReader, { id }: Person) =>
  stream.events().filter(({ event }) => event.type !== 'passkeys.changed' || event.userId !== id)

async function revoke(target: Person): Promise<void> {
  const { items } = await ada.browser.call(users.listUserPasskeys, { params: { id: target.id } })
  const pid = items.find(({ status }) => status === 'active')?.id ?? ''
  await confirm(ada)
  const params = { id: target.id, pid }
  await ada.browser.call(users.revokeUserPasskey, { params, body: { reason: 'Lost' } })
}

const rename = ({ browser }: Person, displayName: string) =>
  browser.call(methods.updateMe, { body: { displayName } })

describe('the stream', () => {
  it('is Server-Sent Events that nobody on the way stores, changes or holds back', async () => {
    const stream = await openEvents(server, bob.browser)
    expect(stream.status).toBe(200)
    expect(stream.headers).toMatchObject({
      'cache-control': 'no-store, no-transform',
      'x-accel-buffering': 'no',
    })
    expect(stream.headers['content-type']).toMatch(/^text\/event-stream(; charset=utf-8)?$/)
    expect(stream.headers).not.toHaveProperty('content-encoding')
    expect(stream.headers).not.toHaveProperty('set-cookie')
    await expect.poll(stream.text).toMatch(/^retry: 1000\n\n(: heartbeat\n\n)?$/)
    stream.close()
  })

  it('is refused to a stranger', async () => {
    const stream = await openEvents(server, server.browser())
    await stream.ended
    expect(stream.status).toBe(401)
    expect(stream.headers['content-type']).toContain('application/problem+json')
  })

  it('shows its session as online, until it is closed', async () => {
    const rows = await server.services.db('sessions').where({ user_id: bob.id }).whereNull('ended_at')
    const id = rows[0]?.id ?? ''
    const stream = await openEvents(server, bob.browser)
    expect(await isOnline(server, id)).toBe(true)
    stream.close()
    await expect.poll(() => isOnline(server, id)).toBe(false)
  })

  it('does not prolong its session', async () => {
    const before = await bob.browser.call(session.getSession, {})
    server.clock.forward(10 * 60_000)
    const stream = await openEvents(server, bob.browser)
    stream.close()
    expect(await bob.browser.call(session.getSession, {})).toMatchObject({ expiresAt: before.expiresAt })
  })
})

describe('a revocation', () => {
  it('signs the desktops out at once, and their streams end', async () => {
    const laptop = server.browser()
    await signInWith(laptop, bob.authenticator)
    const streams = [await openEvents(server, bob.browser), await openEvents(server, laptop)]
    const bystander = await openEvents(server, eve.browser)
    await revoke(bob)
    await Promise.all(streams.map((stream) => untilTold(stream, 'session.ended')))
    await Promise.all(streams.map(({ ended }) => ended))
    for (const stream of streams)
      expect(stream.events().at(-1)?.event).toEqual({ type: 'session.ended', reason: 'passkey-revoked' })
    await after(50)
    expect(newsTo(bystander, eve)).toEqual([])
    bystander.close()
  })

  it('is told after it is true: who asks at once is signed out already', async () => {
    const stream = await openEvents(server, bob.browser)
    await revoke(bob)
    await untilTold(stream, 'session.ended')
    await expect(bob.browser.call(session.getSession, {})).rejects.toMatchObject({ code: 'session.required' })
  })

  it('that is refused tells nobody', async () => {
    const stream = await openEvents(server, bob.browser)
    const [mine] = (await bob.browser.call(methods.getMethods, {})).passkeys
    // What was done before may be on its way still.
    await after(200)
    const before = types(stream)
    const refused = bob.browser.call(methods.revokeMyPasskey, { params: { id: mine?.id ?? '' }, body: {} })
    await expect(refused).rejects.toMatchObject({ code: 'conflict' })
    await after(50)
    expect(types(stream)).toEqual(before)
    stream.close()
  })
})

describe('news', () => {
  it('of oneself comes to oneself and to the console, and to nobody else', async () => {
    const [mine, consoles, other] = [
      await openEvents(server, bob.browser),
      await openEvents(server, ada.browser),
      await openEvents(server, eve.browser),
    ]
    await register(bob.browser, authenticatorFor(bob.browser))
    await rename(bob, 'Robert')
    await untilTold(mine, 'session.changed')
    await untilTold(consoles, 'users.changed')
    expect([...new Set(types(mine))]).toEqual(['passkeys.changed', 'session.changed'])
    expect(types(consoles)).toContain('passkeys.changed')
    await after(50)
    expect(newsTo(other, eve)).toEqual([])
    for (const stream of [mine, consoles, other]) stream.close()
  })

  it('of a sign-out ends the other windows of that session only', async () => {
    const [first, second] = [await openEvents(server, bob.browser), await openEvents(server, bob.browser)]
    const laptop = server.browser()
    await signInWith(laptop, bob.authenticator)
    const elsewhere = await openEvents(server, laptop)
    await bob.browser.call(session.signOut, {})
    await Promise.all([first.ended, second.ended])
    for (const stream of [first, second])
      expect(stream.events().at(-1)?.event).toEqual({ type: 'session.ended', reason: 'signed-out' })
    await after(50)
    expect(newsTo(elsewhere, bob)).toEqual([])
    elsewhere.close()
  })

  it('missed during a break is caught up with, each once and in order', async () => {
    const before = await openEvents(server, bob.browser)
    await rename(bob, 'One')
    await untilTold(before, 'session.changed')
    const seen = before.events().at(-1)?.id ?? ''
    before.close()
    await rename(bob, 'Two')
    await rename(eve, 'Not bob’s')
    await register(bob.browser, authenticatorFor(bob.browser))
    const back = await openEvents(server, bob.browser, { lastEventId: seen })
    await untilTold(back, 'passkeys.changed')
    expect(types(back)).toEqual(['session.changed', 'passkeys.changed'])
    const ids = back.events().map(({ id }) => id)
    expect(new Set([seen, ...ids]).size).toBe(3)
    back.close()
  })

  it('of one’s end during a break comes as the refusal, with the reason', async () => {
    const stream = await openEvents(server, bob.browser)
    stream.close()
    await revoke(bob)
    const back = await openEvents(server, bob.browser)
    await back.ended
    expect(back.status).toBe(401)
    expect(JSON.parse(back.text())).toMatchObject({ code: 'session.required', reason: 'passkey-revoked' })
  })

  it.each(['', 'x', 'x-1', '-', '-1', '999999999', '\u00e9', 'x'.repeat(5000)])(
    'after an unknown last event (%s) begins from now',
    async (lastEventId) => {
      const stream = await openEvents(server, bob.browser, { lastEventId })
      expect(stream.status).toBe(200)
      await rename(bob, 'Robert')
      await untilTold(stream, 'session.changed')
      expect(types(stream)).toEqual(['session.changed'])
      stream.close()
    },
  )
})

describe('every fifteen seconds', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] }))
  afterEach(() => void vi.useRealTimers())

  it('a comment keeps the stream awake', async () => {
    const stream = await openEvents(server, bob.browser)
    await after(30)
    const before = stream.text()
    vi.advanceTimersByTime(14_999)
    await after(30)
    expect(stream.text()).toBe(before)
    vi.advanceTimersByTime(1)
    await expect.poll(stream.text).toBe(`${before}: heartbeat\n\n`)
    stream.close()
  })

  it('a session that has run out is told so, and its stream ends', async () => {
    const stream = await openEvents(server, bob.browser)
    server.clock.forward(3_600_000)
    vi.advanceTimersByTime(15_000)
    await stream.ended
    expect(stream.events().at(-1)?.event).toEqual({ type: 'session.ended', reason: 'expired' })
    await signInWith(ada.browser, ada.authenticator)
  })

  it('a stream whose browser has signed in anew ends, to come back under the new cookie', async () => {
    const stream = await openEvents(server, bob.browser)
    await signInWith(bob.browser, bob.authenticator)
    vi.advanceTimersByTime(15_000)
    await stream.ended
    expect(newsTo(stream, bob)).toEqual([])
  })
})

describe('the server', () => {
  it('ends the streams when it stops, and nobody’s session', async () => {
    const own = await startTestServer()
    const zoe = await setUpAdministrator(own, 'zoe@example.org')
    const stream = await openEvents(own, zoe.browser)
    await own.close()
    await stream.ended
    expect(types(stream)).not.toContain('session.ended')
  })
})
