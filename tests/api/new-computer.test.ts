import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as session from '../../shared/contract/session.ts'
import * as signIn from '../../shared/contract/sign-in.ts'
import { behindProxy, from } from '../support/attempts.ts'
import { openEvents, types } from '../support/event-reader.ts'
import { invite, setUpAdministrator, signInWith, type Person } from '../support/people.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { giveApp, givePassword, nextCode, password } from '../support/two-step.ts'

const day = 24 * 60 * 60_000

const firefox = { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0' }
const chrome = {
  'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36',
}
const app = { 'user-agent': 'Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 WeftID/1.0' }

const office = { ...firefox, ...from('198.51.100.7') }
const home = { ...firefox, ...from('203.0.113.9') }

let server: TestServer
let ada: Person
let people = 0

beforeAll(async () => {
  server = await startTestServer(behindProxy)
  ada = await setUpAdministrator(server)
})
afterAll(() => server.close())

type Device = NonNullable<Parameters<typeof invite>[2]['device']>
type Place = Record<string, string>

/** Somebody who has joined at the office. */
async function join(device: Device = {}) {
  const email = `person-${++people}@example.org`
  const person = await invite(at(office), ada, { email, device })
  return person
}

/** The server as somebody reaches it from there. */
const at = (place: Place): TestServer => ({
  ...server,
  browser: () => Object.assign(server.browser(), { headers: place }),
})

const noticed = async ({ id }: Person) =>
  server.services.db('audit').where({ target_id: id, action: 'sign-in.new-computer' }).orderBy('seq')

async function arrive({ authenticator }: Person, place: Place, computer?: string) {
  const browser = at(place).browser()
  const { challengeId, options } = await browser.call(signIn.beginPasskeySignIn, { body: {} })
  const body = { challengeId, response: authenticator.get(options), ...(computer ? { computer } : {}) }
  await browser.call(signIn.finishPasskeySignIn, { body })
  return browser
}

describe('a sign-in from where the account has not been used', () => {
  it.each<Device>([
    { backup: 'synced' },
    { backup: 'can-sync' },
    { backup: 'device', attachment: 'cross-platform' },
    { backup: 'synced', attachment: 'cross-platform' },
  ])('is told for a passkey that is carried or synced: %j', async (device) => {
    const bob = await join(device)
    await arrive(bob, office)
    expect(await noticed(bob)).toEqual([])
    await arrive(bob, home)
    expect(await noticed(bob)).toMatchObject([
      { actor_id: bob.id, address: '203.0.113.9', client: 'Firefox on Linux' },
    ])
    await arrive(bob, home)
    await arrive(bob, office)
    expect(await noticed(bob)).toHaveLength(1)
  })

  it('is not told for a passkey built into the computer: it cannot be on another', async () => {
    const bob = await join({ backup: 'device' })
    for (const place of [home, { ...chrome, ...from('192.0.2.55') }]) await arrive(bob, place)
    expect(await noticed(bob)).toEqual([])
  })

  it('is told for another program on the same network, once', async () => {
    const bob = await join()
    const there = { ...chrome, ...from('198.51.100.7') }
    await arrive(bob, there)
    await arrive(bob, there)
    expect(await noticed(bob)).toMatchObject([{ client: 'Chrome on Linux' }])
  })

  it('counts a line’s whole IPv6 network as one place', async () => {
    const bob = await join()
    await arrive(bob, { ...firefox, ...from('2001:db8:1:2::1') })
    await arrive(bob, { ...firefox, ...from('2001:db8:1:2:ffff::9') })
    expect(await noticed(bob)).toHaveLength(1)
    await arrive(bob, { ...firefox, ...from('2001:db8:1:3::1') })
    expect(await noticed(bob)).toHaveLength(2)
  })

  it('knows the computer of the desktop app by its name on every network', async () => {
    const bob = await join()
    await arrive(bob, { ...app, ...from('198.51.100.7') }, 'DESK-42')
    await arrive(bob, { ...app, ...from('203.0.113.77') }, 'DESK-42')
    expect(await noticed(bob)).toHaveLength(1)
    await arrive(bob, { ...app, ...from('203.0.113.78') }, 'DESK-43')
    expect(await noticed(bob)).toHaveLength(2)
  })

  it('is told anew when it was too long ago to be remembered', async () => {
    const bob = await join()
    await arrive(bob, home)
    await arrive(bob, office)
    server.clock.forward(32 * day)
    const { db } = server.services
    await db('sessions').where('ends_at', '<', server.clock.now().toISOString()).delete()
    await arrive(bob, home)
    expect(await noticed(bob)).toHaveLength(2)
    await signInWith(ada.browser, ada.authenticator)
  })
})

describe('a sign-in with a password from there', () => {
  async function withPassword(device: Device = {}) {
    const person = await join(device)
    await givePassword(person)
    return { ...person, app: await giveApp(person, server) }
  }
  async function typeAt(person: Awaited<ReturnType<typeof withPassword>>, place: Place, computer?: string) {
    nextCode(server)
    const browser = at(place).browser()
    const body = { email: person.email, password, ...(computer ? { computer } : {}) }
    await browser.call(signIn.signInWithPassword, { body })
    return {
      browser,
      finish: () => browser.call(signIn.signInWithTotp, { body: { code: person.app.code() } }),
    }
  }

  it.each<Device>([{ backup: 'synced' }, { backup: 'device' }])(
    'is told, whatever the passkey: %j',
    async (device) => {
      const bob = await withPassword(device)
      await (await typeAt(bob, office)).finish()
      expect(await noticed(bob)).toEqual([])
      await (await typeAt(bob, home)).finish()
      await (await typeAt(bob, home)).finish()
      expect(await noticed(bob)).toHaveLength(1)
    },
  )

  it('is told only when it is complete', async () => {
    const bob = await withPassword()
    await typeAt(bob, home)
    await typeAt(bob, home)
    expect(await noticed(bob)).toEqual([])
    await (await typeAt(bob, home)).finish()
    expect(await noticed(bob)).toHaveLength(1)
  })

  it('knows the computer that was named with the password', async () => {
    const bob = await withPassword()
    await (await typeAt(bob, { ...app, ...from('198.51.100.7') }, 'DESK-42')).finish()
    const { browser, finish } = await typeAt(bob, { ...app, ...from('203.0.113.77') }, 'DESK-42')
    await finish()
    expect(await noticed(bob)).toHaveLength(1)
    expect(await browser.call(session.getSession, {})).toMatchObject({ kind: 'full' })
  })

  it('makes the place known to the passkey as well', async () => {
    const bob = await withPassword()
    await (await typeAt(bob, home)).finish()
    const browser = at(home).browser()
    await signInWith(browser, bob.authenticator)
    expect(await noticed(bob)).toHaveLength(1)
  })
})

it('is told at once where its owner is signed in, and one from a known place is not', async () => {
  const person = await join()
  const stream = await openEvents(server, person.browser)
  await arrive(person, office)
  await arrive(person, home)
  await expect.poll(() => types(stream)).toEqual(['passkeys.changed'])
  stream.close()
})
