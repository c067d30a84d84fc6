import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as fallback from '../../shared/contract/fallback.ts'
import * as session from '../../shared/contract/session.ts'
import * as signIn from '../../shared/contract/sign-in.ts'
import * as users from '../../shared/contract/users.ts'
import type { Browser } from '../support/browser.ts'
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
import {
  aTap,
  giveApp,
  giveKey,
  givePassword,
  nextCode,
  password,
  typePassword,
} from '../support/two-step.ts'

const minute = 60_000
const failed = { code: 'sign-in.failed' }
const ended = (reason: string) => ({ code: 'session.required', problem: { reason } })

let server: TestServer
let ada: Person
let people = 0

beforeAll(async () => {
  server = await startTestServer()
  ada = await setUpAdministrator(server)
})
afterAll(() => server.close())

async function join() {
  await signInWith(ada.browser, ada.authenticator)
  const person = await invite(server, ada, { email: `person-${++people}@example.org` })
  await givePassword(person)
  return person
}

const giveCode = (browser: Browser, code: string) =>
  browser.call(signIn.signInWithBackupCode, { body: { code } })
const copyOf = ({ cookie }: Browser) => Object.assign(server.browser(), { cookie })

async function enrolling(): Promise<Browser> {
  await confirm(ada)
  const body = { email: `new-${++people}@example.org`, displayName: 'New' }
  const { invitation } = await ada.browser.call(users.createUser, { body })
  const browser = server.browser()
  await browser.call(signIn.acceptInvitation, { body: { token: invitation.token } })
  return browser
}

describe('a sign-in that waits for its second step', () => {
  it.each([
    ['till the last second', 10 * minute - 2000, true],
    ['not a moment longer than ten minutes', 10 * minute, false],
  ])('waits %s', async (_what, later, isDone) => {
    const bob = await join()
    const { browser } = await typePassword(server, bob.email)
    server.clock.forward(later)
    const done = giveCode(browser, bob.backupCodes[0] ?? '')
    if (isDone) expect(await done).toMatchObject({ next: { done: true } })
    else await expect(done).rejects.toMatchObject(ended('expired'))
  })

  it('is not prolonged by trying, nor by a clock that is set back and forth', async () => {
    const bob = await join()
    const { browser } = await typePassword(server, bob.email)
    server.clock.forward(9 * minute)
    await expect(giveCode(browser, 'WRNG-WRNG-WRNG-WRNG')).rejects.toMatchObject(failed)
    server.clock.forward(-5 * minute)
    server.clock.forward(6 * minute)
    await expect(giveCode(browser, bob.backupCodes[0] ?? '')).rejects.toMatchObject(ended('expired'))
  })

  const leaving: Record<string, (bob: Person, browser: Browser) => Promise<unknown>> = {
    'the password is typed again': ({ email }, browser) => typePassword(server, email, password, browser),
    'a passkey signs in after all': ({ authenticator }, browser) => signInWith(browser, authenticator),
    'a temporary pass is used': async ({ id, email }, browser) => {
      await confirm(ada)
      const body = { minutes: 30, reason: 'Forgot the app' }
      const { pass } = await ada.browser.call(users.issueTemporaryPass, { params: { id }, body })
      return browser.call(signIn.signInWithTemporaryPass, { body: { email, pass } })
    },
    'an invitation is accepted': async (_bob, browser) => {
      await confirm(ada)
      const body = { email: `new-${++people}@example.org`, displayName: 'New' }
      const { invitation } = await ada.browser.call(users.createUser, { body })
      return browser.call(signIn.acceptInvitation, { body: { token: invitation.token } })
    },
    'its own person signs out': (_bob, browser) => browser.call(session.signOut, {}),
  }
  it.each(Object.entries(leaving))('is over when %s', async (_what, leave) => {
    const bob = await join()
    const { browser } = await typePassword(server, bob.email)
    const before = copyOf(browser)
    await leave(bob, browser)
    await expect(giveCode(before, bob.backupCodes[0] ?? '')).rejects.toMatchObject({
      code: 'session.required',
    })
  })

  it('takes the place of what the browser had before: a session, or an enrolment', async () => {
    const bob = await join()
    for (const browser of [bob.browser, await enrolling()]) {
      const before = copyOf(browser)
      await typePassword(server, bob.email, password, browser)
      await expect(before.call(session.getSession, {})).rejects.toMatchObject(ended('replaced'))
    }
  })

  it('is over for a disabled account', async () => {
    const bob = await join()
    const { browser } = await typePassword(server, bob.email)
    await server.services.db('users').where({ id: bob.id }).update({ status: 'disabled' })
    await expect(giveCode(browser, bob.backupCodes[0] ?? '')).rejects.toMatchObject(ended('account-disabled'))
  })

  it('is completed by nobody else’s codes and apps', async () => {
    const [bob, eve] = [await join(), await join()]
    const app = await giveApp(eve, server)
    await giveApp(bob, server)
    nextCode(server)
    const { browser } = await typePassword(server, bob.email)
    await expect(giveCode(browser, eve.backupCodes[0] ?? '')).rejects.toMatchObject(failed)
    const totp = browser.call(signIn.signInWithTotp, { body: { code: app.code() } })
    await expect(totp).rejects.toMatchObject(failed)
    // Tried in vain on another account, they are as good as before on their own.
    const own = await typePassword(server, eve.email)
    expect(await giveCode(own.browser, eve.backupCodes[0] ?? '')).toMatchObject({ user: { id: eve.id } })
  })

  it('is completed by no app and no key that the account does not have', async () => {
    const bob = await join()
    const { browser } = await typePassword(server, bob.email)
    const totp = browser.call(signIn.signInWithTotp, { body: { code: '123456' } })
    await expect(totp).rejects.toMatchObject(failed)
    await expect(browser.call(signIn.beginSecurityKeySignIn, {})).rejects.toMatchObject({ code: 'conflict' })
  })

  it('does not take over a tap that another one asked for', async () => {
    const bob = await join()
    const key = await giveKey(bob)
    const first = await typePassword(server, bob.email)
    const { challengeId, options } = await first.browser.call(signIn.beginSecurityKeySignIn, {})
    const second = await typePassword(server, bob.email)
    const body = { challengeId, response: key.get(options, aTap) }
    const finish = ({ browser }: typeof first) => browser.call(signIn.finishSecurityKeySignIn, { body })
    await expect(finish(second)).rejects.toMatchObject({ code: 'passkey.rejected' })
    await expect(finish(first)).rejects.toMatchObject({ code: 'passkey.rejected' })
  })
})

