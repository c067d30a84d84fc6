import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as methods from '../../shared/contract/methods.ts'
import * as session from '../../shared/contract/session.ts'
import * as signIn from '../../shared/contract/sign-in.ts'
import { invite, setUpAdministrator, type Person } from '../support/people.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { giveApp, givePassword, typePassword } from '../support/two-step.ts'

describe('password and two-step verification', () => {
  let server: TestServer
  let ada: Person
  beforeAll(async () => {
    server = await startTestServer()
    ada = await setUpAdministrator(server)
  })
  afterAll(() => server.close())

  const join = (email: string) => invite(server, ada, { email })

  it('asks for a second step after a right password, and knows nothing else until then', async () => {
    const bob = await join('bob@example.org')
    await givePassword(bob)
    const { browser, next } = await typePassword(server, ' BOB@Example.org')
    expect(next).toEqual({ done: false, oneOf: ['backup-code'] })
    await expect(browser.call(session.getSession, {})).rejects.toMatchObject({ code: 'session.required' })
    const [code = ''] = bob.backupCodes
    const { user } = await browser.call(signIn.signInWithBackupCode, { body: { code } })
    expect(user.id).toBe(bob.id)
    expect(await browser.call(session.getSession, {})).toMatchObject({ kind: 'full', freshLevel: 2 })
  })

  it('takes a code of the app once, and one step to either side', async () => {
    const eve = await join('eve@example.org')
    await givePassword(eve)
    const app = await giveApp(eve, server)
    const first = await typePassword(server, eve.email)
    expect(first.next).toMatchObject({ oneOf: ['totp', 'backup-code'] })
    const used = { body: { code: app.code() } }
    await expect(first.browser.call(signIn.signInWithTotp, used)).rejects.toMatchObject({
      code: 'sign-in.failed',
    })
    await first.browser.call(signIn.signInWithTotp, { body: { code: app.code(1) } })
    expect(await first.browser.call(session.getSession, {})).toMatchObject({ freshLevel: 1 })
    expect(await first.browser.call(methods.getMethods, {})).toMatchObject({
      password: { set: true, allowed: true },
      totp: { enabled: true },
    })
  })
})
