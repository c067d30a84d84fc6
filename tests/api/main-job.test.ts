import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as methods from '../../shared/contract/methods.ts'
import * as session from '../../shared/contract/session.ts'
import * as signIn from '../../shared/contract/sign-in.ts'
import * as users from '../../shared/contract/users.ts'
import { databases } from '../support/databases.ts'
import { confirm, invite, setUpAdministrator, signInWith, type Person } from '../support/people.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

describe.each(Object.entries(databases))('the main job on %s', (_name, open) => {
  let stopDatabase: () => Promise<void>
  let server: TestServer
  let ada: Person
  let bob: Person

  beforeAll(async () => {
    const { environment, stop } = await open()
    stopDatabase = stop
    server = await startTestServer(environment)
    expect(await server.browser().call(signIn.getServer, {})).toMatchObject({ setupRequired: true })
    ada = await setUpAdministrator(server)
    bob = await invite(server, ada, { email: 'bob@example.org' })
  })
  afterAll(async () => {
    await server.close()
    await stopDatabase()
  })

  it('makes the first administrator once', async () => {
    expect(await ada.browser.call(session.getSession, {})).toMatchObject({
      kind: 'full',
      user: { role: 'admin', status: 'active' },
    })
    expect(ada.backupCodes).toHaveLength(10)
    expect(await ada.browser.call(signIn.getServer, {})).toMatchObject({ setupRequired: false })
    const late = server
      .browser()
      .call(signIn.setUp, { body: { email: 'eve@example.org', displayName: 'Eve' } })
    await expect(late).rejects.toMatchObject({ code: 'setup.done' })
  })

  it('lets a user in with nothing but their passkey', async () => {
    const desktop = server.browser()
    const { user, next } = await signInWith(desktop, bob.authenticator, 'BOB@example.org ')
    expect(next).toEqual({ done: true })
    expect(user).toMatchObject({ id: bob.id, status: 'active', passkeys: { active: 1, suspended: 0 } })
    expect(await desktop.call(methods.getMethods, {})).toMatchObject({
      passkeys: [{ current: true, status: 'active', openSessions: 2 }],
      backupCodes: { remaining: 10, total: 10 },
      advice: 'second-softly',
    })
  })

  it('revokes a passkey: key erased, sessions ended, dead everywhere, on the record', async () => {
    const desktop = server.browser()
    await signInWith(desktop, bob.authenticator)
    const { items } = await ada.browser.call(users.listUserPasskeys, { params: { id: bob.id } })
    const [passkey] = items
    if (!passkey) throw new Error('no passkey')
    expect(
      await ada.browser.call(users.forecast, { params: { id: bob.id }, body: { passkeyIds: [passkey.id] } }),
    ).toEqual({
      remaining: [{ kind: 'backup-codes', count: 10, names: [] }],
      lockedOut: false,
      sessionsEnding: passkey.openSessions,
    })
    await confirm(ada)
    const target = {
      params: { id: bob.id, pid: passkey.id },
      body: { reason: 'Laptop stolen', ticket: 'HD-17' },
    }
    expect(await ada.browser.call(users.revokeUserPasskey, target)).toEqual({ sessionsEnded: 3 })
    expect(await ada.browser.call(users.revokeUserPasskey, target)).toEqual({ sessionsEnded: 0 })

    await expect(desktop.call(session.getSession, {})).rejects.toMatchObject({
      code: 'session.required',
      problem: { reason: 'passkey-revoked' },
    })
    await expect(signInWith(server.browser(), bob.authenticator)).rejects.toMatchObject({
      code: 'passkey.rejected',
    })
    const row = await server.services.db('passkeys').where({ id: passkey.id }).first()
    expect(row).toMatchObject({
      public_key: null,
      status: 'revoked',
      reason: 'Laptop stolen',
      ticket: 'HD-17',
    })
    const { items: record } = await ada.browser.call(users.listUserActivity, {
      params: { id: bob.id },
      query: {},
    })
    expect(record.map(({ action }) => action)).toContain('passkey.revoked')
    expect(record[0]).toMatchObject({ action: 'sign-in.failed', reason: 'passkey-revoked' })
  })
})
