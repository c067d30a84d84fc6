import { beforeEach, describe, expect, it } from 'vitest'
import * as fleet from '../../shared/contract/fleet.ts'
import * as lost from '../../shared/contract/lost-device.ts'
import * as methods from '../../shared/contract/methods.ts'
import { databases } from '../support/databases.ts'
import { openEvents } from '../support/event-reader.ts'
import { fleetScene } from '../support/fleet-scene.ts'
import { advisory, badKey, goodCloud, settled } from '../support/fleet.ts'
import { confirm, type Person } from '../support/people.ts'
import { programOf } from '../support/program.ts'
import type { TestServer } from '../support/server.ts'

const why = { reason: 'Left at home' }

describe.each(Object.entries(databases))('orders to revoke in bulk, on %s,', (_name, open) => {
  const scene = fleetScene(open)
  const { join, spare, passkeysOf, isSignedIn, start, entries, work } = scene
  let server: TestServer
  let ada: Person
  beforeEach(() => {
    ;({ server, ada } = scene.present())
  })

  it('is one at a time for a model, and about passkeys there are', async () => {
    await join()
    const { id } = await start()
    await expect(start()).rejects.toMatchObject({ code: 'conflict' })
    await confirm(ada)
    const cancel = () => ada.browser.call(fleet.cancelRevocation, { params: { id } })
    expect((await cancel()).job).toMatchObject({ status: 'cancelled' })
    await start()
    const none = { aaguid: '99999999-1111-4111-8111-111111111111' }
    await expect(start(none)).rejects.toMatchObject({ code: 'conflict' })
    await expect(start({ createdBefore: '2020-01-01T00:00:00Z' })).rejects.toMatchObject({
      code: 'conflict',
    })
  })

  it('pauses, resumes and is cancelled, each once however often it is asked', async () => {
    const bob = await join()
    const eve = await join(badKey, 'admin')
    const { id } = await start()
    const call = async (
      change: typeof fleet.pauseRevocation | typeof fleet.resumeRevocation | typeof fleet.cancelRevocation,
      by = ada,
    ) => (await by.browser.call(change, { params: { id } })).job
    expect(await call(fleet.pauseRevocation)).toMatchObject({ status: 'paused' })
    expect(await call(fleet.pauseRevocation)).toMatchObject({ status: 'paused' })
    expect([await isSignedIn(bob), await isSignedIn(eve)]).toEqual([true, true])
    // Who resumes it goes on with it, and keeps their own.
    await confirm(eve)
    expect(await call(fleet.resumeRevocation, eve)).toMatchObject({
      status: 'running',
      runBy: { id: eve.id },
    })
    expect(await call(fleet.resumeRevocation, eve)).toMatchObject({ createdBy: { id: ada.id } })
    expect([await isSignedIn(bob), await isSignedIn(eve)]).toEqual([false, true])
    expect(await call(fleet.cancelRevocation, eve)).toMatchObject({ status: 'cancelled' })
    expect(await call(fleet.cancelRevocation, eve)).toMatchObject({ status: 'cancelled' })
    expect(await isSignedIn(bob)).toBe(true)
    for (const change of [fleet.pauseRevocation, fleet.resumeRevocation])
      await expect(call(change)).rejects.toMatchObject({ code: 'conflict' })
    const made = ['started', 'paused', 'resumed', 'cancelled']
    for (const what of made) expect(await entries(`fleet-revocation.${what}`)).toHaveLength(1)
    work()
    await scene.stop()
    expect((await passkeysOf(bob.id))[0]).toMatchObject({ status: 'active' })
  })

  it('names the API token it was ordered with in every entry, also of those it takes later', async () => {
    const bob = await join()
    const { program, id } = await programOf(server, ada, ['fleet.revoke'])
    const { job } = await program.call(fleet.startRevocation, { body: advisory })
    work()
    await settled(ada.browser, job.id)
    for (const action of ['fleet-revocation.started', 'passkey.revoked', 'fleet-revocation.finished'])
      expect((await entries(action)).at(-1)).toMatchObject({ actor_id: ada.id, token_id: id })
    expect((await passkeysOf(bob.id))[0]).toMatchObject({ status: 'revoked' })
  })

  it('never leaves nobody who can administer this server', async () => {
    const eve = await join(badKey, 'admin')
    await spare(ada, badKey)
    for (const row of await passkeysOf(ada.id))
      if (row.aaguid === goodCloud.aaguid) {
        await confirm(eve)
        const params = { id: ada.id, pid: row.id }
        await eve.browser.call(lost.suspendUserPasskey, { params, body: why })
      }
    // Only this model is left to both: while Eve's order runs, Eve is the one who can.
    const { id } = await start({}, eve)
    const own = (await passkeysOf(eve.id))[0]?.id ?? ''
    const suspend = eve.browser.call(methods.suspendMyPasskey, { params: { id: own }, body: {} })
    await expect(suspend).rejects.toMatchObject({ code: 'conflict' })
    work()
    expect(await settled(eve.browser, id)).toMatchObject({ revoked: 1, skipped: 1 })
    expect(await isSignedIn(eve)).toBe(true)
  })

  it('gives every row as CSV, harmless to open', async () => {
    const bob = await join()
    await bob.browser.call(methods.updateMe, { body: { displayName: '=cmd|"/C calc"' } })
    const { id } = await start()
    work()
    await settled(ada.browser, id)
    const answer = await ada.browser.send({ method: 'get', path: `/fleet/revocations/${id}/export` })
    expect(answer.headers).toMatchObject({
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="revocation.csv"',
    })
    const lines = answer.text.replace('\ufeff', '').split('\r\n')
    expect(lines[0]).toBe('user,email,passkey,passkey id,outcome,sessions ended,time')
    expect(lines[1]).toContain(`"'=cmd|""/C calc""",${bob.email},`)
    expect(lines).toHaveLength(3)
    expect(await entries('fleet-revocation.exported')).toMatchObject([
      { actor_id: ada.id, target_id: badKey.aaguid, address: '127.0.0.1' },
    ])
    const unknown = await ada.browser.send({ method: 'get', path: '/fleet/revocations/x/export' })
    expect(unknown.status).toBe(404)
  })

  it('lists jobs newest first, a page at a time', async () => {
    await join()
    const ids = []
    for (let count = 0; count < 3; count++) {
      const { id } = await start()
      ids.unshift(id)
      await ada.browser.call(fleet.cancelRevocation, { params: { id } })
      server.clock.forward(10)
    }
    const page = await ada.browser.call(fleet.listRevocations, { query: { limit: 2 } })
    const rest = await ada.browser.call(fleet.listRevocations, { query: { cursor: page.next ?? '' } })
    expect([...page.items, ...rest.items].map(({ id }) => id)).toEqual(ids)
    expect(rest.next).toBeNull()
  })

  it('tell those signed out why, and the console how far it is, not for each passkey', async () => {
    const people = []
    for (let count = 0; count < 20; count++) people.push(await join())
    const bob = people[0] ?? ada
    const [console, desktop] = [await openEvents(server, ada.browser), await openEvents(server, bob.browser)]
    const { id } = await start()
    work()
    await desktop.ended
    expect(desktop.events().map(({ event }) => event)).toContainEqual({
      type: 'session.ended',
      reason: 'passkey-revoked',
    })
    await settled(ada.browser, id)
    await scene.stop()
    const told = console.events().map(({ event }) => event)
    const progress = told.filter(({ type }) => type === 'fleet.progress')
    expect(progress).toContainEqual({ type: 'fleet.progress', jobId: id })
    expect(progress.length).toBeLessThan(people.length)
    console.close()
  }, 120_000)
})
