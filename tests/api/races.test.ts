import { setTimeout as after } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import * as methods from '../../shared/contract/methods.ts'
import * as session from '../../shared/contract/session.ts'
import * as signIn from '../../shared/contract/sign-in.ts'
import * as users from '../../shared/contract/users.ts'
import type { Browser } from '../support/browser.ts'
import { databases } from '../support/databases.ts'
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

const rounds = 15

/** Somewhere in the next few milliseconds, so that each round meets another order of events. */
const soon = (round: number) => after((round * 0.7) % 4)

describe.each(Object.entries(databases))('on %s, at the same moment,', (_name, open) => {
  let stopDatabase: () => Promise<void>
  let server: TestServer
  let ada: Person
  let bob: Person

  beforeAll(async () => {
    const { environment, stop } = await open()
    stopDatabase = stop
    server = await startTestServer(environment)
    ada = await setUpAdministrator(server)
    bob = await invite(server, ada, { email: 'bob@example.org' })
  })
  afterAll(async () => {
    await server.close()
    await stopDatabase()
  })
  beforeEach(async () => {
    for (const person of [ada, bob]) await signInWith(person.browser, person.authenticator)
  })

  afterEach(() => {
    // A deadlock, for one, is an error inside even where the loser would have been refused anyway.
    expect(server.log().includes('"level":50')).toBe(false)
  })

  const revoke = (pid: string, actor = ada, target = bob) =>
    actor.browser.call(users.revokeUserPasskey, { params: { id: target.id, pid }, body: { reason: 'Lost' } })

  const isLive = (browser: Browser) =>
    browser.call(session.getSession, {}).then(
      () => true,
      () => false,
    )

  async function newPasskey() {
    const authenticator = authenticatorFor(bob.browser)
    const { passkey } = await register(bob.browser, authenticator)
    return { authenticator, id: passkey.id }
  }

  async function expectDead(id: string, browsers: Browser[]) {
    const { db } = server.services
    for (const browser of browsers) expect(await isLive(browser)).toBe(false)
    expect(await db('sessions').where({ passkey_id: id }).whereNull('ended_at')).toEqual([])
    expect(await db('passkeys').where({ id }).first('*')).toMatchObject({
      status: 'revoked',
      public_key: null,
    })
    expect(await db('audit').where({ passkey_id: id, action: 'passkey.revoked' })).toHaveLength(1)
  }

  it('a revocation wins against sign-ins under way', async () => {
    for (let round = 0; round < rounds; round++) {
      const { authenticator, id } = await newPasskey()
      const browsers = Array.from({ length: 4 }, () => server.browser())
      const finishes = []
      for (const browser of browsers) {
        const { challengeId, options } = await browser.call(signIn.beginPasskeySignIn, { body: {} })
        const response = authenticator.get(options)
        finishes.push(() => browser.call(signIn.finishPasskeySignIn, { body: { challengeId, response } }))
      }
      const [revoked] = await Promise.allSettled([
        soon(round).then(() => revoke(id)),
        ...finishes.map((finish, index) => soon(round + index * 3).then(finish)),
      ])
      expect(revoked).toMatchObject({ status: 'fulfilled' })
      await expectDead(id, browsers)
    }
  })

  it('a revocation wins against confirmations under way', async () => {
    for (let round = 0; round < rounds; round++) {
      const { authenticator, id } = await newPasskey()
      const browser = server.browser()
      await signInWith(browser, authenticator)
      const acts = [
        soon(round).then(() => revoke(id)),
        soon(round + 2).then(() => confirm({ browser, authenticator })),
      ]
      await Promise.allSettled(acts)
      await expectDead(id, [browser])
    }
  })

  it('a revocation wins against a registration under way', async () => {
    for (let round = 0; round < rounds; round++) {
      const { authenticator, id } = await newPasskey()
      const browser = server.browser()
      await signInWith(browser, authenticator)
      const { challengeId, options } = await browser.call(methods.beginRegistration, { body: {} })
      const response = authenticatorFor(browser).create(options)
      const [, registered] = await Promise.allSettled([
        soon(round).then(() => revoke(id)),
        soon(round + 2).then(() =>
          browser.call(methods.finishRegistration, { body: { challengeId, response } }),
        ),
      ])
      await expectDead(id, [browser])
      const kept = await server.services.db('passkeys').where({ credential_id: response.id })
      expect(kept).toHaveLength(registered.status === 'fulfilled' ? 1 : 0)
    }
  })

  it('of ten who revoke the same passkey one ends the sessions', async () => {
    for (let round = 0; round < 5; round++) {
      const { authenticator, id } = await newPasskey()
      const browsers = [server.browser(), server.browser()]
      for (const browser of browsers) await signInWith(browser, authenticator)
      const all = await Promise.all(Array.from({ length: 10 }, () => revoke(id)))
      expect(
        all
          .map(({ sessionsEnded }) => sessionsEnded)
          .sort()
          .at(-1),
      ).toBe(2)
      expect(all.reduce((sum, { sessionsEnded }) => sum + sessionsEnded, 0)).toBe(2)
      await expectDead(id, browsers)
    }
  })

  it('two administrators who revoke each other leave one working', async () => {
    for (let round = 0; round < rounds; round++) {
      const one = await invite(server, ada, { email: `one-${round}@example.org`, role: 'admin' })
      const two = await invite(server, ada, { email: `two-${round}@example.org`, role: 'admin' })
      const [of1, of2] = await Promise.all(
        [one, two].map(
          async ({ browser }) => (await browser.call(methods.getMethods, {})).passkeys[0]?.id ?? '',
        ),
      )
      // Nobody else could administer: it is between these two.
      const { db } = server.services
      await db('users')
        .where({ role: 'admin' })
        .whereNotIn('id', [one.id, two.id])
        .update({ status: 'disabled' })
      const done = await Promise.allSettled([revoke(of2 ?? '', one, two), revoke(of1 ?? '', two, one)])
      const working = await db('passkeys').whereIn('user_id', [one.id, two.id]).where({ status: 'active' })
      await db('users').where({ id: ada.id }).update({ status: 'active' })
      expect(done.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
      expect(working).toHaveLength(1)
    }
  })

  it('the accepting of an invitation and a new one exclude each other', async () => {
    await confirm(ada)
    for (let round = 0; round < rounds; round++) {
      const body = { email: `carl-${round}@example.org`, displayName: 'Carl' }
      const { user, invitation } = await ada.browser.call(users.createUser, { body })
      const browser = server.browser()
      const [, again] = await Promise.all([
        soon(round)
          .then(() => browser.call(signIn.acceptInvitation, { body: { token: invitation.token } }))
          .catch((error: unknown) => expect(error).toMatchObject({ code: 'sign-in.failed' })),
        soon(round + 2).then(() => ada.browser.call(users.inviteAgain, { params: { id: user.id } })),
      ])
      expect(await isLive(browser)).toBe(false)
      await server.browser().call(signIn.acceptInvitation, { body: { token: again.invitation.token } })
    }
  })
})
