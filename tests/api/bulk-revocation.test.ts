import { beforeEach, describe, expect, it } from 'vitest'
import * as fleet from '../../shared/contract/fleet.ts'
import * as lost from '../../shared/contract/lost-device.ts'
import * as session from '../../shared/contract/session.ts'
import { databases } from '../support/databases.ts'
import { fleetScene } from '../support/fleet-scene.ts'
import { advisory, badKey, everyResult, goodCloud, settled } from '../support/fleet.ts'
import { confirm, signInWith, type Person } from '../support/people.ts'
import type { TestServer } from '../support/server.ts'

const why = { reason: 'Left at home' }

describe.each(Object.entries(databases))('a bulk revocation, on %s,', (_name, open) => {
  const scene = fleetScene(open)
  const { join, spare, passkeysOf, isSignedIn, start, entries, work, withoutCodes } = scene
  let server: TestServer
  let ada: Person
  beforeEach(() => {
    ;({ server, ada } = scene.present())
  })

  it('is in effect with the answer, before anything is worked on', async () => {
    const bob = await join()
    const eve = await join()
    await spare(eve)
    const job = await start()
    expect(job).toMatchObject({ status: 'running', total: 2, revoked: 0, createdBy: { id: ada.id } })
    for (const person of [bob, eve]) {
      await expect(person.browser.call(session.getSession, {})).rejects.toMatchObject({
        problem: { code: 'session.required', reason: 'passkey-revoked' },
      })
      const again = signInWith(server.browser(), person.authenticator)
      await expect(again).rejects.toMatchObject({ code: 'passkey.rejected' })
    }
    const failed = await entries('sign-in.failed')
    expect(failed.map(({ reason }) => reason)).toEqual(['passkey-revoked', 'passkey-revoked'])
    expect(await isSignedIn(ada)).toBe(true)
  })

  it('erases keys, ends sessions, tells their owners, and puts each on the record', async () => {
    const people = [await join(), await join(), await join()]
    const bob = people[0] ?? ada
    await spare(bob, badKey)
    const { items } = await ada.browser.call(fleet.listModelUsers, {
      params: { aaguid: badKey.aaguid },
      query: {},
    })
    const first = items.flatMap(({ passkeys }) => passkeys)[0]?.id ?? ''
    await confirm(ada)
    const owner = items[0]?.user.id ?? ''
    await ada.browser.call(lost.suspendUserPasskey, { params: { id: owner, pid: first }, body: why })
    const { id } = await start()
    work()
    const job = await settled(ada.browser, id)
    expect(job).toMatchObject({ status: 'done', total: 4, revoked: 4, skipped: 0 })
    expect(job.finishedAt).not.toBeNull()
    for (const person of people)
      for (const row of await passkeysOf(person.id))
        expect(row).toMatchObject({
          ...{ status: 'revoked', public_key: null, revoked_by: ada.id },
          ...{ reason: advisory.reason, ticket: advisory.ticket },
        })
    const results = await everyResult(ada.browser, id)
    expect(results.map(({ outcome }) => outcome)).toEqual(Array.from({ length: 4 }, () => 'revoked'))
    expect(results.reduce((sum, { sessionsEnded }) => sum + sessionsEnded, 0)).toBe(job.sessionsEnded)
    const revoked = await entries('passkey.revoked')
    expect(revoked.map(({ passkey_id }) => passkey_id).sort()).toEqual(
      results.map(({ passkeyId }) => passkeyId).sort(),
    )
    expect(revoked[0]).toMatchObject({
      actor_id: ada.id,
      actor_role: 'admin',
      reason: advisory.reason,
      ticket: 'SEC-9',
    })
    expect(await server.services.db('outbox').where({ kind: 'passkey.revoked' })).toHaveLength(4)
    expect(await entries('fleet-revocation.started')).toMatchObject([{ target_id: badKey.aaguid, count: 4 }])
    expect(await entries('fleet-revocation.finished')).toMatchObject([
      { actor_id: ada.id, count: 4, reason: `Revoked 4, skipped 0, sessions ended ${job.sessionsEnded}.` },
    ])
    expect((await ada.browser.call(fleet.listModels, {})).items).not.toContainEqual(
      expect.objectContaining({ aaguid: badKey.aaguid }),
    )
  })

  it('skips whom it would lock out, who can go on meanwhile, and flags them', async () => {
    const bob = await join()
    await spare(bob, badKey)
    await withoutCodes(bob)
    const eve = await join()
    await spare(eve)
    const withCodes = await join()
    const { id } = await start({ lockedOut: 'skip' })
    expect([await isSignedIn(bob), await isSignedIn(eve)]).toEqual([true, false])
    work()
    expect(await settled(ada.browser, id)).toMatchObject({ total: 4, revoked: 2, skipped: 2 })
    expect(await isSignedIn(bob)).toBe(true)
    await signInWith(server.browser(), bob.authenticator)
    expect(await isSignedIn(withCodes)).toBe(false)
    const query = { outcome: 'skipped' } as const
    const { items } = await ada.browser.call(fleet.listRevocationResults, { params: { id }, query })
    expect(items).toMatchObject([
      { user: { id: bob.id, email: bob.email }, outcome: 'skipped-locked-out', sessionsEnded: 0 },
      { user: { id: bob.id }, outcome: 'skipped-locked-out' },
    ])
    const all = await everyResult(ada.browser, id)
    expect(all.slice(0, 2)).toEqual(items)
    expect(new Set(all.map(({ passkeyId }) => passkeyId)).size).toBe(4)
  })

  it('takes whom it locks out where that is chosen, administrators too, but never who ordered it', async () => {
    await spare(ada, badKey)
    const others = [await join(badKey, 'admin'), await join(badKey, 'helpdesk'), await join()]
    const { id } = await start()
    for (const person of others) expect(await isSignedIn(person)).toBe(false)
    work()
    expect(await settled(ada.browser, id)).toMatchObject({ total: 4, revoked: 3, skipped: 1 })
    const results = await everyResult(ada.browser, id)
    expect(results[0]).toMatchObject({ user: { id: ada.id }, outcome: 'skipped-own' })
    expect(await isSignedIn(ada)).toBe(true)
  })

  it('leaves alone what is registered later, also while it runs', async () => {
    const bob = await join()
    await spare(bob)
    const early = server.clock.now().toISOString()
    server.clock.forward(1000)
    const eve = await join()
    await start({ createdBefore: early }).then(({ total }) => expect(total).toBe(1))
    expect(await isSignedIn(eve)).toBe(true)
    await spare(eve, badKey)
    work()
    const { items } = await ada.browser.call(fleet.listRevocations, { query: {} })
    expect(await settled(ada.browser, items[0]?.id ?? '')).toMatchObject({
      status: 'done',
      revoked: 1,
      total: 1,
    })
    expect((await passkeysOf(eve.id)).map(({ status }) => status)).toEqual(['active', 'active'])
  })

  it('counts what is stored only after the order as registered after it', async () => {
    const bob = await join()
    await spare(bob)
    const far = new Date(server.clock.now().getTime() + 3_600_000).toISOString()
    const { id, createdBefore } = await start({ createdBefore: far })
    expect(createdBefore < far).toBe(true)
    const eve = await join(goodCloud)
    // A clock that is behind, or a ceremony that began before the order and is stored after it.
    server.clock.forward(-60_000)
    const { passkey } = await spare(eve, badKey)
    server.clock.forward(60_000)
    expect(passkey.createdAt).toBe(createdBefore)
    work()
    expect(await settled(ada.browser, id)).toMatchObject({ revoked: 1 })
    expect((await passkeysOf(eve.id)).map(({ status }) => status)).toEqual(['active', 'active'])
  })
})
