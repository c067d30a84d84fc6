import { beforeEach, describe, expect, it } from 'vitest'
import * as fleet from '../../shared/contract/fleet.ts'
import * as lost from '../../shared/contract/lost-device.ts'
import * as methods from '../../shared/contract/methods.ts'
import { databases } from '../support/databases.ts'
import { fleetScene } from '../support/fleet-scene.ts'
import { advisory, badKey, goodCloud } from '../support/fleet.ts'
import { confirm, signInWith, type Person } from '../support/people.ts'
import type { TestServer } from '../support/server.ts'
import { givePassword } from '../support/two-step.ts'

const why = { reason: 'Left at home' }

describe.each(Object.entries(databases))('the fleet, on %s,', (_name, open) => {
  const scene = fleetScene(open)
  const { join, spare, passkeysOf, entries, withoutCodes } = scene
  let server: TestServer
  let ada: Person
  beforeEach(() => {
    ;({ server, ada } = scene.present())
  })

  const models = async () => (await ada.browser.call(fleet.listModels, {})).items

  it('are told with their counts, the most used first', async () => {
    const bob = await join()
    const eve = await join()
    await spare(eve)
    await signInWith(bob.browser, bob.authenticator)
    const { items } = await ada.browser.call(fleet.listModels, {})
    expect(items).toEqual(
      [
        {
          ...{ aaguid: badKey.aaguid, name: 'Unknown model', renamed: false, attested: false },
          ...{ active: 2, synced: 0, suspended: 0, users: 2, usersWithNothingElse: 1 },
          lastUsedOn: server.clock.now().toISOString().slice(0, 10),
        },
        {
          ...{ aaguid: goodCloud.aaguid, name: 'Unknown model', renamed: false, attested: false },
          ...{ active: 2, synced: 2, suspended: 0, users: 2, usersWithNothingElse: 1 },
          lastUsedOn: server.clock.now().toISOString().slice(0, 10),
        },
      ].sort((a, b) => (a.aaguid < b.aaguid ? -1 : 1)),
    )
    const [pid] = await passkeysOf(bob.id)
    const params = { id: bob.id, pid: pid?.id ?? '' }
    await confirm(ada)
    await ada.browser.call(lost.suspendUserPasskey, { params, body: why })
    expect((await models()).find(({ aaguid }) => aaguid === badKey.aaguid)).toMatchObject({
      ...{ active: 1, suspended: 1, users: 1, usersWithNothingElse: 0 },
    })
  })

  it('bear the name an administrator gives them, everywhere', async () => {
    const bob = await join()
    await confirm(ada)
    const rename = (name: string | null, by = ada) =>
      by.browser.call(fleet.renameModel, {
        params: { aaguid: badKey.aaguid.toUpperCase() },
        body: { name },
      })
    expect((await rename('Old key')).model).toMatchObject({ name: 'Old key', renamed: true })
    await rename('Old key')
    expect(await models()).toContainEqual(expect.objectContaining({ name: 'Old key', renamed: true }))
    const { passkeys } = await bob.browser.call(methods.getMethods, {})
    expect(passkeys).toMatchObject([{ model: { name: 'Old key' } }])
    expect((await rename(null)).model).toMatchObject({ name: 'Unknown model', renamed: false })
    expect(await entries('model.renamed')).toMatchObject([
      { actor_id: ada.id, target_id: badKey.aaguid, target_name: 'Old key' },
      { actor_id: ada.id, target_id: badKey.aaguid, target_name: 'Unknown model' },
    ])
    for (const name of ['Old\u202eyek', 'Old\nkey', ' ', 'x'.repeat(61)])
      await expect(rename(name)).rejects.toMatchObject({ code: 'input.invalid' })
    const nobodys = { aaguid: '99999999-1111-4111-8111-111111111111' }
    const unknown = ada.browser.call(fleet.renameModel, { params: nobodys, body: { name: 'X' } })
    await expect(unknown).rejects.toMatchObject({ code: 'not-found' })
  })

  it('open to their users, a page at a time', async () => {
    const people = [await join(), await join(), await join()]
    await spare(people[1] ?? ada)
    const params = { aaguid: badKey.aaguid }
    const seen = []
    for (let cursor: string | null = ''; cursor !== null;) {
      const query = { limit: 2, ...(cursor === '' ? {} : { cursor }) }
      const page: {
        items: { user: { id: string }; hasNothingElse: boolean; passkeys: object[] }[]
        next: string | null
      } = await ada.browser.call(fleet.listModelUsers, { params, query })
      expect(page.items.length).toBeLessThanOrEqual(2)
      seen.push(...page.items)
      cursor = page.next
    }
    expect(seen.map(({ user }) => user.id).sort()).toEqual(people.map(({ id }) => id).sort())
    for (const { user, hasNothingElse, passkeys } of seen) {
      expect(hasNothingElse).toBe(user.id !== people[1]?.id)
      expect(passkeys).toMatchObject([{ backup: 'device', status: 'active', lastUsedAt: null }])
    }
  })

  it('are for help desk to see, and for administrators to act on', async () => {
    const henry = await join(goodCloud, 'helpdesk')
    const bob = await join()
    await confirm(henry)
    expect((await henry.browser.call(fleet.listModels, {})).items).toHaveLength(2)
    const denied = { code: 'permission.denied' }
    const { browser } = henry
    await expect(browser.call(fleet.startRevocation, { body: advisory })).rejects.toMatchObject(denied)
    await expect(browser.call(fleet.previewRevocation, { body: advisory })).rejects.toMatchObject(denied)
    await expect(bob.browser.call(fleet.listModels, {})).rejects.toMatchObject(denied)
  })

  it('previews a bulk revocation: tells how many, whose sessions, and who would be left without a way in; and changes nothing', async () => {
    const withCodes = await join()
    const withAnother = await join()
    await spare(withAnother)
    const henry = await join(badKey, 'helpdesk')
    const withNothing = await join()
    await withoutCodes(withNothing)
    const withPassword = await join()
    await givePassword(withPassword)
    await withoutCodes(withPassword)
    await signInWith(server.browser(), withCodes.authenticator)
    await spare(ada, badKey)
    await confirm(ada)
    const before = await server.services.db('passkeys').select('*')
    const told = await ada.browser.call(fleet.previewRevocation, { body: advisory })
    expect(told).toMatchObject({ passkeys: 5, users: 5, sessions: 6, own: 1, lockedOut: { count: 3 } })
    const named = told.lockedOut.users.map(({ id }) => id).sort()
    expect(named).toEqual([henry.id, withNothing.id, withPassword.id].sort())
    expect(await server.services.db('passkeys').select('*')).toEqual(before)
    const long = { ...advisory, createdBefore: '2020-01-01T00:00:00Z' }
    expect(await ada.browser.call(fleet.previewRevocation, { body: long })).toMatchObject({
      passkeys: 0,
      own: 0,
    })
  })
})
