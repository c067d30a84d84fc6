import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as methods from '../../shared/contract/methods.ts'
import * as session from '../../shared/contract/session.ts'
import * as signIn from '../../shared/contract/sign-in.ts'
import * as users from '../../shared/contract/users.ts'
import { forgetAttempts } from '../support/attempts.ts'
import { Refused } from '../support/browser.ts'
import {
  authenticatorFor,
  confirm,
  invite,
  register,
  setUpAdministrator,
  signInWith,
  type Person,
} from '../support/people.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

const minute = 60_000

describe('coming back', () => {
  let server: TestServer
  let ada: Person
  beforeAll(async () => {
    server = await startTestServer()
    ada = await setUpAdministrator(server)
  })
  afterAll(() => server.close())

  const recover = (email: string, backupCode: string, browser = server.browser()) =>
    browser.call(signIn.recover, { body: { email, backupCode } })
  const usePass = (email: string, pass: string, browser = server.browser()) =>
    browser.call(signIn.signInWithTemporaryPass, { body: { email, pass } })
  const issue = async (person: Pick<Person, 'id'>, minutes = 30) => {
    await confirm(ada)
    const body = { minutes, reason: 'Laptop stolen', ticket: 'HD-9' }
    return ada.browser.call(users.issueTemporaryPass, { params: { id: person.id }, body })
  }
  const failed = { code: 'sign-in.failed', problem: { status: 401 } }

  it('lets a user in with a backup code, to register a passkey and nothing else', async () => {
    const bob = await invite(server, ada, { email: 'bob@example.org' })
    const browser = server.browser()
    const current = await recover(' BOB@example.org', (bob.backupCodes[0] ?? '').toLowerCase(), browser)
    expect(current).toMatchObject({ kind: 'enrolment', permissions: [], user: { id: bob.id } })
    await expect(browser.call(methods.getMethods, {})).rejects.toMatchObject({ code: 'enrolment.only' })
    await register(browser, authenticatorFor(browser))
    // What was open before is gone, and the other nine codes stay.
    await expect(bob.browser.call(session.getSession, {})).rejects.toMatchObject({
      problem: { reason: 'replaced' },
    })
    expect(await browser.call(methods.getMethods, {})).toMatchObject({
      backupCodes: { remaining: 9, total: 10 },
    })
  })

  it('takes each code once, also from fifty who give it at the same moment', async () => {
    const eve = await invite(server, ada, { email: 'eve@example.org' })
    const [code = ''] = eve.backupCodes
    const tries = await Promise.allSettled(Array.from({ length: 50 }, () => recover(eve.email, code)))
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    await forgetAttempts(server)
    await expect(recover(eve.email, code)).rejects.toMatchObject(failed)
  })

  it('ends what a code opened after half an hour', async () => {
    const tim = await invite(server, ada, { email: 'tim@example.org' })
    const browser = server.browser()
    await recover(tim.email, tim.backupCodes[0] ?? '', browser)
    server.clock.forward(30 * minute + 1)
    await expect(browser.call(session.getSession, {})).rejects.toMatchObject({
      problem: { reason: 'expired' },
    })
  })

  it('voids all codes when new ones are made', async () => {
    const ida = await invite(server, ada, { email: 'ida@example.org' })
    const { codes } = await ida.browser.call(methods.createBackupCodes, {})
    await expect(recover(ida.email, ida.backupCodes[1] ?? '')).rejects.toMatchObject(failed)
    expect(await recover(ida.email, codes[1] ?? '')).toMatchObject({ kind: 'enrolment' })
  })

  it('takes no code alone from an administrator while another could issue a pass', async () => {
    const kim = await invite(server, ada, { email: 'kim@example.org', role: 'admin' })
    await expect(recover(kim.email, kim.backupCodes[0] ?? '')).rejects.toMatchObject(failed)
    const pass = await issue(kim)
    expect(await usePass(kim.email, pass.pass)).toMatchObject({ kind: 'enrolment' })
  })

  it('lets the sole administrator in with a code', async () => {
    const alone = await startTestServer()
    const sole = await setUpAdministrator(alone)
    const browser = alone.browser()
    const body = { email: sole.email, backupCode: sole.backupCodes[0] ?? '' }
    expect(await browser.call(signIn.recover, { body })).toMatchObject({ kind: 'enrolment' })
    await alone.close()
  })

  it('lets a user in with a temporary pass, once, until it ends', async () => {
    const liv = await invite(server, ada, { email: 'liv@example.org' })
    const { pass, expiresAt } = await issue(liv)
    expect(pass).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/)
    const browser = server.browser()
    expect(await usePass(liv.email, pass.replaceAll('-', ' '), browser)).toMatchObject({
      kind: 'enrolment',
      expiresAt,
    })
    await expect(usePass(liv.email, pass)).rejects.toMatchObject(failed)
    const late = await issue(liv, 10)
    server.clock.forward(10 * minute)
    await expect(usePass(liv.email, late.pass)).rejects.toMatchObject(failed)
  })

  it('voids a pass by the next one, by withdrawal, by revocation and by five wrong tries', async () => {
    const ned = await invite(server, ada, { email: 'ned@example.org' })
    const first = await issue(ned)
    const second = await issue(ned)
    await expect(usePass(ned.email, first.pass)).rejects.toMatchObject(failed)
    await ada.browser.call(users.withdrawTemporaryPass, { params: { id: ned.id } })
    await expect(usePass(ned.email, second.pass)).rejects.toMatchObject(failed)

    const third = await issue(ned)
    const { items } = await ada.browser.call(users.listUserPasskeys, { params: { id: ned.id } })
    const params = { id: ned.id, pid: items[0]?.id ?? '' }
    await ada.browser.call(users.revokeUserPasskey, { params, body: { reason: 'Lost' } })
    await expect(usePass(ned.email, third.pass)).rejects.toMatchObject(failed)

    const fourth = await issue(ned)
    for (let tries = 0; tries < 5; tries++) await usePass(ned.email, 'WRNG-WRNG-WRNG').catch(() => undefined)
    await expect(usePass(ned.email, fourth.pass)).rejects.toMatchObject(failed)
  })

  it('gives nobody a pass for themselves, and the help desk none for its own', async () => {
    await expect(issue(ada)).rejects.toMatchObject({ code: 'permission.denied' })
    const hal = await invite(server, ada, { email: 'hal@example.org', role: 'helpdesk' })
    const own = { params: { id: ada.id }, body: { minutes: 10, reason: 'Please' } }
    await expect(hal.browser.call(users.issueTemporaryPass, own)).rejects.toMatchObject({
      code: 'permission.denied',
    })
  })

  it('answers an unknown account like a wrong code', async () => {
    const [known, unknown] = await Promise.all([
      recover('bob@example.org', 'WRNG-WRNG-WRNG-WRNG').catch((error: unknown) => error),
      recover('nobody@example.org', 'WRNG-WRNG-WRNG-WRNG').catch((error: unknown) => error),
    ])
    const strip = (error: unknown) => error instanceof Refused && { ...error.problem, requestId: '' }
    expect(strip(known)).toEqual(strip(unknown))
  })

  it('counts codes as a way in, where they are one', async () => {
    const ola = await invite(server, ada, { email: 'ola@example.org' })
    const { items } = await ada.browser.call(users.listUserPasskeys, { params: { id: ola.id } })
    const asked = { params: { id: ola.id }, body: { passkeyIds: items.map(({ id }) => id) } }
    expect(await ada.browser.call(users.forecast, asked)).toMatchObject({
      lockedOut: false,
      remaining: [{ kind: 'backup-codes', count: 10 }],
    })
  })
})

