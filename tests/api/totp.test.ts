import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as session from '../../shared/contract/session.ts'
import * as signIn from '../../shared/contract/sign-in.ts'
import { invite, setUpAdministrator, type Person } from '../support/people.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { giveApp, givePassword, password, typePassword } from '../support/two-step.ts'

const minute = 60_000
const failed = { code: 'sign-in.failed' }

let server: TestServer
let ada: Person
let people = 0

beforeAll(async () => {
  server = await startTestServer()
  ada = await setUpAdministrator(server)
})
afterAll(() => server.close())

const join = () => invite(server, ada, { email: `person-${++people}@example.org` })

/** Somebody with a password and an app, whose first code was used up a while ago. */
async function withApp() {
  const person = await join()
  await givePassword(person)
  const app = await giveApp(person, server)
  server.clock.forward(5 * minute)
  return { ...person, app }
}

const give = async ({ email }: Pick<Person, 'email'>, code: string) => {
  const { browser } = await typePassword(server, email)
  return browser.call(signIn.signInWithTotp, { body: { code } })
}
const isIn = { next: { done: true } }

/** To the middle of a time step, so that no test runs over its edge. */
const settle = () => {
  server.clock.forward(45_000 - (server.clock.now().getTime() % 30_000))
}

describe('a code of the app', () => {
  it.each([-1, 0, 1])('is right %i steps from now', async (stepsAway) => {
    const bob = await withApp()
    settle()
    expect(await give(bob, bob.app.code(stepsAway))).toMatchObject(isIn)
  })

  it.each([-2, 2, -20, 20])('is wrong %i steps from now', async (stepsAway) => {
    const bob = await withApp()
    settle()
    await expect(give(bob, bob.app.code(stepsAway))).rejects.toMatchObject(failed)
  })

  it('may be typed with spaces, and is nothing else than six digits', async () => {
    const bob = await withApp()
    const { browser } = await typePassword(server, bob.email)
    for (const code of ['', '12345', '1234567', 'abcdef', '12345a', '+12345', '1e5000', '١٢٣٤٥٦'])
      await expect(browser.call(signIn.signInWithTotp, { body: { code } })).rejects.toMatchObject({
        code: 'input.invalid',
      })
    const code = bob.app.code().replace(/(...)/g, ' $1 ')
    expect(await browser.call(signIn.signInWithTotp, { body: { code } })).toMatchObject(isIn)
  })

  it('is right once, and so are all before it', async () => {
    const bob = await withApp()
    settle()
    const [earlier, now, later] = [bob.app.code(-1), bob.app.code(0), bob.app.code(1)]
    await give(bob, now)
    await expect(give(bob, now)).rejects.toMatchObject(failed)
    await expect(give(bob, earlier)).rejects.toMatchObject(failed)
    await give(bob, later)
    for (const code of [earlier, now, later]) await expect(give(bob, code)).rejects.toMatchObject(failed)
  })

  it('that was given to confirm is used up for signing in, and the other way round', async () => {
    const bob = await withApp()
    settle()
    const toConfirm = async (code: string) => {
      await bob.browser.call(session.confirmPassword, { body: { password } })
      return bob.browser.call(session.confirmTotp, { body: { code } })
    }
    const [first, second] = [bob.app.code(0), bob.app.code(1)]
    expect(await toConfirm(first)).toMatchObject({ freshLevel: 1 })
    await expect(give(bob, first)).rejects.toMatchObject(failed)
    await give(bob, second)
    await expect(toConfirm(second)).rejects.toMatchObject(failed)
  })

  it('that set the app up is used up', async () => {
    const bob = await join()
    await givePassword(bob)
    settle()
    const app = await giveApp(bob, server)
    await expect(give(bob, app.code(0))).rejects.toMatchObject(failed)
    await expect(give(bob, app.code(-1))).rejects.toMatchObject(failed)
    expect(await give(bob, app.code(1))).toMatchObject(isIn)
  })

  it('does not come back to life with a clock that is set back', async () => {
    const bob = await withApp()
    settle()
    const used = bob.app.code()
    await give(bob, used)
    for (const back of [30_000, 2 * minute, 60 * minute]) {
      server.clock.forward(-back)
      await expect(give(bob, used)).rejects.toMatchObject(failed)
      await expect(give(bob, bob.app.code())).rejects.toMatchObject(failed)
      server.clock.forward(back)
    }
    expect(await give(bob, bob.app.code(1))).toMatchObject(isIn)
  })

  it('of somebody else’s app is wrong', async () => {
    const [bob, eve] = [await withApp(), await withApp()]
    await expect(give(bob, eve.app.code())).rejects.toMatchObject(failed)
  })
})