describe('a backup code', () => {
  it('that completed a sign-in is used up everywhere', async () => {
    const bob = await join()
    const [code = ''] = bob.backupCodes
    const [one, other] = [await typePassword(server, bob.email), await typePassword(server, bob.email)]
    await giveCode(one.browser, ` ${code.toLowerCase().replaceAll('-', ' ')}`)
    await expect(giveCode(other.browser, code)).rejects.toMatchObject(failed)
    await other.browser.call(session.signOut, {})
    await bob.browser.call(session.confirmPassword, { body: { password } })
    const again = bob.browser.call(session.confirmBackupCode, { body: { code } })
    await expect(again).rejects.toMatchObject(failed)
  })

  it('alone opens nothing on an account with a password, and is not spent by trying', async () => {
    const bob = await join()
    const recover = (backupCode: string, browser = server.browser()) =>
      browser.call(signIn.recover, { body: { email: bob.email, backupCode } })
    const [code = ''] = bob.backupCodes
    await expect(recover(code)).rejects.toMatchObject(failed)
    const { browser } = await typePassword(server, bob.email)
    await giveCode(browser, code)
    await confirm(bob)
    await bob.browser.call(fallback.removePassword, {})
    await expect(recover(code)).rejects.toMatchObject(failed)
    const recovering = server.browser()
    expect(await recover(bob.backupCodes[1] ?? '', recovering)).toMatchObject({ kind: 'enrolment' })
    await register(recovering, authenticatorFor(recovering))
  })

  it.each([1, 2, 3])('completes one of twelve sign-ins that give it fifty times at once (%i)', async () => {
    const bob = await join()
    const browsers: Browser[] = []
    for (let each = 0; each < 12; each++) browsers.push((await typePassword(server, bob.email)).browser)
    const [code = ''] = bob.backupCodes
    const ends = await Promise.allSettled(
      Array.from({ length: 50 }, (_, each) =>
        giveCode(copyOf(browsers[each % 12] ?? server.browser()), code),
      ),
    )
    expect(ends.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  })
})
