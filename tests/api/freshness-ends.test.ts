import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as methods from '../../shared/contract/methods.ts'
import * as session from '../../shared/contract/session.ts'
import {
  authenticatorFor,
  confirm,
  invite,
  register,
  setUpAdministrator,
  type Person,
} from '../support/people.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

describe('a session made fresh by a second passkey', () => {
  let server: TestServer
  let ada: Person
  beforeAll(async () => {
    server = await startTestServer()
    ada = await setUpAdministrator(server)
  })
  afterAll(() => server.close())

  it('is fresh no longer once that passkey is revoked, and goes on', async () => {
    const bob = await invite(server, ada, { email: 'bob@example.org' })
    const second = authenticatorFor(bob.browser)
    const { passkey } = await register(bob.browser, second)
    await confirm({ browser: bob.browser, authenticator: second })
    await bob.browser.call(methods.revokeMyPasskey, { params: { id: passkey.id }, body: {} })
    expect(await bob.browser.call(session.getSession, {})).toMatchObject({ kind: 'full', freshLevel: 0 })
  })

  it('stays fresh where the passkey that made it so is still good', async () => {
    const eve = await invite(server, ada, { email: 'eve@example.org' })
    const { passkey } = await register(eve.browser, authenticatorFor(eve.browser))
    await confirm(eve)
    await eve.browser.call(methods.revokeMyPasskey, { params: { id: passkey.id }, body: {} })
    expect(await eve.browser.call(session.getSession, {})).toMatchObject({ freshLevel: 2 })
  })
})
