import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as methods from '../../shared/contract/methods.ts'
import type { RegistrationOverrides } from '../support/authenticator/ceremony.ts'
import {
  authenticatorFor,
  confirm,
  invite,
  setUpAdministrator,
  signInWith,
  type Person,
} from '../support/people.ts'
import { everythingAtRest, newestEntry } from '../support/rows.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

let server: TestServer
let ada: Person
let people = 0

beforeAll(async () => {
  server = await startTestServer()
  ada = await setUpAdministrator(server)
})
afterAll(() => server.close())

type Device = Parameters<typeof authenticatorFor>[1]
const join = (device: Device = {}) => invite(server, ada, { email: `person-${++people}@example.org`, device })

interface Registration {
  device?: Device
  overrides?: RegistrationOverrides
  name?: string
  computer?: string
  where?: methods.Where
}

/** Registers one more passkey of the person, on an authenticator of its own. */
async function add({ browser }: Person, { device, overrides, where, ...told }: Registration = {}) {
  const begun = await browser.call(methods.beginRegistration, { body: where ? { where } : {} })
  const response = authenticatorFor(browser, device).create(begun.options, overrides)
  const body = { challengeId: begun.challengeId, response, ...told }
  return browser.call(methods.finishRegistration, { body })
}

describe('the options of a registration', () => {
  it('ask for a verified, discoverable passkey on no authenticator that has one', async () => {
    const bob = await join()
    await add(bob, { device: { attachment: 'cross-platform' } })
    const { options } = await bob.browser.call(methods.beginRegistration, { body: {} })
    expect(options).toMatchObject({
      rp: { id: 'localhost' },
      user: { name: bob.email },
      pubKeyCredParams: [{ alg: -8 }, { alg: -7 }, { alg: -257 }],
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
      attestation: 'none',
      timeout: 300_000,
    })
    expect(options.excludeCredentials.map(({ transports }) => transports)).toEqual(
      expect.arrayContaining([['internal', 'hybrid'], ['usb']]),
    )
    expect(Buffer.from(options.user.id, 'base64url')).toHaveLength(64)
    expect(Buffer.from(options.challenge, 'base64url')).toHaveLength(32)
  })

  it('leave a revoked passkey out, keep one user handle, and say nothing personal in it', async () => {
    const bob = await join()
    const { passkey } = await add(bob)
    const before = await bob.browser.call(methods.beginRegistration, { body: {} })
    await bob.browser.call(methods.revokeMyPasskey, { params: { id: passkey.id }, body: {} })
    const after = await bob.browser.call(methods.beginRegistration, { body: {} })
    expect(before.options.excludeCredentials).toHaveLength(2)
    expect(after.options.excludeCredentials).toHaveLength(1)
    expect(after.options.user.id).toBe(before.options.user.id)
    expect(Buffer.from(after.options.user.id, 'base64url').toString('latin1')).not.toContain('person')
  })

  it.each([
    ['this-computer', ['client-device'], 'platform'],
    ['security-key', ['security-key'], 'cross-platform'],
    ['any', [], undefined],
  ] as const)('lead to where it is to be kept: %s', async (where, hints, attachment) => {
    const { options } = await ada.browser.call(methods.beginRegistration, { body: { where } })
    expect(options.hints).toEqual(hints)
    expect(options.authenticatorSelection.authenticatorAttachment).toBe(attachment)
  })
})

