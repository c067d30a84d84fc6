import { setTimeout as after } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as lost from '../../shared/contract/lost-device.ts'
import * as methods from '../../shared/contract/methods.ts'
import * as session from '../../shared/contract/session.ts'
import * as signIn from '../../shared/contract/sign-in.ts'
import * as users from '../../shared/contract/users.ts'
import { forgetAttempts } from '../support/attempts.ts'
import type { Browser } from '../support/browser.ts'
import { databases } from '../support/databases.ts'
import { often } from '../support/often.ts'
import {
  authenticatorFor,
  confirm,
  invite,
  register,
  setUpAdministrator,
  type Person,
} from '../support/people.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { startOther, type OtherProcess } from '../support/two-processes.ts'
import { expectInvariants } from './support/invariants.ts'
import { tally, tell } from './support/tell.ts'

const rounds = often(20)
const why = { reason: 'Lost', ticket: 'T-1' }

/** Makes two acts ready to be done at once, each at an instance of its own, and what must hold of how many were done. */
type Race = () => Promise<
  readonly [() => Promise<unknown>, () => Promise<unknown>, (won: number) => Promise<void>]
>

describe.each(Object.entries(databases))('two instances on one %s', (name, open) => {
  let server: TestServer
  let other: OtherProcess
  let stopDatabase: () => Promise<void>
  let ada: Person
  let people = 0

  beforeAll(async () => {
    const { environment, stop } = await open()
    stopDatabase = stop
    server = await startTestServer(environment)
    ada = await setUpAdministrator(server)
    other = await startOther(server.config)
  })
  afterAll(async () => {
    await other.kill()
    await server.close()
    await stopDatabase()
  })

  const join = () => invite(server, ada, { email: `person-${++people}@example.org` })
  const passkeyOf = async ({ browser }: Person) =>
    (await browser.call(methods.getMethods, {})).passkeys[0]?.id ?? ''
  const once = (won: number) => {
    expect(won).toBe(1)
    return Promise.resolve()
  }
  const here = () => server.browser()
  const there = () => other.browser()

  /** Whoever won: with the passkey revoked nobody is in, by whatever way they came. */
  const nobodyIsIn = (browsers: Browser[]) => async () => {
    for (const browser of browsers)
      await expect(browser.call(session.getSession, {})).rejects.toMatchObject({ code: 'session.required' })
  }

  async function revokeAnd(act: (bob: Person, door: Browser) => Promise<() => Promise<unknown>>) {
    const bob = await join()
    const door = other.browser(bob.browser)
    const pid = await passkeyOf(bob)
    const doing = await act(bob, door)
    await confirm(ada)
    const body = { ...why, passkeyIds: [pid], endAllSessions: true }
    const revoke = () => ada.browser.call(lost.loseDevice, { params: { id: bob.id }, body })
    return [revoke, doing, nobodyIsIn([bob.browser, door])] as const
  }

  const races: Record<string, Race> = {
    'a backup code given at both is taken once': async () => {
      const bob = await join()
      const body = { email: bob.email, backupCode: bob.backupCodes[0] ?? '' }
      return [() => here().call(signIn.recover, { body }), () => there().call(signIn.recover, { body }), once]
    },
    'a temporary pass given at both is taken once': async () => {
      const bob = await join()
      await confirm(ada)
      const issue = { params: { id: bob.id }, body: { minutes: 60, ...why } }
      const { pass } = await ada.browser.call(users.issueTemporaryPass, issue)
      const call = (browser: Browser) =>
        browser.call(signIn.signInWithTemporaryPass, { body: { email: bob.email, pass } })
      return [() => call(here()), () => call(there()), once]
    },
    'an invitation accepted at both is accepted once': async () => {
      await confirm(ada)
      const body = { email: `person-${++people}@example.org`, displayName: 'New' }
      const { invitation } = await ada.browser.call(users.createUser, { body })
      const call = (browser: Browser) =>
        browser.call(signIn.acceptInvitation, { body: { token: invitation.token } })
      return [() => call(here()), () => call(there()), once]
    },
    'an assertion given at both signs in once': async () => {
      const bob = await join()
      const { challengeId, options } = await here().call(signIn.beginPasskeySignIn, { body: {} })
      const body = { challengeId, response: bob.authenticator.get(options) }
      const call = (browser: Browser) => browser.call(signIn.finishPasskeySignIn, { body })
      return [() => call(here()), () => call(there()), once]
    },
    'a sign-in beside its revocation leaves nobody in': () =>
      revokeAnd(async (bob, door) => {
        const { challengeId, options } = await door.call(signIn.beginPasskeySignIn, { body: {} })
        const body = { challengeId, response: bob.authenticator.get(options) }
        return () => door.call(signIn.finishPasskeySignIn, { body })
      }),
    'a confirmation beside the revocation leaves nobody in': () =>
      revokeAnd(async (bob, door) => {
        const { challengeId, options } = await door.call(session.beginFreshPasskey, {})
        const body = { challengeId, response: bob.authenticator.get(options) }
        return () => door.call(session.finishFreshPasskey, { body })
      }),
    'a registration beside the revocation leaves nobody in': () =>
      revokeAnd((_bob, door) => Promise.resolve(() => register(door, authenticatorFor(door)))),
    'two administrators who disable each other leave one': async () => {
      const [zoe, max] = [await admin(), await admin()]
      const disable = (by: Browser, whom: Person) =>
        by.call(users.disableUser, { params: { id: whom.id }, body: { reason: 'Left' } })
      const atOther = other.browser(max.browser)
      return [() => disable(zoe.browser, max), () => disable(atOther, zoe), once]
    },
  }

  const admin = () => invite(server, ada, { email: `admin-${++people}@example.org`, role: 'admin' })

  it.each(Object.keys(races))(`%s, ${rounds} times`, async (what) => {
    const outcomes: string[] = []
    for (let round = 0; round < rounds; round++) {
      const [one, two, check] = (await races[what]?.()) ?? []
      const soon = () => after(Math.random() * 6)
      const done = await Promise.allSettled([soon().then(one), soon().then(two)])
      const won = done.filter(({ status }) => status === 'fulfilled').length
      await check?.(won)
      outcomes.push(done.map(({ status }) => (status === 'fulfilled' ? 'done' : 'refused')).join(' and '))
      await forgetAttempts(server)
    }
    tell(`${what}, on ${name}`, { races: rounds, ...tally(outcomes) })
  })

  it('are as whole as before', async () => {
    expect(server.log()).not.toContain('"level":50')
    expect(other.errors()).toBe('')
    await expectInvariants(server.services)
  })
})
