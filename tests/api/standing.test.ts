import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import * as lost from '../../shared/contract/lost-device.ts'
import * as methods from '../../shared/contract/methods.ts'
import * as signIn from '../../shared/contract/sign-in.ts'
import * as users from '../../shared/contract/users.ts'
import { expireSuspensions } from '../../server/revocation/suspend.ts'
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
import { countedFigures, keptFigures } from '../support/standing.ts'
import { givePassword, typePassword } from '../support/two-step.ts'

const device = { aaguid: '11111111-1111-4111-8111-111111111111', backup: 'device' } as const
const cloud = { aaguid: '22222222-2222-4222-8222-222222222222', backup: 'synced' } as const

describe.each(Object.entries(databases))('what is counted, on %s,', (_name, open) => {
  let stopDatabase: () => Promise<void>
  let server: TestServer
  let ada: Person

  beforeAll(async () => {
    const { environment, stop } = await open()
    stopDatabase = stop
    server = await startTestServer(environment)
    ada = await setUpAdministrator(server)
  })
  afterAll(async () => {
    await server.close()
    await stopDatabase()
  })
  afterEach(async () => {
    const { db } = server.services
    expect(await keptFigures(db)).toEqual(await countedFigures(db))
  })

  let number = 0
  const join = (settings: object = device) =>
    invite(server, ada, { email: `person-${++number}@example.org`, device: settings })
  const standing = (id: string) =>
    server.services.db('users').where({ id }).first('active_passkeys', 'sole_model', 'risk')
  const why = { reason: 'Lost' }
  const passkeysOf = async ({ browser }: Person) => (await browser.call(methods.getMethods, {})).passkeys
  const only = async (person: Person) => (await passkeysOf(person))[0]?.id ?? ''
  async function useUpCodes(person: Person) {
    await givePassword(person)
    for (const code of person.backupCodes) {
      const { browser } = await typePassword(server, person.email)
      await browser.call(signIn.signInWithBackupCode, { body: { code } })
    }
  }

  it('follows a passkey from registration to revocation', async () => {
    const bob = await join()
    expect(await standing(bob.id)).toEqual({ active_passkeys: 1, sole_model: device.aaguid, risk: '' })
    await register(bob.browser, authenticatorFor(bob.browser, cloud))
    expect(await standing(bob.id)).toMatchObject({ active_passkeys: 2, sole_model: null })
    for (const { id, model } of await passkeysOf(bob))
      if (model.aaguid === device.aaguid)
        await ada.browser.call(users.revokeUserPasskey, { params: { id: bob.id, pid: id }, body: why })
    expect(await standing(bob.id)).toMatchObject({ active_passkeys: 1, sole_model: cloud.aaguid })
  })

  it('follows backup codes as they are used up, voided and made anew', async () => {
    const bob = await join()
    await useUpCodes(bob)
    expect(await standing(bob.id)).toMatchObject({ risk: 'one-device-bound-no-codes' })
    await confirm(bob)
    await bob.browser.call(methods.createBackupCodes, {})
    expect(await standing(bob.id)).toMatchObject({ risk: '' })
    const eve = await join()
    await register(eve.browser, authenticatorFor(eve.browser, device))
    const passkeyIds = [await only(eve)]
    await confirm(ada)
    const body = { ...why, passkeyIds, voidBackupCodes: true }
    await ada.browser.call(lost.loseDevice, { params: { id: eve.id }, body })
    expect(await standing(eve.id)).toMatchObject({ active_passkeys: 1, risk: 'one-device-bound-no-codes' })
  })

  it('follows suspension, its end and its running out', async () => {
    const bob = await join()
    const params = { id: bob.id, pid: await only(bob) }
    await confirm(ada)
    await ada.browser.call(lost.suspendUserPasskey, { params, body: why })
    expect(await standing(bob.id)).toMatchObject({ active_passkeys: 0, sole_model: null })
    await ada.browser.call(lost.restoreUserPasskey, { params, body: why })
    expect(await standing(bob.id)).toMatchObject({ active_passkeys: 1 })
    const until = new Date(server.clock.now().getTime() + 60_000).toISOString()
    await ada.browser.call(lost.suspendUserPasskey, { params, body: { ...why, until } })
    server.clock.forward(61_000)
    await expireSuspensions(server.services)
    expect(await standing(bob.id)).toMatchObject({ active_passkeys: 0 })
    const row = await server.services.db('passkeys').where({ id: params.pid }).first('status')
    expect(row).toEqual({ status: 'revoked' })
  })

  it('keeps the last day a model and its user were in use', async () => {
    const bob = await join()
    const day = (clock = server.clock.now()) => clock.toISOString().slice(0, 10)
    const { db } = server.services
    const days = async () => [
      (await db('users').where({ id: bob.id }).first('last_used_day'))?.last_used_day,
      (await db('models').where({ aaguid: device.aaguid }).first('last_used_day'))?.last_used_day,
    ]
    await signInWith(server.browser(), bob.authenticator)
    expect(await days()).toEqual([day(), day()])
    server.clock.forward(49 * 3_600_000)
    await signInWith(server.browser(), bob.authenticator)
    expect(await days()).toEqual([day(), day()])
    await signInWith(ada.browser, ada.authenticator)
  })

  it('is right after acts of every kind at the same moment', async () => {
    const bob = await join()
    for (let round = 0; round < 25; round++) {
      await signInWith(ada.browser, ada.authenticator)
      await signInWith(bob.browser, bob.authenticator)
      const spare = authenticatorFor(bob.browser, round % 2 ? device : cloud)
      const { passkey } = await register(bob.browser, spare)
      const params = { id: bob.id, pid: passkey.id }
      const call = ada.browser
      await Promise.allSettled([
        register(bob.browser, authenticatorFor(bob.browser, round % 2 ? cloud : device)),
        bob.browser.call(methods.createBackupCodes, {}),
        call.call(lost.suspendUserPasskey, { params, body: why }),
        call.call(lost.restoreUserPasskey, { params, body: why }),
        call.call(users.revokeUserPasskey, { params, body: why }),
        register(bob.browser, authenticatorFor(bob.browser, device)),
        signInWith(server.browser(), bob.authenticator),
      ])
      const { db } = server.services
      expect(await keptFigures(db)).toEqual(await countedFigures(db))
    }
    expect(server.log()).not.toContain('"level":50')
  })
})
