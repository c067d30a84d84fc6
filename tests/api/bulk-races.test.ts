import { setTimeout as after } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import * as fleet from '../../shared/contract/fleet.ts'
import * as methods from '../../shared/contract/methods.ts'
import * as signIn from '../../shared/contract/sign-in.ts'
import * as users from '../../shared/contract/users.ts'
import type { Browser } from '../support/browser.ts'
import { databases } from '../support/databases.ts'
import { fleetScene } from '../support/fleet-scene.ts'
import { advisory, badKey, everyResult, settled } from '../support/fleet.ts'
import { often } from '../support/often.ts'
import { authenticatorFor, confirm, signInWith, type Person } from '../support/people.ts'
import type { TestServer } from '../support/server.ts'
import { startOther, type OtherProcess } from '../support/two-processes.ts'

const rounds = often(15)

/** Somewhere in the next few milliseconds, so that each round meets another order of events. */
const soon = (round: number) => after((round * 0.7) % 5)

describe.each(Object.entries(databases))('a bulk revocation, on %s, at the same moment as', (_name, open) => {
  const scene = fleetScene(open)
  const { join, spare, isSignedIn, passkeysOf, start, work } = scene
  let server: TestServer
  let ada: Person
  let other: OtherProcess
  beforeEach(async () => {
    ;({ server, ada } = scene.present())
    other = await startOther(server.config)
  })
  afterEach(async () => {
    await other.kill()
    expect(other.errors()).toBe('')
  })

  /** The same browser at one process or at the other. */
  const at = (which: number, like: Browser) => (which % 2 === 0 ? like : other.browser(like))

  const cancel = (id: string) => ada.browser.call(fleet.cancelRevocation, { params: { id } })

  it(
    'sign-ins under way: none of them lasts',
    async () => {
      work()
      for (let round = 0; round < rounds; round++) {
        const bob = await join()
        const finishes = []
        for (const browser of [server.browser(), server.browser(), server.browser()]) {
          const { challengeId, options } = await browser.call(signIn.beginPasskeySignIn, { body: {} })
          const response = bob.authenticator.get(options)
          const there = at(finishes.length, browser)
          const finish = () => there.call(signIn.finishPasskeySignIn, { body: { challengeId, response } })
          finishes.push({ browser: there, finish })
        }
        await confirm(ada)
        const [order] = await Promise.all([
          soon(round).then(() => at(round, ada.browser).call(fleet.startRevocation, { body: advisory })),
          ...finishes.map(({ finish }, index) =>
            soon(round + 2 * index)
              .then(finish)
              .catch(() => undefined),
          ),
        ])
        for (const { browser } of finishes) expect(await isSignedIn({ ...bob, browser })).toBe(false)
        await settled(ada.browser, order.job.id)
        expect(await server.services.db('sessions').where({ user_id: bob.id }).whereNull('ended_at')).toEqual(
          [],
        )
      }
    },
    often(60_000),
  )

  it(
    'registrations under way: they are taken by it, or count as later',
    async () => {
      work()
      for (let round = 0; round < rounds; round++) {
        const bob = await join()
        await spare(bob)
        const eve = await join()
        await spare(eve)
        await signInWith(bob.browser, bob.authenticator)
        const { challengeId, options } = await bob.browser.call(methods.beginRegistration, { body: {} })
        const response = authenticatorFor(bob.browser, badKey).create(options)
        await confirm(ada)
        const [order] = await Promise.all([
          soon(round + 1).then(() => ada.browser.call(fleet.startRevocation, { body: advisory })),
          soon(round * 2)
            .then(() =>
              at(round, bob.browser).call(methods.finishRegistration, { body: { challengeId, response } }),
            )
            .catch(() => undefined),
        ])
        const { createdBefore, id } = await settled(ada.browser, order.job.id)
        const done = new Set((await everyResult(ada.browser, id)).map(({ passkeyId }) => passkeyId))
        for (const row of await passkeysOf(bob.id))
          if (row.aaguid === badKey.aaguid) {
            expect(row.status).toBe(row.created_at < createdBefore ? 'revoked' : 'active')
            expect(done.has(row.id)).toBe(row.status === 'revoked')
          }
        await scene.revokeAll(bob)
      }
    },
    often(60_000),
  )

  it(
    'revocations and changes of the same people: each passkey is revoked once',
    async () => {
      work()
      for (let round = 0; round < rounds; round++) {
        const people = [await join(), await join(), await join()]
        // Whom nobody else revokes, so that there is always something to order.
        await join()
        for (const person of people) await spare(person)
        const own = await Promise.all(people.map(({ id }) => passkeysOf(id)))
        await confirm(ada)
        const [order] = await Promise.all([
          ada.browser.call(fleet.startRevocation, { body: advisory }),
          ...people.map(({ id }, index) => {
            const params = { id, pid: own[index]?.[0]?.id ?? '' }
            const body = { reason: 'Lost' }
            return soon(round + index)
              .then(() => at(index, ada.browser).call(users.revokeUserPasskey, { params, body }))
              .catch(() => undefined)
          }),
        ])
        const job = await settled(ada.browser, order.job.id)
        expect(job.total).toBe(job.revoked + job.skipped)
        for (const [first] of own) {
          const entries = server.services.db('audit').where({ action: 'passkey.revoked' })
          expect(await entries.where({ passkey_id: first?.id ?? '' })).toHaveLength(1)
        }
      }
    },
    often(60_000),
  )

  it(
    'another order: one of a model, and one administrator who can go on',
    async () => {
      const other = { ...badKey, aaguid: '33333333-3333-4333-8333-333333333333' }
      const eve = await join(other, 'admin')
      const mia = await join(badKey, 'admin')
      await scene.suspendAll(ada, eve)
      for (let round = 0; round < rounds; round++) {
        for (const person of [eve, mia]) {
          await signInWith(person.browser, person.authenticator)
          await confirm(person)
        }
        const order = (by: Person, aaguid: string, wait: number) =>
          soon(wait)
            .then(() => at(wait, by.browser).call(fleet.startRevocation, { body: { ...advisory, aaguid } }))
            .then(
              ({ job }) => job.id,
              () => null,
            )
        // Each is about to take away what the other one has.
        const [ofEve, ofMia, again] = await Promise.all([
          order(eve, badKey.aaguid, round),
          order(mia, other.aaguid, round + 1),
          order(eve, badKey.aaguid, round + 2),
        ])
        expect([ofEve ?? again, ofMia].filter(Boolean)).toHaveLength(1)
        expect(ofEve !== null && again !== null).toBe(false)
        const left = ofMia === null ? eve : mia
        expect([await isSignedIn(eve), await isSignedIn(mia)]).toEqual([left === eve, left === mia])
        const id = ofMia ?? ofEve ?? again ?? ''
        await left.browser.call(fleet.cancelRevocation, { params: { id } })
      }
    },
    often(60_000),
  )

  it(
    'pauses and resumptions: nothing is lost or done twice',
    async () => {
      const people = []
      for (let count = 0; count < 12; count++) people.push(await join())
      const { id } = await start()
      work()
      for (let round = 0; round < rounds; round++) {
        await Promise.allSettled([
          soon(round).then(() => ada.browser.call(fleet.pauseRevocation, { params: { id } })),
          soon(round + 3).then(() => at(1, ada.browser).call(fleet.resumeRevocation, { params: { id } })),
        ])
      }
      await ada.browser.call(fleet.resumeRevocation, { params: { id } }).catch(() => undefined)
      expect(await settled(ada.browser, id)).toMatchObject({ status: 'done', revoked: 12 })
      const results = await everyResult(ada.browser, id)
      expect(new Set(results.map(({ user }) => user.id))).toEqual(new Set(people.map((person) => person.id)))
      await expect(cancel(id)).rejects.toMatchObject({ code: 'conflict' })
    },
    often(60_000),
  )
})
