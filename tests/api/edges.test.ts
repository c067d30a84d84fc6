import { BlockList } from 'node:net'
import { connect as openSocket } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addressOf } from '../../server/http/request.ts'
import { networkOf } from '../../server/network.ts'
import * as methods from '../../shared/contract/methods.ts'
import * as session from '../../shared/contract/session.ts'
import * as signIn from '../../shared/contract/sign-in.ts'
import * as users from '../../shared/contract/users.ts'
import {
  authenticatorFor,
  confirm,
  invite,
  setUpAdministrator,
  signInWith,
  type Person,
} from '../support/people.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

const hour = 3_600_000

describe('what is counted and what is spent', () => {
  let server: TestServer
  let ada: Person
  beforeAll(async () => {
    server = await startTestServer()
    ada = await setUpAdministrator(server)
  })
  afterAll(() => server.close())

  it('counts the sessions a revocation ends, not those that had run out', async () => {
    const bob = await invite(server, ada, { email: 'bob@example.org' })
    for (let round = 0; round < 3; round++) await signInWith(server.browser(), bob.authenticator)
    server.clock.forward(hour + 60_000)
    await signInWith(ada.browser, ada.authenticator)
    await signInWith(server.browser(), bob.authenticator)
    const { items } = await ada.browser.call(users.listUserPasskeys, { params: { id: bob.id } })
    const [passkey] = items
    expect(passkey?.openSessions).toBe(1)
    await confirm(ada)
    const params = { id: bob.id, pid: passkey?.id ?? '' }
    const answer = await ada.browser.call(users.revokeUserPasskey, { params, body: { reason: 'Lost' } })
    expect(answer).toEqual({ sessionsEnded: 1 })
  })

  it('registers one passkey in an enrolment, also when two are finished at once', async () => {
    await confirm(ada)
    const body = { email: 'two@example.org', displayName: 'Two' }
    const { invitation, user } = await ada.browser.call(users.createUser, { body })
    const browser = server.browser()
    await browser.call(signIn.acceptInvitation, { body: { token: invitation.token } })
    const cookie = browser.cookie
    const begun = await Promise.all([1, 2].map(() => browser.call(methods.beginRegistration, { body: {} })))
    const finished = await Promise.allSettled(
      begun.map(({ challengeId, options }) => {
        const other = server.browser()
        other.cookie = cookie
        const response = authenticatorFor(other).create(options)
        return other.call(methods.finishRegistration, { body: { challengeId, response } })
      }),
    )
    expect(finished.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    const { items } = await ada.browser.call(users.listUserPasskeys, { params: { id: user.id } })
    expect(items).toHaveLength(1)
  })

  it.each([{ computer: 'x'.repeat(61) }, { computer: 7 }, { computer: 'a\u0000b' }])(
    'spends the challenge of a sign-in with %j beside it',
    async (wrong) => {
      const browser = server.browser()
      const { challengeId, options } = await browser.call(signIn.beginPasskeySignIn, { body: {} })
      const body = { challengeId, response: ada.authenticator.get(options) }
      const path = signIn.finishPasskeySignIn.path
      const refused = await browser.send({
        method: 'post',
        path,
        body: JSON.stringify({ ...body, ...wrong }),
      })
      expect(refused.status).toBe(400)
      await expect(browser.call(signIn.finishPasskeySignIn, { body })).rejects.toMatchObject({
        code: 'passkey.rejected',
      })
    },
  )

  it('ends the session whose cookie an accepted invitation replaces', async () => {
    await confirm(ada)
    const body = { email: 'next@example.org', displayName: 'Next' }
    const { invitation } = await ada.browser.call(users.createUser, { body })
    const borrowed = server.browser()
    await signInWith(borrowed, ada.authenticator)
    const before = server.browser()
    before.cookie = borrowed.cookie
    await borrowed.call(signIn.acceptInvitation, { body: { token: invitation.token } })
    await expect(before.call(session.getSession, {})).rejects.toMatchObject({ code: 'session.required' })
  })
})

describe('an address', () => {
  const proxies = new BlockList()
  proxies.addSubnet('10.0.0.0', 8, 'ipv4')
  it.each([
    ['198.51.100.7', '6.6.6.6', '198.51.100.7'],
    ['10.0.0.1', '6.6.6.6, 198.51.100.7', '198.51.100.7'],
    ['10.0.0.1', '6.6.6.6, 198.51.100.7:4711', '198.51.100.7'],
    ['10.0.0.1', '6.6.6.6, [2001:db8::7]:4711, 10.0.0.2', '2001:db8::7'],
    ['10.0.0.1', '6.6.6.6, unknown', '10.0.0.1'],
    ['::ffff:10.0.0.1', '198.51.100.7', '198.51.100.7'],
    ['fe80::1%eth0', '', 'fe80::1'],
  ])('from %s with "%s" is %s', (socket, forwarded, address) => {
    expect(addressOf(socket, forwarded, proxies)).toBe(address)
  })

  it.each([
    ['198.51.100.7', '198.51.100.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:DB8::7', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
  ])('%s is of the network %s', (address, network) => {
    expect(networkOf(address)).toBe(network)
  })
})

describe('several at once', () => {
  it('who set up with one e-mail are each answered in words', async () => {
    const server = await startTestServer()
    const body = { email: 'ada@example.org', displayName: 'Ada' }
    const tries = await Promise.allSettled(
      Array.from({ length: 8 }, () => server.browser().call(signIn.setUp, { body })),
    )
    expect(tries.filter(({ status }) => status === 'rejected')).toEqual([])
    await server.close()
  })
})

describe('a request line that is no path of ours', () => {
  it.each(['GET http://[ HTTP/1.1', 'GET http://elsewhere/ HTTP/1.1', 'OPTIONS * HTTP/1.1'])(
    '"%s" is 4xx',
    async (line) => {
      const { listen } = await import('../../server/listen.ts')
      const door = await listen({ port: 0, hosts: ['127.0.0.1'], tls: null })
      door.open((_request, response) => response.end('reached'))
      const answer = await new Promise<string>((resolve, reject) => {
        const socket = openSocket(door.port, '127.0.0.1', () =>
          socket.end(`${line}\r\nHost: localhost\r\nConnection: close\r\n\r\n`),
        )
        socket.on('data', (bytes) => resolve(bytes.toString()))
        socket.on('error', reject)
      })
      expect(answer).toMatch(/^HTTP\/1.1 4\d\d /)
      await door.close(100)
    },
  )
})
