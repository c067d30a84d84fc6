import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { setupToken } from '../../server/secret.ts'
import { normalizeCode } from '../../server/tokens.ts'
import * as methods from '../../shared/contract/methods.ts'
import * as session from '../../shared/contract/session.ts'
import * as signIn from '../../shared/contract/sign-in.ts'
import * as users from '../../shared/contract/users.ts'
import { Refused } from '../support/browser.ts'
import { authenticatorFor, invite, register, setUpAdministrator, type Person } from '../support/people.ts'
import { everythingAtRest } from '../support/rows.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

const hour = 3_600_000
const open: TestServer[] = []

async function newServer(environment: Record<string, string> = {}): Promise<TestServer> {
  const server = await startTestServer(environment)
  open.push(server)
  return server
}
afterEach(async () => {
  for (const server of open.splice(0)) await server.close()
})

const setUp = async (server: TestServer, email: string, token?: string) => {
  const browser = server.browser()
  const body = { email, displayName: 'Somebody', ...(token === undefined ? {} : { token }) }
  await browser.call(signIn.setUp, { body })
  return browser
}

const isTooLate = (error: unknown) => error instanceof Refused && error.code === 'setup.done'

/** Begins a registration and answers how to end it. */
async function beginIn(browser: ReturnType<TestServer['browser']>) {
  const { challengeId, options } = await browser.call(methods.beginRegistration, { body: {} })
  const response = authenticatorFor(browser).create(options)
  return () => browser.call(methods.finishRegistration, { body: { challengeId, response } })
}