describe('a credential id', () => {
  it('of somebody else is refused, without saying why', async () => {
    const bob = await join()
    const eve = await join()
    const [known] = bob.authenticator.credentials
    if (!known) throw new Error('no passkey')
    const stolen = add(eve, { overrides: { credential: { id: known.id } } })
    await expect(stolen).rejects.toMatchObject({ code: 'passkey.rejected' })
    expect(await newestEntry(server.services.db, eve.id)).toMatchObject({
      action: 'registration.failed',
      reason: 'already-known',
    })
    expect((await signInWith(server.browser(), bob.authenticator)).user.id).toBe(bob.id)
  })

  it('of a revoked passkey is never taken again', async () => {
    const bob = await join()
    const [known] = bob.authenticator.credentials
    if (!known) throw new Error('no passkey')
    const credential_id = known.id.toString('base64url')
    const revoked = { status: 'revoked', public_key: null } as const
    await server.services.db('passkeys').where({ credential_id }).update(revoked)
    await confirm(ada)
    const again = add(ada, { overrides: { credential: { id: known.id } } })
    await expect(again).rejects.toMatchObject({ code: 'passkey.rejected' })
  })

  it('registered by two at the same moment is one’s', async () => {
    const both = [await join(), await join()]
    const id = new Uint8Array(32).fill(9)
    const tried = await Promise.allSettled(
      both.map((person) => add(person, { overrides: { credential: { id } } })),
    )
    expect(tried.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  })
})

describe('a new passkey', () => {
  const hello = { aaguid: '08987058-cadc-4b81-b6e1-30de50dcbe96', backup: 'device' } as const

  it('is named by its model and computer, and told apart from the last', async () => {
    const bob = await join()
    const names = []
    for (const computer of ['DESK-42', 'DESK-42', 'DESK-43'])
      names.push((await add(bob, { device: hello, computer })).passkey.name)
    expect(names).toEqual([
      'Windows Hello on DESK-42',
      'Windows Hello on DESK-42 2',
      'Windows Hello on DESK-43',
    ])
    expect((await add(bob, { name: '  My own  key ' })).passkey.name).toBe('My own  key')
  })

  it('is kept with all that was told of it', async () => {
    const bob = await join()
    const { passkey } = await add(bob, {
      device: { ...hello, attachment: 'cross-platform' },
      computer: 'DESK-42',
    })
    expect(passkey).toMatchObject({
      model: { aaguid: hello.aaguid, attested: false },
      backup: 'device',
      transports: ['usb'],
      createdFrom: { address: '127.0.0.1', computer: 'DESK-42' },
      lastUsedAt: null,
      status: 'active',
      openSessions: 0,
      current: false,
    })
    expect(await server.services.db('passkeys').where({ id: passkey.id }).first('*')).toMatchObject({
      user_id: bob.id,
      rp_id: 'localhost',
      algorithm: -8,
      attestation_format: 'none',
      uv_initialized: 1,
      discoverable: 1,
    })
  })

  it.each([
    [{ be: true, bs: true }, 'synced'],
    [{ be: true, bs: false }, 'can-sync'],
    [{ be: false, bs: false }, 'device'],
  ] as const)('with backup flags %j is shown as %s', async (flags, backup) => {
    const { passkey } = await add(ada, { overrides: { data: { flags } } })
    expect(passkey.backup).toBe(backup)
  })

  it('is refused where the client says it is not discoverable', async () => {
    const bob = await join()
    await expect(add(bob, { overrides: { answer: { discoverable: false } } })).rejects.toMatchObject({
      code: 'passkey.rejected',
    })
    expect(await newestEntry(server.services.db, bob.id)).toMatchObject({ reason: 'not-discoverable' })
  })

  it('may be of any transport the future brings: what we do not know is dropped', async () => {
    const bob = await join()
    const { challengeId, options } = await bob.browser.call(methods.beginRegistration, { body: {} })
    const made = authenticatorFor(bob.browser).create(options)
    const response = { ...made, response: { ...made.response, transports: ['usb', 'telepathy', ''] } }
    const { passkey } = await bob.browser.call(methods.finishRegistration, {
      body: { challengeId, response },
    })
    expect(passkey.transports).toEqual(['usb'])
  })
})

describe('backup codes', () => {
  it('come once, with the first passkey, and are kept as hashes only', async () => {
    const bob = await join()
    expect(bob.backupCodes).toHaveLength(10)
    expect(new Set(bob.backupCodes).size).toBe(10)
    for (const code of bob.backupCodes)
      expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/)
    expect(await add(bob)).not.toHaveProperty('backupCodes')
    const atRest = await everythingAtRest(server.services.db)
    for (const code of bob.backupCodes) {
      expect(atRest.includes(code)).toBe(false)
      expect(atRest.includes(code.replaceAll('-', ''))).toBe(false)
      expect(server.log().includes(code)).toBe(false)
    }
    const { backupCodes } = await bob.browser.call(methods.getMethods, {})
    expect(backupCodes).toMatchObject({ remaining: 10, total: 10 })
  })

  it('come again where none is left unused', async () => {
    const bob = await join()
    await server.services
      .db('backup_codes')
      .where({ user_id: bob.id })
      .update({ used_at: '2026-01-01T00:00:00.000Z' })
    await confirm(bob)
    const { backupCodes = [] } = await add(bob)
    expect(backupCodes).toHaveLength(10)
    expect(backupCodes.some((code) => bob.backupCodes.includes(code))).toBe(false)
  })

  it('come once, of two registrations at the same moment', async () => {
    const bob = await join()
    await server.services.db('backup_codes').where({ user_id: bob.id }).delete()
    const both = await Promise.all([add(bob), add(bob)])
    expect(both.filter(({ backupCodes }) => backupCodes)).toHaveLength(1)
    expect(await server.services.db('backup_codes').where({ user_id: bob.id })).toHaveLength(10)
  })
})
