import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createApp } from '../../server/app.ts'
import { spendTotp } from '../../server/fallback/totp.ts'
import * as fallback from '../../shared/contract/fallback.ts'
import * as methods from '../../shared/contract/methods.ts'
import * as session from '../../shared/contract/session.ts'
import * as signIn from '../../shared/contract/sign-in.ts'
import { confirm, invite, setUpAdministrator, signInWith, type Person } from '../support/people.ts'
import { everythingAtRest } from '../support/rows.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { appWith, giveApp, givePassword, nextCode, typePassword, type App } from '../support/two-step.ts'

const minute = 60_000
const failed = { code: 'sign-in.failed' }

let server: TestServer
let ada: Person
let people = 0

beforeAll(async () => {
  server = await startTestServer()
  ada = await setUpAdministrator(server)
})
afterAll(() => server.close())

const join = () => invite(server, ada, { email: `person-${++people}@example.org` })

/** Somebody with a password and an app, whose first code was used up a while ago. */
async function withApp() {
  const person = await join()
  await givePassword(person)
  const app = await giveApp(person, server)
  server.clock.forward(5 * minute)
  return { ...person, app }
}

const give = async ({ email }: Pick<Person, 'email'>, code: string) => {
  const { browser } = await typePassword(server, email)
  return browser.call(signIn.signInWithTotp, { body: { code } })
}
const isIn = { next: { done: true } }

describe('setting an app up', () => {
  const begin = async (person: Person): Promise<App & { secret: string; uri: string }> => {
    await confirm(person)
    const begun = await person.browser.call(fallback.beginTotp, {})
    return { ...appWith(begun.secret, server), ...begun }
  }
  const finish = ({ browser }: Pick<Person, 'browser'>, code: string) =>
    browser.call(fallback.finishTotp, { body: { code } })
  const isSetUp = async ({ browser }: Person) => (await browser.call(methods.getMethods, {})).totp.enabled

  it('tells the secret once, as every app reads it', async () => {
    const bob = await join()
    const { secret, uri } = await begin(bob)
    expect(secret).toMatch(/^[A-Z2-7]{32}$/)
    const { protocol, host, pathname, searchParams } = new URL(uri)
    expect([protocol, host]).toEqual(['otpauth:', 'totp'])
    expect(decodeURIComponent(pathname)).toBe(`/${server.config.name}:${bob.email}`)
    expect(Object.fromEntries(searchParams)).toEqual({
      issuer: server.config.name,
      secret,
      algorithm: 'SHA1',
      digits: '6',
      period: '30',
    })
    expect(await isSetUp(bob)).toBe(false)
  })

  it('takes a wrong code for a slip, and goes on', async () => {
    const bob = await join()
    const app = await begin(bob)
    for (let slip = 0; slip < 8; slip++)
      await expect(finish(bob, app.code(50 + slip))).rejects.toMatchObject({ code: 'input.invalid' })
    expect(await finish(bob, app.code())).toEqual({ totp: { enabled: true } })
  })

  it('begun again makes the first secret void', async () => {
    const bob = await join()
    const [first, second] = [await begin(bob), await begin(bob)]
    expect(second.secret).not.toBe(first.secret)
    await expect(finish(bob, first.code())).rejects.toMatchObject({ code: 'input.invalid' })
    await finish(bob, second.code())
    await expect(finish(bob, second.code(1))).rejects.toMatchObject({ code: 'conflict' })
  })

  it.each([
    ['before ten minutes', 10 * minute - 2000, true],
    ['after ten minutes', 10 * minute, false],
  ])('can be finished %s: %s', async (_when, later, isDone) => {
    const bob = await join()
    const app = await begin(bob)
    server.clock.forward(later)
    const done = finish(bob, app.code())
    if (isDone) expect(await done).toEqual({ totp: { enabled: true } })
    else await expect(done).rejects.toMatchObject({ code: 'conflict' })
    expect(await isSetUp(bob)).toBe(isDone)
  })

  it('is for the session that began, and for nobody else', async () => {
    const [bob, eve] = [await join(), await join()]
    const app = await begin(bob)
    const elsewhere = { browser: server.browser() }
    await signInWith(elsewhere.browser, bob.authenticator)
    for (const other of [elsewhere, eve])
      await expect(finish(other, app.code())).rejects.toMatchObject({ code: 'conflict' })
    await finish(bob, app.code())
  })

  it('takes the place of an earlier app, and ends what waits for its codes', async () => {
    const bob = await withApp()
    const { browser } = await typePassword(server, bob.email)
    const fresh = await giveApp(bob, server)
    nextCode(server)
    const late = browser.call(signIn.signInWithTotp, { body: { code: fresh.code() } })
    await expect(late).rejects.toMatchObject({ code: 'session.required', problem: { reason: 'replaced' } })
    await expect(give(bob, bob.app.code())).rejects.toMatchObject(failed)
    expect(await give(bob, fresh.code())).toMatchObject(isIn)
    expect(await server.services.db('totps').where({ user_id: bob.id })).toHaveLength(1)
  })

  it('of two at once is done once', async () => {
    const bob = await join()
    const app = await begin(bob)
    const ends = await Promise.allSettled([0, 0, 1].map((stepsAway) => finish(bob, app.code(stepsAway))))
    expect(ends.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    const entries = await server.services.db('audit').where({ target_id: bob.id, action: 'totp.enabled' })
    expect(entries).toHaveLength(1)
  })
})

describe('the secret of an app', () => {
  it('is sealed at rest, in no log, and in no answer but the first', async () => {
    const bob = await join()
    await confirm(bob)
    const { secret } = await bob.browser.call(fallback.beginTotp, {})
    const inBytes = appWith(secret, server)
    const anywhere = async () => `${await everythingAtRest(server.services.db)}${server.log()}`
    expect(await anywhere()).not.toContain(secret)
    const code = inBytes.code()
    await bob.browser.call(fallback.finishTotp, { body: { code } })
    expect(await anywhere()).not.toContain(secret)
    expect(server.log()).not.toContain(code)
    const shown = [methods.getMethods, methods.getMySessions, session.getSession] as const
    for (const { method, path } of shown)
      expect((await bob.browser.send({ method, path })).text).not.toContain(secret)
  })

  it('goes on working when WEFTID_SECRET is changed, as long as the old one is named', async () => {
    const bob = await withApp()
    const [current = ''] = server.config.secrets
    const under = (...secrets: string[]) =>
      createApp({ ...server.services, config: { ...server.config, secrets } }, { assets: null }).services
    const spend = (services: typeof server.services) =>
      spendTotp(services, services.db, { userId: bob.id, code: bob.app.code(), at: services.now() })
    const newer = 'a newer secret of the tests, 32 bytes or more'
    await expect(spend(under(newer))).rejects.toThrow(/WEFTID_SECRET/)
    expect(await spend(under(newer, current))).toBe(true)
  })
})
