import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as methods from '../../shared/contract/methods.ts'
import * as session from '../../shared/contract/session.ts'
import * as signIn from '../../shared/contract/sign-in.ts'
import { authenticatorFor, invite, setUpAdministrator, signInWith, type Person } from '../support/people.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

let server: TestServer
let ada: Person
let bob: Person

beforeAll(async () => {
  server = await startTestServer()
  ada = await setUpAdministrator(server)
  bob = await invite(server, ada, { email: 'bob@example.org' })
})
afterAll(() => server.close())

const refused = { code: 'passkey.rejected' }

describe('a challenge of one ceremony', () => {
  interface Beginning {
    name: string
    begin: (person: Person) => Promise<{ challengeId: string; challenge: string }>
    finish: (person: Person, challengeId: string, challenge: string) => Promise<unknown>
  }
  const request = (challenge: string) => ({ challenge, rpId: server.config.rp.id, allowCredentials: [] })
  const ceremonies: Beginning[] = [
    {
      name: 'sign-in',
      begin: async () => {
        const { challengeId, options } = await server.browser().call(signIn.beginPasskeySignIn, { body: {} })
        return { challengeId, challenge: options.challenge }
      },
      finish: ({ authenticator }, challengeId, challenge) => {
        const response = authenticator.get(request(challenge))
        return server.browser().call(signIn.finishPasskeySignIn, { body: { challengeId, response } })
      },
    },
    {
      name: 'confirmation',
      begin: async ({ browser }) => {
        const { challengeId, options } = await browser.call(session.beginFreshPasskey, {})
        return { challengeId, challenge: options.challenge }
      },
      finish: ({ browser, authenticator }, challengeId, challenge) =>
        browser.call(session.finishFreshPasskey, {
          body: { challengeId, response: authenticator.get(request(challenge)) },
        }),
    },
    {
      name: 'registration',
      begin: async ({ browser }) => {
        const { challengeId, options } = await browser.call(methods.beginRegistration, { body: {} })
        return { challengeId, challenge: options.challenge }
      },
      finish: ({ browser }, challengeId, challenge) => {
        const made = authenticatorFor(browser).create({
          ...request(challenge),
          rp: { id: server.config.rp.id },
          user: { id: 'dXNlcg' },
          pubKeyCredParams: [{ alg: -7 }],
        })
        return browser.call(methods.finishRegistration, { body: { challengeId, response: made } })
      },
    },
  ]
  beforeAll(async () => {
    for (const person of [ada, bob]) await signInWith(person.browser, person.authenticator)
  })

  const crossed = ceremonies.flatMap((one) =>
    ceremonies
      .filter((other) => other !== one)
      .map((other) => ({ one, other, from: one.name, to: other.name })),
  )
  it.each(crossed)('($from) is refused in another ($to), and spent', async ({ one, other }) => {
    const { challengeId, challenge } = await one.begin(bob)
    await expect(other.finish(bob, challengeId, challenge)).rejects.toMatchObject(refused)
    await expect(one.finish(bob, challengeId, challenge)).rejects.toMatchObject(refused)
  })

  const bound = ceremonies.filter(({ name }) => name !== 'sign-in')
  it.each(bound)('($name) is refused in another session of the same user', async (ceremony) => {
    const elsewhere = { ...bob, browser: server.browser() }
    await signInWith(elsewhere.browser, bob.authenticator)
    const { challengeId, challenge } = await ceremony.begin(bob)
    await expect(ceremony.finish(elsewhere, challengeId, challenge)).rejects.toMatchObject(refused)
    await expect(ceremony.finish(bob, challengeId, challenge)).rejects.toMatchObject(refused)
  })

  it.each(bound)('($name) is refused in the session of another user', async (ceremony) => {
    const { challengeId, challenge } = await ceremony.begin(bob)
    await expect(ceremony.finish(ada, challengeId, challenge)).rejects.toMatchObject(refused)
  })

  it.each(bound)('($name) is answered by twenty at the same moment once', async (ceremony) => {
    const { challengeId, challenge } = await ceremony.begin(bob)
    const cookie = bob.browser.cookie
    const tries = Array.from({ length: 20 }, () => {
      const copy = server.browser()
      copy.cookie = cookie
      const person = { ...bob, browser: copy }
      return ceremony.finish(person, challengeId, challenge).then(() => copy)
    })
    const won = (await Promise.allSettled(tries)).flatMap((tried) =>
      tried.status === 'fulfilled' ? [tried.value] : [],
    )
    expect(won).toHaveLength(1)
    if (won[0]) bob.browser.cookie = won[0].cookie
  })

  it('(confirmation) is not for somebody else’s passkey', async () => {
    const { challengeId, options } = await bob.browser.call(session.beginFreshPasskey, {})
    const response = ada.authenticator.get({ ...options, allowCredentials: [] })
    const answer = bob.browser.call(session.finishFreshPasskey, { body: { challengeId, response } })
    await expect(answer).rejects.toMatchObject(refused)
  })
})
