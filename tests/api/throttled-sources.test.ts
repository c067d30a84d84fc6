import { describe, expect, it } from 'vitest'
import { recordFailure } from '../../server/audit/failures.ts'
import { namedPerHour } from '../../server/audit/sources.ts'
import * as signIn from '../../shared/contract/sign-in.ts'
import { anyAddress, atOnce, behindProxy, from, guess, inTurn, statuses } from '../support/attempts.ts'
import { setUpAdministrator, signInWith } from '../support/people.ts'
import { problemOf } from '../support/problems.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

const perSource = 100

describe('a source', () => {
  const use = async (environment: Record<string, string>, work: (server: TestServer) => Promise<void>) => {
    const server = await startTestServer(environment)
    try {
      await work(server)
    } finally {
      await server.close()
    }
  }
  const fill = (server: TestServer, address: (round: number) => string) =>
    atOnce(perSource, (round) => guess(server.browser(), `made-up-${round}@example.org`, address(round)))

  it('is a /64 of IPv6', () =>
    use(behindProxy, async (server) => {
      await fill(server, (round) => `2001:db8:1:2::${round.toString(16)}`)
      const next = (address: string) => guess(server.browser(), 'next@example.org', address)
      expect((await next('2001:db8:1:2:ffff:ffff:ffff:ffff')).status).toBe(429)
      expect((await next('2001:db8:1:3::1')).status).toBe(401)
    }))

  it('is who connected, whatever a stranger says of it', () =>
    use({}, async (server) => {
      await fill(server, () => anyAddress())
      expect((await guess(server.browser(), 'next@example.org', anyAddress())).status).toBe(429)
    }))

  it('is whom our proxy names, not what was told to the proxy', () =>
    use(behindProxy, async (server) => {
      await fill(server, () => `${anyAddress()}, 192.0.2.7`)
      expect((await guess(server.browser(), 'next@example.org', '192.0.2.7')).status).toBe(429)
      expect((await guess(server.browser(), 'next@example.org', '192.0.2.8')).status).toBe(401)
    }))

  it('counts over all routes together', () =>
    use(behindProxy, async (server) => {
      const headers = from('192.0.2.7')
      const bodies = [
        [signIn.recover.path, { email: 'a@example.org', backupCode: 'x' }],
        [signIn.signInWithTemporaryPass.path, { email: 'b@example.org', pass: 'x' }],
        [signIn.signInWithPassword.path, { email: 'c@example.org', password: 'x' }],
        [signIn.acceptInvitation.path, { token: 'x' }],
      ] as const
      const tries = (round: number) => {
        const [path, body] = bodies[round % bodies.length] ?? bodies[0]
        const named = 'email' in body ? { ...body, email: `${round}-${body.email}` } : body
        return server.browser().send({ method: 'post', path, body: JSON.stringify(named), headers })
      }
      expect(new Set(statuses(await inTurn(perSource, tries)))).toEqual(new Set([401]))
      // An invitation cannot be guessed: it counts, and is not kept from anybody.
      expect(statuses(await inTurn(bodies.length, tries))).toEqual([429, 429, 429, 401])
    }))

  it('that has very many addresses fills no table with them', () =>
    use(behindProxy, async (server) => {
      const { services } = server
      const failure = { action: 'sign-in.failed', reason: 'made-up', user: null } as const
      await atOnce(namedPerHour + 500, (round) => {
        const address = `2001:db8:${round.toString(16)}::1`
        return recordFailure(services, { ...failure, from: { address, client: '' } })
      })
      const rows = await services.db('failure_counts').select('scope', 'count')
      expect(rows).toHaveLength(namedPerHour + 1)
      expect(rows.find(({ scope }) => scope === 'source:elsewhere')?.count).toBe(500)
      server.clock.forward(3_600_000)
      await recordFailure(services, { ...failure, from: { address: '2001:db8:ffff::1', client: '' } })
      expect(
        await services.db('failure_counts').where({ scope: 'source:2001:db8:ffff:0::/64' }),
      ).toHaveLength(1)
    }))

  it(
    'that tries ten thousand made-up accounts leaves no more behind than it may try',
    () =>
      use(behindProxy, async (server) => {
        const address = anyAddress()
        for (let done = 0; done < 10_000; done += 200)
          await atOnce(200, (round) =>
            guess(server.browser(), `made-up-${done + round}@example.org`, address),
          )
        const rows = await server.services.db('throttles').select('key')
        expect(rows.length).toBeLessThanOrEqual(1 + 2 * perSource)
      }),
    120_000,
  )

  it('that floods is refused before anything is spent, and others are not', () =>
    use(behindProxy, async (server) => {
      const ada = await setUpAdministrator(server)
      const browser = server.browser()
      const { challengeId, options } = await browser.call(signIn.beginPasskeySignIn, { body: {} })
      const answer = JSON.stringify({ challengeId, response: ada.authenticator.get(options) })
      const finish = (address: string, body = answer) =>
        browser.send({ method: 'post', path: signIn.finishPasskeySignIn.path, body, headers: from(address) })
      const flooder = '2001:db8:1:2::1'
      const vain = async () => {
        const { challengeId: id } = await server.browser().call(signIn.beginPasskeySignIn, { body: {} })
        return finish(flooder, JSON.stringify({ challengeId: id, response: {} }))
      }
      for (let done = 0; done < 600; done += 50)
        expect(new Set(statuses(await atOnce(50, vain)))).toEqual(new Set([400]))
      const spent = () => server.services.db('spent_challenges').select('challenge')
      expect(await spent()).toHaveLength(601)
      const refused = await atOnce(20, () => finish('2001:db8:1:2::2'))
      expect(new Set(refused.map((each) => problemOf(each).code))).toEqual(new Set(['throttled']))
      for (const { headers } of refused) expect(Number(headers['retry-after'])).toBeLessThanOrEqual(60)
      expect((await guess(browser, 'next@example.org', flooder)).status).toBe(429)
      expect(await spent()).toHaveLength(601)
      // To begin is free, and the challenge that was not spent is as good as before.
      await atOnce(20, () => browser.call(signIn.beginPasskeySignIn, { body: {} }))
      expect((await finish('2001:db8:1:3::1')).status).toBe(200)
      expect(await signInWith(server.browser(), ada.authenticator)).toMatchObject({ next: { done: true } })
    }))
})
