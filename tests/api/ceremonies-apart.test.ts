import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import * as methods from '../../shared/contract/methods.ts'
import * as session from '../../shared/contract/session.ts'
import * as signIn from '../../shared/contract/sign-in.ts'
import type { SoftAuthenticator } from '../support/authenticator/soft-authenticator.ts'
import type { Browser } from '../support/browser.ts'
import { authenticatorFor, invite, setUpAdministrator, signInWith, type Person } from '../support/people.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { giveKey, givePassword, password, typePassword } from '../support/two-step.ts'

/** Somebody signed in, and once more about to be: the password typed, the second step missing. */
interface Both extends Person {
  pending: Browser
  /** Good for every ceremony: it is carried about, and verifies its user. */
  key: SoftAuthenticator
}

let server: TestServer
let bob: Both
let eve: Both

const join = async (administrator: Person, email: string): Promise<Both> => {
  const person = await invite(server, administrator, { email })
  await givePassword(person)
  return { ...person, key: await giveKey(person), pending: server.browser() }
}

beforeAll(async () => {
  server = await startTestServer()
  const ada = await setUpAdministrator(server)
  bob = await join(ada, 'bob@example.org')
  eve = await join(ada, 'eve@example.org')
})
afterAll(() => server.close())

const refused = { code: 'passkey.rejected' }

describe('a challenge of one ceremony', () => {
  interface Beginning {
    name: string
    begin: (person: Both) => Promise<{ challengeId: string; challenge: string }>
    finish: (person: Both, challengeId: string, challenge: string) => Promise<unknown>
  }
  const request = (challenge: string) => ({ challenge, rpId: server.config.rp.id, allowCredentials: [] })
  const asked = ({ challengeId, options }: { challengeId: string; options: { challenge: string } }) => ({
    challengeId,
    challenge: options.challenge,
  })
  const ceremonies: Beginning[] = [
    {
      name: 'sign-in',
      begin: async () => asked(await server.browser().call(signIn.beginPasskeySignIn, { body: {} })),
      finish: ({ key }, challengeId, challenge) => {
        const response = key.get(request(challenge))
        return server.browser().call(signIn.finishPasskeySignIn, { body: { challengeId, response } })
      },
    },
    {
      name: 'confirmation',
      begin: async ({ browser }) => asked(await browser.call(session.beginFreshPasskey, {})),
      finish: ({ browser, key }, challengeId, challenge) =>
        browser.call(session.finishFreshPasskey, {
          body: { challengeId, response: key.get(request(challenge)) },
        }),
    },
    {
      name: 'registration',
      begin: async ({ browser }) => asked(await browser.call(methods.beginRegistration, { body: {} })),
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
    {
      name: 'second step of a sign-in',
      begin: async ({ pending }) => asked(await pending.call(signIn.beginSecurityKeySignIn, {})),
      finish: ({ pending, key }, challengeId, challenge) =>
        pending.call(signIn.finishSecurityKeySignIn, {
          body: { challengeId, response: key.get(request(challenge)) },
        }),
    },
    {
      name: 'second step of a confirmation',
      begin: async ({ browser }) => asked(await browser.call(session.beginFreshSecurityKey, {})),
      finish: ({ browser, key }, challengeId, challenge) =>
        browser.call(session.finishFreshSecurityKey, {
          body: { challengeId, response: key.get(request(challenge)) },
        }),
    },
  ]

  /** Ready for every ceremony: signed in, the password typed to confirm, and typed to sign in elsewhere. */
  const prepare = async <P extends Both>(person: P): Promise<P> => {
    await signInWith(person.browser, person.authenticator)
    await person.browser.call(session.confirmPassword, { body: { password } })
    await typePassword(server, person.email, password, person.pending)
    return person
  }
  beforeEach(async () => {
    for (const person of [bob, eve]) await prepare(person)
  })

  it.each(ceremonies)('($name) is good for that', async ({ begin, finish }) => {
    const { challengeId, challenge } = await begin(bob)
    await finish(bob, challengeId, challenge)
    await expect(finish(await prepare(bob), challengeId, challenge)).rejects.toMatchObject(refused)
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
    const elsewhere = await prepare({ ...bob, browser: server.browser(), pending: server.browser() })
    const { challengeId, challenge } = await ceremony.begin(bob)
    await expect(ceremony.finish(elsewhere, challengeId, challenge)).rejects.toMatchObject(refused)
    await expect(ceremony.finish(bob, challengeId, challenge)).rejects.toMatchObject(refused)
  })

  it.each(bound)('($name) is refused in the session of another user', async (ceremony) => {
    const { challengeId, challenge } = await ceremony.begin(bob)
    await expect(ceremony.finish(eve, challengeId, challenge)).rejects.toMatchObject(refused)
  })

  it.each(bound)('($name) is answered by twenty at the same moment once', async (ceremony) => {
    const { challengeId, challenge } = await ceremony.begin(bob)
    const copyOf = ({ cookie }: Browser) => {
      const copy = server.browser()
      copy.cookie = cookie
      return copy
    }
    const tries = Array.from({ length: 20 }, () => {
      const person = { ...bob, browser: copyOf(bob.browser), pending: copyOf(bob.pending) }
      return ceremony.finish(person, challengeId, challenge)
    })
    const ends = await Promise.allSettled(tries)
    expect(ends.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  })

  it.each(bound.filter(({ name }) => name !== 'registration'))(
    '($name) is not for somebody else’s passkey',
    async (ceremony) => {
      const { challengeId, challenge } = await ceremony.begin(bob)
      const borrowed = { ...bob, key: eve.key }
      await expect(ceremony.finish(borrowed, challengeId, challenge)).rejects.toMatchObject(refused)
      await expect(ceremony.finish(bob, challengeId, challenge)).rejects.toMatchObject(refused)
    },
  )
})
