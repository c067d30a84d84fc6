import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { tidy } from '../../server/housekeeping.ts'
import * as audit from '../../shared/contract/audit.ts'
import * as lost from '../../shared/contract/lost-device.ts'
import { getSession } from '../../shared/contract/session.ts'
import * as tokens from '../../shared/contract/tokens.ts'
import * as users from '../../shared/contract/users.ts'
import { confirm, invite, setUpAdministrator, signInWith, type Person } from '../support/people.ts'
import { Program, programOf } from '../support/program.ts'
import { everythingAtRest } from '../support/rows.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

let server: TestServer
let ada: Person
let uma: Person

beforeAll(async () => {
  server = await startTestServer()
  ada = await setUpAdministrator(server)
  uma = await invite(server, ada, { email: 'uma@example.org' })
})
afterAll(() => server.close())

const tokenOf = async (id: string) => {
  const { items } = await ada.browser.call(tokens.listTokens, {})
  return items.find((each) => each.id === id)
}

const why = { reason: 'Left the company', ticket: 'HR-7' }

describe('an API token', () => {
  it('is told once, and kept as a hash only', async () => {
    const { program, id } = await programOf(server, ada, ['users.read'])
    expect(program.secret).toMatch(/^weftid_[\w-]{43}$/)
    const listed = await ada.browser.call(tokens.listTokens, {})
    expect(JSON.stringify(listed)).not.toContain(program.secret)
    expect(await everythingAtRest(server.services.db)).not.toContain(program.secret)
    expect(server.log()).not.toContain(program.secret)
    expect(await tokenOf(id)).toMatchObject({
      ending: program.secret.slice(-4),
      createdBy: { id: ada.id },
      status: 'active',
      lastUsedAt: null,
    })
  })

  it('is made by an administrator with fresh passkey proof only', async () => {
    const body = { name: 'X', permissions: ['users.read' as const], days: 1 }
    server.clock.forward(6 * 60_000)
    await expect(ada.browser.call(tokens.createToken, { body })).rejects.toThrow('fresh.required')
    await expect(uma.browser.call(tokens.createToken, { body })).rejects.toThrow('permission.denied')
    await confirm(ada)
    const greedy = { ...body, permissions: ['tokens.manage'] }
    const { status } = await ada.browser.send({
      method: 'post',
      path: '/tokens',
      body: JSON.stringify(greedy),
    })
    expect(status).toBe(400)
  })

  it('acts without a confirmation, in its maker’s name, on the record with both names', async () => {
    const { program } = await programOf(server, ada, ['sessions.end'])
    server.clock.forward(10 * 60_000)
    await program.call(lost.endUserSessions, { params: { id: uma.id }, body: why })
    const { items } = await ada.browser.call(audit.listAudit, { query: { action: 'session.ended' } })
    expect(items[0]).toMatchObject({
      actor: { id: ada.id, displayName: 'Ada Admin' },
      token: { name: 'Offboarding' },
      target: { id: uma.id },
      ...why,
    })
  })

  it('says when and from where it was last used', async () => {
    const { program, id } = await programOf(server, ada, ['users.read'])
    await program.call(users.listUsers, {})
    expect(await tokenOf(id)).toMatchObject({ lastUsedFrom: '127.0.0.1' })
    const first = (await tokenOf(id))?.lastUsedAt
    await program.call(users.listUsers, {})
    expect((await tokenOf(id))?.lastUsedAt).toBe(first)
    server.clock.forward(61_000)
    await program.call(users.listUsers, {})
    expect((await tokenOf(id))?.lastUsedAt).not.toBe(first)
  })

  it('counts no cookie beside it, and is worth nothing as a cookie', async () => {
    const { program } = await programOf(server, ada, ['users.read'])
    program.cookie = ada.browser.cookie
    await expect(program.call(getSession, {})).rejects.toThrow('permission.denied')
    const browser = server.browser()
    browser.cookie = ada.browser.cookie.replace(/=.*/, `=${program.secret}`)
    await expect(browser.call(getSession, {})).rejects.toThrow('session.required')
    for (const authorization of [
      program.secret,
      `Basic ${program.secret}`,
      'Bearer',
      `Token ${program.secret}`,
    ]) {
      const answer = await server
        .browser()
        .send({ method: 'get', path: '/users', headers: { authorization } })
      expect(answer.status, authorization).toBe(401)
    }
  })

  it('ends by itself, and is then removed after a while; what it did stays on record', async () => {
    const { program, id } = await programOf(server, ada, ['users.read'], { days: 1 })
    await program.call(users.listUsers, {})
    server.clock.forward(24 * 3_600_000)
    await expect(program.call(users.listUsers, {})).rejects.toThrow('session.required')
    await signInWith(ada.browser, ada.authenticator)
    expect(await tokenOf(id)).toMatchObject({ status: 'expired' })
    await tidy(server.services)
    expect(await tokenOf(id)).toBeDefined()
  })

  it('is revoked for good, once, by any administrator', async () => {
    const alan = await invite(server, ada, { email: 'alan@example.org', role: 'admin' })
    const { program, id } = await programOf(server, ada, ['users.read'])
    const order = { params: { id } }
    const revoked = await alan.browser.call(tokens.revokeToken, order)
    expect(revoked.token.status).toBe('revoked')
    await expect(program.call(users.listUsers, {})).rejects.toThrow('session.required')
    expect((await alan.browser.call(tokens.revokeToken, order)).token).toEqual(revoked.token)
    const entries = await server.services.db('audit').where({ action: 'token.revoked', token_id: id })
    expect(entries).toHaveLength(1)
    await expect(alan.browser.call(tokens.revokeToken, { params: { id: 'nothing' } })).rejects.toThrow(
      'not-found',
    )
  })

  it.each(['disabled', 'made a user'])('is void for good once its maker is %s', async (what) => {
    const bea = await invite(server, ada, { email: `bea-${what.length}@example.org`, role: 'admin' })
    const { program, id } = await programOf(server, bea, ['users.read'])
    await program.call(users.listUsers, {})
    await confirm(ada)
    const params = { id: bea.id }
    if (what === 'disabled') await ada.browser.call(users.disableUser, { params, body: why })
    else await ada.browser.call(users.changeUser, { params, body: { role: 'user' } })
    await expect(program.call(users.listUsers, {})).rejects.toThrow('session.required')
    if (what === 'disabled') await ada.browser.call(users.enableUser, { params, body: {} })
    else await ada.browser.call(users.changeUser, { params, body: { role: 'admin' } })
    await expect(program.call(users.listUsers, {})).rejects.toThrow('session.required')
    expect(await tokenOf(id)).toMatchObject({ status: 'revoked' })
  })

  it('gives power to nobody', async () => {
    const { program } = await programOf(server, ada, ['users.read', 'users.write', 'temporary-pass.issue'])
    for (const role of ['helpdesk', 'admin'] as const) {
      const body = { email: `new-${role}@example.org`, displayName: 'New', role }
      await expect(program.call(users.createUser, { body })).rejects.toThrow('permission.denied')
      const raised = { params: { id: uma.id }, body: { role } }
      await expect(program.call(users.changeUser, raised)).rejects.toThrow('permission.denied')
    }
    const pass = { params: { id: ada.id }, body: { minutes: 10, ...why } }
    await expect(program.call(users.issueTemporaryPass, pass)).rejects.toThrow('permission.denied')
    await program.call(users.issueTemporaryPass, { ...pass, params: { id: uma.id } })
  })

  it('takes a lost device of an administrator, and issues them no pass', async () => {
    const eve = await invite(server, ada, { email: 'eve@example.org', role: 'admin' })
    const { program } = await programOf(server, ada, ['users.read', 'passkeys.revoke'])
    const { items } = await program.call(users.listUserPasskeys, { params: { id: eve.id } })
    const body = { passkeyIds: items.map(({ id }) => id), ...why }
    const params = { id: eve.id }
    const withPass = { params, body: { ...body, temporaryPassMinutes: 60 } }
    await expect(program.call(lost.loseDevice, withPass)).rejects.toThrow('permission.denied')
    expect(await program.call(lost.loseDevice, { params, body })).toMatchObject({ passkeysRevoked: 1 })
  })

  it('stops in the middle of an act that was under way when it was revoked', async () => {
    const { program, id } = await programOf(server, ada, ['sessions.end', 'users.read'])
    await confirm(ada)
    const results = await Promise.allSettled([
      ada.browser.call(tokens.revokeToken, { params: { id } }),
      ...Array.from({ length: 8 }, () =>
        program.call(lost.endUserSessions, { params: { id: uma.id }, body: why }),
      ),
    ])
    expect(results[0].status).toBe('fulfilled')
    const revokedAt = await server.services
      .db('audit')
      .where({ action: 'token.revoked', token_id: id })
      .first('seq')
    const later = await server.services
      .db('audit')
      .where({ token_id: id, action: 'session.ended' })
      .where('seq', '>', revokedAt?.seq ?? 0)
    expect(later).toEqual([])
  })

  it('is known to a program by its secret alone, whatever else it says', async () => {
    const { program } = await programOf(server, ada, ['users.read'])
    const other = new Program(server.url, program.secret)
    other.headers = { host: new URL(server.config.origin).host, origin: 'https://evil.example' }
    expect((await other.call(users.listUsers, {})).items.length).toBeGreaterThan(0)
  })
})
