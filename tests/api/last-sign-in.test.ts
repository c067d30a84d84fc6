import { afterAll, beforeAll, expect, it } from 'vitest'
import * as signIn from '../../shared/contract/sign-in.ts'
import * as users from '../../shared/contract/users.ts'
import { confirm, invite, setUpAdministrator, signInWith, type Person } from '../support/people.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { giveKey, givePassword, tap, typePassword } from '../support/two-step.ts'

const minute = 60_000

let server: TestServer
let ada: Person
let bob: Person
let key: Awaited<ReturnType<typeof giveKey>>

beforeAll(async () => {
  server = await startTestServer()
  ada = await setUpAdministrator(server)
  bob = await invite(server, ada, { email: 'bob@example.org' })
  await givePassword(bob)
  key = await giveKey(bob)
})
afterAll(() => server.close())

/** Does `act` a while later; answers whether it is then what the lists call Bob's last sign-in. */
async function isLast(act: () => Promise<unknown>): Promise<boolean> {
  server.clock.forward(minute)
  const before = server.clock.now().toISOString()
  await act()
  await signInWith(ada.browser, ada.authenticator)
  const { user } = await ada.browser.call(users.getUser, { params: { id: bob.id } })
  return (user.lastSignInAt ?? '') >= before
}

it('is the last of all, by whatever way, and is told at once', async () => {
  const browser = server.browser()
  const at = server.clock.now().toISOString()
  const { user } = await signInWith(browser, bob.authenticator)
  expect(user.lastSignInAt && user.lastSignInAt >= at).toBe(true)
  const byPasskey = () => signInWith(browser, bob.authenticator)
  const byPassword = async () => {
    const { browser: other } = await typePassword(server, bob.email)
    await tap(other, key)
  }
  for (const way of [byPassword, byPasskey, byPassword]) expect(await isLast(way)).toBe(true)
})

it('is no confirmation, no half sign-in, and none that is refused', async () => {
  const browser = server.browser()
  await signInWith(browser, bob.authenticator)
  expect(await isLast(() => confirm({ ...bob, browser }))).toBe(false)
  expect(await isLast(() => typePassword(server, bob.email))).toBe(false)
  const { challengeId, options } = await browser.call(signIn.beginPasskeySignIn, { body: {} })
  const response = bob.authenticator.get(options, { client: { fields: { origin: 'https://example.com' } } })
  const refused = () => browser.call(signIn.finishPasskeySignIn, { body: { challengeId, response } })
  const refusal = () => expect(refused()).rejects.toMatchObject({ code: 'passkey.rejected' })
  expect(await isLast(refusal)).toBe(false)
})
