import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join as joinPath } from 'node:path'
import { setTimeout as after } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as fallback from '../../shared/contract/fallback.ts'
import * as methods from '../../shared/contract/methods.ts'
import * as session from '../../shared/contract/session.ts'
import * as signIn from '../../shared/contract/sign-in.ts'
import type { Browser } from '../support/browser.ts'
import { databases } from '../support/databases.ts'
import { authenticatorFor, invite, register, setUpAdministrator, type Person } from '../support/people.ts'
import { startProcess, type ServerProcess } from '../support/server-process.ts'
import { aTap, appWith, giveApp, giveKey, givePassword, password, typePassword } from '../support/two-step.ts'

const clock = { clock: { now: () => new Date(), forward: () => undefined } }
const failed = { code: 'sign-in.failed' }
const rejected = { code: 'passkey.rejected' }

/** The second half of something, to be done after the server has died and come back. */
type Rest = () => Promise<void>

describe.each(Object.entries(databases))('a server on %s that is killed between two steps', (_name, open) => {
  let stopDatabase: () => Promise<void>
  let environment: Record<string, string>
  let folder: string
  let server: ServerProcess
  let ada: Person
  let people = 0
  const rests: Record<string, Rest> = {}

  const start = (port: string) =>
    startProcess({ WEFTID_DATA: folder, WEFTID_PORT: port, WEFTID_LOG_LEVEL: 'warn', ...environment })

  async function join() {
    const person = await invite(server, ada, { email: `person-${++people}@example.org` })
    await givePassword(person)
    return person
  }
  const give = (browser: Browser, code = '') => browser.call(signIn.signInWithBackupCode, { body: { code } })
  const isIn = { next: { done: true } }

  // Each does a first half, and answers what is to follow.
  const flows: Record<string, () => Promise<Rest>> = {
    'goes on from the password to a backup code': async () => {
      const bob = await join()
      const { browser } = await typePassword(server, bob.email)
      return async () => {
        expect(await give(browser, bob.backupCodes[0])).toMatchObject(isIn)
        const again = await typePassword(server, bob.email)
        await expect(give(again.browser, bob.backupCodes[0])).rejects.toMatchObject(failed)
      }
    },
    'goes on from the password to a code of the app': async () => {
      const bob = await join()
      const app = await giveApp(bob, clock)
      const used = app.code()
      const { browser } = await typePassword(server, bob.email)
      return async () => {
        const code = (text: string) => browser.call(signIn.signInWithTotp, { body: { code: text } })
        await expect(code(used)).rejects.toMatchObject(failed)
        expect(await code(app.code(1))).toMatchObject(isIn)
      }
    },
    'goes on from being asked for a tap to the tap': async () => {
      const bob = await join()
      const key = await giveKey(bob)
      const { browser } = await typePassword(server, bob.email)
      const { challengeId, options } = await browser.call(signIn.beginSecurityKeySignIn, {})
      return async () => {
        const body = { challengeId, response: key.get(options, aTap) }
        expect(await browser.call(signIn.finishSecurityKeySignIn, { body })).toMatchObject(isIn)
      }
    },
    'remembers a tap that was done': async () => {
      const bob = await join()
      const key = await giveKey(bob)
      const { browser } = await typePassword(server, bob.email)
      const { challengeId, options } = await browser.call(signIn.beginSecurityKeySignIn, {})
      const finish = (response: object) =>
        browser.call(signIn.finishSecurityKeySignIn, { body: { challengeId, response } })
      await expect(finish({})).rejects.toMatchObject({ code: 'input.invalid' })
      return async () => {
        await expect(finish(key.get(options, aTap))).rejects.toMatchObject(rejected)
      }
    },
    'goes on from the password to confirming': async () => {
      const bob = await join()
      await bob.browser.call(session.dropFreshness, {})
      await bob.browser.call(session.confirmPassword, { body: { password } })
      return async () => {
        const body = { code: bob.backupCodes[0] ?? '' }
        expect(await bob.browser.call(session.confirmBackupCode, { body })).toMatchObject({ freshLevel: 2 })
        await expect(bob.browser.call(session.confirmBackupCode, { body })).rejects.toMatchObject({
          code: 'fresh.required',
        })
      }
    },
    'goes on from the secret of an app to its first code': async () => {
      const bob = await join()
      const { secret } = await bob.browser.call(fallback.beginTotp, {})
      return async () => {
        const body = { code: appWith(secret, clock).code() }
        await bob.browser.call(fallback.finishTotp, { body })
        await expect(bob.browser.call(fallback.finishTotp, { body })).rejects.toMatchObject({
          code: 'conflict',
        })
      }
    },
    'goes on from a backup code to a new passkey': async () => {
      const bob = await invite(server, ada, { email: `person-${++people}@example.org` })
      const browser = server.browser()
      const body = { email: bob.email, backupCode: bob.backupCodes[0] ?? '' }
      await browser.call(signIn.recover, { body })
      return async () => {
        await register(browser, authenticatorFor(browser))
        expect(await browser.call(methods.getMethods, {})).toMatchObject({ backupCodes: { remaining: 9 } })
        await expect(server.browser().call(signIn.recover, { body })).rejects.toMatchObject(failed)
      }
    },
    'goes on from being asked for a new passkey to making it': async () => {
      const bob = await join()
      const { challengeId, options } = await bob.browser.call(methods.beginRegistration, { body: {} })
      return async () => {
        const body = { challengeId, response: authenticatorFor(bob.browser).create(options) }
        expect(await bob.browser.call(methods.finishRegistration, { body })).toHaveProperty('passkey')
      }
    },
    'counts on: four wrong codes before, one after': async () => {
      const bob = await join()
      const { browser } = await typePassword(server, bob.email)
      for (let tries = 0; tries < 4; tries++)
        await expect(give(browser, 'WRNG')).rejects.toMatchObject(failed)
      return async () => {
        await expect(give(browser, 'WRNG')).rejects.toMatchObject(failed)
        await expect(give(browser, bob.backupCodes[0])).rejects.toMatchObject({
          problem: { reason: 'tries-used-up' },
        })
      }
    },
  }

  beforeAll(async () => {
    const database = await open()
    stopDatabase = database.stop
    environment = database.environment
    folder = await mkdtemp(joinPath(tmpdir(), 'weftid-restarts-'))
    server = await start('0')
    // Until the pages are built, every start would build them.
    while (!(await fetch(server.origin)).ok) await after(200)
    ada = await setUpAdministrator(server)
    for (const [name, begin] of Object.entries(flows)) rests[name] = await begin()
    server.signal('SIGKILL')
    await server.exited
    server = await start(new URL(server.origin).port)
  }, 120_000)
  afterAll(async () => {
    server.signal('SIGKILL')
    await server.exited
    await stopDatabase()
    await rm(folder, { recursive: true, force: true })
  })

  it.each(Object.keys(flows))('%s', async (name) => {
    await rests[name]?.()
    expect(rests).toHaveProperty([name])
    expect(server.output()).not.toContain('"level":50')
  })
})
