import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { resealTotps } from '../../server/fallback/reseal.ts'
import { verifyRecord } from '../../server/audit/verify.ts'
import * as lost from '../../shared/contract/lost-device.ts'
import * as signIn from '../../shared/contract/sign-in.ts'
import * as users from '../../shared/contract/users.ts'
import { confirm, invite, setUpAdministrator, signInWith, type Person } from '../support/people.ts'
import { sealAll } from '../support/record.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { startOther } from '../support/two-processes.ts'
import { giveApp, givePassword, nextCode, typePassword, type App } from '../support/two-step.ts'

const why = { reason: 'Lost', ticket: 'T-1' }
const newSecret = 'another-secret-of-32-bytes-or-more-than-that'

describe('a changed secret', () => {
  let server: TestServer
  let ada: Person
  let bob: Person
  let app: App

  beforeAll(async () => {
    server = await startTestServer()
    ada = await setUpAdministrator(server)
    bob = await invite(server, ada, { email: 'bob@example.org' })
    await givePassword(bob)
    app = await giveApp(bob, server)
    nextCode(server)
  })
  afterAll(() => server.close())

  /** The same server, its configuration changed as by a start with another `WEFTID_SECRET`. */
  const under = (secrets: readonly string[]) => ({
    ...server.services,
    config: Object.freeze({ ...server.config, secrets }),
  })
  const both = () => under([newSecret, ...server.config.secrets])

  it('seals authenticator apps anew, once, and then opens them without the old one', async () => {
    expect(await resealTotps(server.services)).toBe(0)
    expect(await resealTotps(both())).toBe(1)
    expect(await resealTotps(both())).toBe(0)
    const onlyNew = await startOther({ ...server.config, secrets: [newSecret] })
    const { browser } = await typePassword(onlyNew, bob.email)
    const answer = await browser.call(signIn.signInWithTotp, { body: { code: app.code() } })
    expect(answer).toMatchObject({ next: { done: true } })
    await onlyNew.kill()
  })

  it('takes a temporary pass and checks a record of before as long as the old one is kept', async () => {
    await signInWith(ada.browser, ada.authenticator)
    await confirm(ada)
    const [passkey] = (await ada.browser.call(users.listUserPasskeys, { params: { id: bob.id } })).items
    const body = { ...why, passkeyIds: [passkey?.id ?? ''], temporaryPassMinutes: 60 }
    const { temporaryPass } = await ada.browser.call(lost.loseDevice, { params: { id: bob.id }, body })
    await sealAll(server.services)
    const later = await startOther({ ...server.config, secrets: both().config.secrets })
    const pass = temporaryPass?.pass ?? ''
    const back = later.browser().call(signIn.signInWithTemporaryPass, { body: { email: bob.email, pass } })
    expect(await back).toMatchObject({ kind: 'enrolment' })
    await later.kill()
    await sealAll(both())
    expect(await verifyRecord(both(), null)).toMatchObject({ fault: null, unsealed: 0 })
    const forgotten = await verifyRecord(under([newSecret]), null)
    expect(forgotten.fault).not.toBeNull()
  })
})