describe('the set-up', () => {
  it('of two at once is whose registration is finished first; the other hears that it is done', async () => {
    const server = await newServer()
    const [ada, eve] = [await setUp(server, 'ada@example.org'), await setUp(server, 'eve@example.org')]
    const [first, second] = [await beginIn(ada), await beginIn(eve)]
    await first()
    await expect(second()).rejects.toSatisfy(isTooLate)
    const working = await server.services.db('users').where({ status: 'active' }).select('email')
    expect(working).toEqual([{ email: 'ada@example.org' }])
    await expect(setUp(server, 'eve@example.org')).rejects.toMatchObject({ code: 'setup.done' })
  })

  it('of five at the same moment is one’s', async () => {
    const server = await newServer()
    const finishes = []
    for (const name of ['a', 'b', 'c', 'd', 'e'])
      finishes.push(await beginIn(await setUp(server, `${name}@example.org`)))
    const done = await Promise.allSettled(finishes.map((finish) => finish()))
    expect(done.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    for (const each of done) if (each.status === 'rejected') expect(each.reason).toSatisfy(isTooLate)
    const { db } = server.services
    expect(await db('users').where({ status: 'active' })).toHaveLength(1)
    expect(await db('passkeys')).toHaveLength(1)
    expect(await db('backup_codes')).toHaveLength(10)
    expect(await db('audit').where({ action: 'setup.completed' })).toHaveLength(1)
  })

  it('begun again with the same e-mail takes the place of the one before', async () => {
    const server = await newServer()
    const before = await setUp(server, 'ada@example.org')
    const after = await setUp(server, ' ADA@example.org')
    await expect(before.call(session.getSession, {})).rejects.toMatchObject({ code: 'session.required' })
    await register(after, authenticatorFor(after))
    expect(await after.call(session.getSession, {})).toMatchObject({ kind: 'full', user: { role: 'admin' } })
  })

  it('begun many times fills nothing', async () => {
    const server = await newServer()
    for (let count = 0; count < 12; count++) await setUp(server, `person-${count}@example.org`)
    expect((await server.services.db('users')).length).toBeLessThanOrEqual(5)
  })

  it('not finished within an hour is over', async () => {
    const server = await newServer()
    const late = await beginIn(await setUp(server, 'ada@example.org'))
    server.clock.forward(hour)
    await expect(late()).rejects.toMatchObject({ code: 'session.required' })
    await setUpAdministrator(server)
  })

  it('of a server that others can reach wants the token it printed', async () => {
    const server = await newServer({ WEFTID_ORIGIN: 'https://id.example.org' })
    const token = setupToken(server.config)
    for (const wrong of [undefined, '', 'x', token.toLowerCase(), `${token} `, token.slice(1)])
      await expect(setUp(server, 'ada@example.org', wrong)).rejects.toMatchObject({
        code: 'permission.denied',
      })
    expect(await server.services.db('users')).toEqual([])
    expect(await server.browser().call(signIn.getServer, {})).toMatchObject({
      setupRequired: true,
      setupTokenRequired: true,
      local: false,
      rpId: 'id.example.org',
    })
    const ada = await setUp(server, 'ada@example.org', token)
    await register(ada, authenticatorFor(ada))
    expect(await server.browser().call(signIn.getServer, {})).toMatchObject({ setupTokenRequired: false })
    expect(server.log().includes(token)).toBe(false)
  })
})

describe('an invitation', () => {
  let server: TestServer
  let ada: Person
  beforeEach(async () => {
    server = await newServer()
    ada = await setUpAdministrator(server)
  })

  const invited = (email = 'bob@example.org') =>
    ada.browser.call(users.createUser, { body: { email, displayName: 'Bob' } })
  const accept = async (token: string) => {
    const browser = server.browser()
    await browser.call(signIn.acceptInvitation, { body: { token } })
    return browser
  }
  const refused = { code: 'sign-in.failed' }

  it('is a link and a code of 120 bits, kept as a hash only', async () => {
    const { invitation, user } = await invited()
    expect(normalizeCode(invitation.token)).toMatch(/^[0-9A-HJKMNP-TV-Z]{24}$/)
    expect(invitation.url).toBe(`${server.config.origin}/invite#${invitation.token}`)
    expect(user).toMatchObject({ status: 'invited', passkeys: { active: 0 } })
    expect((await everythingAtRest(server.services.db)).includes(invitation.token)).toBe(false)
    expect(server.log().includes(invitation.token)).toBe(false)
  })

  it('is accepted once', async () => {
    const { invitation } = await invited()
    const browser = await accept(invitation.token)
    expect(await browser.call(session.getSession, {})).toMatchObject({ kind: 'enrolment' })
    await expect(accept(invitation.token)).rejects.toMatchObject(refused)
  })

  it('is accepted by one of twenty at the same moment', async () => {
    const { invitation } = await invited()
    const tries = await Promise.allSettled(Array.from({ length: 20 }, () => accept(invitation.token)))
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(await server.services.db('sessions').where({ kind: 'enrolment' })).toHaveLength(1)
  })

  it('may be typed: in small letters, with spaces, with what is easily misread', async () => {
    const spellings: ((token: string) => string)[] = [
      (token) => token.toLowerCase(),
      (token) => ` ${token.replaceAll('-', ' ')} `,
      (token) => token.replaceAll('-', ''),
      (token) => token.replaceAll('-', '–').replaceAll('0', 'o').replaceAll('1', 'l'),
    ]
    for (const [index, spell] of spellings.entries()) {
      const { invitation } = await invited(`bob-${index}@example.org`)
      expect(await accept(spell(invitation.token))).toBeDefined()
    }
  })

  it('is void after 24 hours, and its session with it', async () => {
    const { invitation } = await invited()
    const { invitation: other } = await invited('carl@example.org')
    const joining = await accept(other.token)
    server.clock.forward(24 * hour - 60_000)
    expect(await joining.call(session.getSession, {})).toMatchObject({ kind: 'enrolment', freshLevel: 2 })
    server.clock.forward(60_000)
    await expect(accept(invitation.token)).rejects.toMatchObject(refused)
    await expect(joining.call(session.getSession, {})).rejects.toMatchObject({ code: 'session.required' })
  })

  it('is void after the next one', async () => {
    const { invitation, user } = await invited()
    const again = await ada.browser.call(users.inviteAgain, { params: { id: user.id } })
    await expect(accept(invitation.token)).rejects.toMatchObject(refused)
    expect(await accept(again.invitation.token)).toBeDefined()
  })

  it('accepted by somebody is over with the next one: it may have been the wrong one', async () => {
    const { invitation, user } = await invited()
    const wrong = await accept(invitation.token)
    await ada.browser.call(users.inviteAgain, { params: { id: user.id } })
    await expect(register(wrong, authenticatorFor(wrong))).rejects.toMatchObject({ code: 'session.required' })
  })

  it('withdrawn is void, whether accepted or not', async () => {
    const { invitation, user } = await invited()
    await ada.browser.call(users.withdrawInvitation, { params: { id: user.id } })
    await expect(accept(invitation.token)).rejects.toMatchObject(refused)
    const again = await ada.browser.call(users.inviteAgain, { params: { id: user.id } })
    const joining = await accept(again.invitation.token)
    await ada.browser.call(users.withdrawInvitation, { params: { id: user.id } })
    await expect(register(joining, authenticatorFor(joining))).rejects.toMatchObject({
      code: 'session.required',
    })
    const { invitation: left } = await ada.browser.call(users.getUser, { params: { id: user.id } })
    expect(left).toBeNull()
  })

  it('and the end of a joining exclude each other', async () => {
    const { invitation, user } = await invited()
    const finish = await beginIn(await accept(invitation.token))
    const again = () => ada.browser.call(users.inviteAgain, { params: { id: user.id } })
    const both = await Promise.allSettled([finish(), again()])
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  })

  it('is not for who has a passkey, nor for oneself, nor for nobody', async () => {
    const bob = await invite(server, ada, { email: 'bea@example.org' })
    const again = (id: string) => ada.browser.call(users.inviteAgain, { params: { id } })
    await expect(again(bob.id)).rejects.toMatchObject({ code: 'conflict' })
    await expect(again(ada.id)).rejects.toMatchObject({ code: 'permission.denied' })
    await expect(again('nobody')).rejects.toMatchObject({ code: 'not-found' })
  })

  it('is for an e-mail once, however it is written', async () => {
    await invited()
    for (const email of ['bob@example.org', ' BOB@Example.ORG ', 'ｂob@example.org'])
      await expect(invited(email)).rejects.toMatchObject({ code: 'conflict' })
    expect(await server.services.db('users').where({ role: 'user' })).toHaveLength(1)
  })

  it.each(['', 'x', '0000-0000', 'ABCD-ABCD-ABCD-ABCD-ABCD-ABCD', '....', "' or 1=1 --"])(
    'is not what anybody makes up: %j',
    async (token) => {
      const { db } = server.services
      await expect(accept(token)).rejects.toMatchObject(token === '' ? { code: 'input.invalid' } : refused)
      expect(await db('sessions').where({ kind: 'enrolment' })).toEqual([])
    },
  )
})