describe('one’s own sessions', () => {
  it('are seen and ended, one or all others; the acting one gets a new cookie', async () => {
    const server = await startTestServer()
    const ada = await setUpAdministrator(server)
    const [second, third] = [server.browser(), server.browser()]
    await signInWith(second, ada.authenticator)
    await signInWith(third, ada.authenticator)
    const { items } = await ada.browser.call(methods.getMySessions, {})
    expect(items.map(({ current }) => current).filter(Boolean)).toHaveLength(1)
    expect(items).toHaveLength(3)
    const other = items.find(({ current }) => !current)
    const end = { params: { id: other?.id ?? '' } }
    expect(await ada.browser.call(methods.endMySession, end)).toEqual({ sessionsEnded: 1 })
    expect(await ada.browser.call(methods.endMySession, end)).toEqual({ sessionsEnded: 0 })
    const before = ada.browser.cookie
    expect(await ada.browser.call(methods.endMyOtherSessions, {})).toEqual({ sessionsEnded: 1 })
    expect(ada.browser.cookie).not.toBe(before)
    for (const browser of [second, third])
      await expect(browser.call(session.getSession, {})).rejects.toMatchObject({ code: 'session.required' })
    expect(await ada.browser.call(session.getSession, {})).toMatchObject({ kind: 'full' })
    await server.close()
  })
})
