import { setTimeout as after } from 'node:timers/promises'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import * as lost from '../../shared/contract/lost-device.ts'
import * as methods from '../../shared/contract/methods.ts'
import * as session from '../../shared/contract/session.ts'
import * as signIn from '../../shared/contract/sign-in.ts'
import * as users from '../../shared/contract/users.ts'
import { recount } from '../../server/db/recount.ts'
import type { SoftAuthenticator } from '../support/authenticator/soft-authenticator.ts'
import type { Browser } from '../support/browser.ts'
import { consoleScene, isSignedIn, why } from '../support/console-scene.ts'
import { databases } from '../support/databases.ts'
import { openEvents } from '../support/event-reader.ts'
import { often } from '../support/often.ts'
import { authenticatorFor, register, signInWith, type Person } from '../support/people.ts'

const rounds = often(50)

/** Somewhere in the next few milliseconds, so that each round meets another order of events. */
const soon = () => after(Math.random() * 6)

describe.each(Object.entries(databases))('revoked stays revoked, on %s,', (_name, open) => {
  const { present, join, mark, entriesSince } = consoleScene(open)
  let bob: Person
  let key: SoftAuthenticator
  let keyId: string

  beforeAll(async () => {
    bob = await join()
    key = authenticatorFor(bob.browser)
    keyId = (await register(bob.browser, key)).passkey.id
  })
  beforeEach(() => signInWith(present().ada.browser, present().ada.authenticator))

  /** The passkey as if it had never been revoked, so that a round costs no registration. */
  async function revive() {
    const { db, ada } = present()
    const kept = await db('passkeys').where({ id: keyId }).first('public_key')
    publicKey ??= kept?.public_key ?? null
    await db('passkeys')
      .where({ id: keyId })
      .update({ status: 'active', public_key: publicKey, revoked_at: null })
    await recount(db)
    // Of so many wrong tries none is what this is about.
    await db('throttles').delete()
    if (Math.random() < 0.1) await signInWith(ada.browser, ada.authenticator)
  }
  let publicKey: string | null = null

  const doors = () =>
    [(like?: Browser) => here(like), (like?: Browser) => present().other.browser(like)] as const
  const here = (like?: Browser) => like ?? present().server.browser()
  const anyDoor = (round: number) => doors()[round % 2 === 0 ? 0 : 1]

  /** Revokes it from the console in one way or the other, at one process or the other. */
  const revoke = (round: number) => {
    const browser = anyDoor(round >> 1)(present().ada.browser)
    const params = { id: bob.id, pid: keyId }
    return round % 3 === 0
      ? browser.call(lost.loseDevice, { params: { id: bob.id }, body: { ...why, passkeyIds: [keyId] } })
      : browser.call(users.revokeUserPasskey, { params, body: why })
  }

  async function expectDead(browsers: Browser[], before: number) {
    const { db, other } = present()
    for (const browser of browsers) {
      expect(await isSignedIn(browser)).toBe(false)
      expect(await isSignedIn(other.browser(browser))).toBe(false)
    }
    expect(await db('sessions').where({ passkey_id: keyId }).whereNull('ended_at')).toEqual([])
    expect(await db('passkeys').where({ id: keyId }).first('*')).toMatchObject({
      status: 'revoked',
      public_key: null,
    })
    const entries = await entriesSince(before)
    const revoked = entries.findIndex(({ action }) => action === 'passkey.revoked')
    expect(entries.filter(({ action }) => action === 'passkey.revoked')).toHaveLength(1)
    // Nothing that rests on the passkey is on the record after it.
    const later = entries
      .slice(revoked)
      .filter(({ passkey_id, action }) => passkey_id === keyId && action !== 'passkey.revoked')
    expect(later.filter(({ action }) => !action.endsWith('failed'))).toEqual([])
  }

  it(
    'against sign-ins under way',
    async () => {
      for (let round = 0; round < rounds; round++) {
        await revive()
        const browsers = doors().map((door) => door())
        const finishes = []
        for (const browser of browsers) {
          const { challengeId, options } = await browser.call(signIn.beginPasskeySignIn, { body: {} })
          const body = { challengeId, response: key.get(options) }
          finishes.push(() => browser.call(signIn.finishPasskeySignIn, { body }))
        }
        const before = await mark()
        const [done] = await Promise.allSettled([
          soon().then(() => revoke(round)),
          ...finishes.map((finish) => soon().then(finish)),
        ])
        expect(done).toMatchObject({ status: 'fulfilled' })
        await expectDead(browsers, before)
      }
    },
    often(120_000),
  )

  it(
    'against confirmations and requests under way',
    async () => {
      for (let round = 0; round < rounds; round++) {
        await revive()
        const browser = here()
        await signInWith(browser, key)
        const there = present().other.browser(browser)
        const { challengeId, options } = await browser.call(session.beginFreshPasskey, {})
        const body = { challengeId, response: key.get(options) }
        const before = await mark()
        await Promise.allSettled([
          soon().then(() => revoke(round)),
          soon().then(() => browser.call(session.finishFreshPasskey, { body })),
          soon().then(() => there.call(methods.updateMe, { body: { displayName: `Bob ${round}` } })),
          soon().then(() => there.call(methods.createBackupCodes, {})),
          soon().then(() => browser.call(methods.endMyOtherSessions, {})),
          soon().then(() =>
            there.call(methods.renamePasskey, { params: { id: keyId }, body: { name: `Key ${round}` } }),
          ),
        ])
        await expectDead([browser, there], before)
        const entries = await entriesSince(before)
        const revoked = entries.findIndex(({ action }) => action === 'passkey.revoked')
        expect(entries.slice(revoked).filter(({ actor_id }) => actor_id === bob.id)).toEqual([])
      }
    },
    often(120_000),
  )

  it(
    'against a registration under way',
    async () => {
      for (let round = 0; round < rounds; round++) {
        await revive()
        const browser = here()
        await signInWith(browser, key)
        const { challengeId, options } = await browser.call(methods.beginRegistration, { body: {} })
        const response = authenticatorFor(browser).create(options)
        const before = await mark()
        const door = anyDoor(round)(browser)
        const [, registered] = await Promise.allSettled([
          soon().then(() => revoke(round)),
          soon().then(() => door.call(methods.finishRegistration, { body: { challengeId, response } })),
        ])
        await expectDead([browser], before)
        const { db } = present()
        const kept = await db('passkeys').where({ credential_id: response.id })
        expect(kept).toHaveLength(registered.status === 'fulfilled' ? 1 : 0)
      }
    },
    often(120_000),
  )

  it(
    'against an enrolment under way: it is over, or was before',
    async () => {
      for (let round = 0; round < rounds; round++) {
        await revive()
        const { ada, db } = present()
        const body = { minutes: 10, ...why }
        const { pass } = await ada.browser.call(users.issueTemporaryPass, { params: { id: bob.id }, body })
        const browser = anyDoor(round)()
        const enter = () => browser.call(signIn.signInWithTemporaryPass, { body: { email: bob.email, pass } })
        const isLate = round % 2 === 0
        if (!isLate) await enter()
        const begun = isLate ? null : await browser.call(methods.beginRegistration, { body: {} })
        const response = begun && authenticatorFor(browser).create(begun.options)
        const before = await mark()
        await Promise.allSettled([
          soon().then(() => revoke(round)),
          soon().then<unknown>(() =>
            begun
              ? browser.call(methods.finishRegistration, {
                  body: { challengeId: begun.challengeId, response },
                })
              : enter(),
          ),
        ])
        const open = await db('sessions').where({ user_id: bob.id, kind: 'enrolment' }).whereNull('ended_at')
        expect(open).toEqual([])
        const entries = (await entriesSince(before)).map(({ action }) => action)
        const registered = entries.indexOf('passkey.registered')
        expect(await isSignedIn(browser)).toBe(registered >= 0)
        expect(registered).toBeLessThan(entries.indexOf('passkey.revoked'))
        expect(await db('temporary_passes').whereNull('used_at').whereNull('voided_at')).toEqual([])
      }
    },
    often(120_000),
  )

  it(
    'for an open stream, and for one that opens at that moment',
    async () => {
      const { server } = present()
      for (let round = 0; round < rounds / 2; round++) {
        await revive()
        const browser = here()
        await signInWith(browser, key)
        const open = await openEvents(server, browser)
        const [, late] = await Promise.all([
          soon().then(() => revoke(round & ~3)),
          soon().then(() => openEvents(server, browser)),
        ])
        for (const stream of [open, late]) {
          await stream.ended
          if (stream.status === 200)
            expect(stream.events().at(-1)?.event).toEqual({
              type: 'session.ended',
              reason: 'passkey-revoked',
            })
        }
      }
    },
    often(120_000),
  )
})
