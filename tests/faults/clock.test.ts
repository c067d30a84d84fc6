import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { tidy } from '../../server/housekeeping.ts'
import * as lost from '../../shared/contract/lost-device.ts'
import * as methods from '../../shared/contract/methods.ts'
import * as signIn from '../../shared/contract/sign-in.ts'
import type { Browser } from '../support/browser.ts'
import { databases } from '../support/databases.ts'
import { confirm, invite, setUpAdministrator, signInWith, type Person } from '../support/people.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { expectInvariants } from './support/invariants.ts'
import { tell } from './support/tell.ts'

const day = 24 * 60 * 60_000
const why = { reason: 'Lost', ticket: 'T-1' }

describe.each(Object.entries(databases))(
  'a server on %s whose clock jumps a day on and back',
  (name, open) => {
    let server: TestServer
    let stopDatabase: () => Promise<void>
    let ada: Person
    let people = 0

    beforeAll(async () => {
      const { environment, stop } = await open()
      stopDatabase = stop
      server = await startTestServer(environment)
      ada = await setUpAdministrator(server)
    })
    afterAll(async () => {
      await server.close()
      await stopDatabase()
    })

    const join = () => invite(server, ada, { email: `person-${++people}@example.org` })

    /** What is given once, and what it takes to give it again. */
    async function thingsToSpend() {
      const [spender, late, lost1, away] = [await join(), await join(), await join(), await join()]
      const begin = () => server.browser().call(signIn.beginPasskeySignIn, { body: {} })
      const answerOf = async ({ authenticator }: Person) => {
        const { challengeId, options } = await begin()
        return { challengeId, response: authenticator.get(options) }
      }
      const [used, unused] = [await answerOf(spender), await answerOf(spender)]
      await server.browser().call(signIn.finishPasskeySignIn, { body: used })
      const code = { email: late.email, backupCode: late.backupCodes[0] ?? '' }
      await server.browser().call(signIn.recover, { body: code })
      await confirm(ada)
      const pass = await giveUp(lost1)
      await suspendForAnHour(away)
      const again: Record<string, (browser: Browser) => Promise<unknown>> = {
        'a challenge that was used': (browser) => browser.call(signIn.finishPasskeySignIn, { body: used }),
        'a challenge that ran out': (browser) => browser.call(signIn.finishPasskeySignIn, { body: unused }),
        'a backup code that was used': (browser) => browser.call(signIn.recover, { body: code }),
        'a revoked passkey': (browser) => signInWith(browser, lost1.authenticator),
        'a passkey whose suspension ran out': (browser) => signInWith(browser, away.authenticator),
        'a temporary pass that was used': (browser) =>
          browser.call(signIn.signInWithTemporaryPass, { body: { email: lost1.email, pass } }),
      }
      return again
    }

    async function giveUp({ id, email, browser }: Person): Promise<string> {
      const [passkey] = (await browser.call(methods.getMethods, {})).passkeys
      const body = { ...why, passkeyIds: [passkey?.id ?? ''], temporaryPassMinutes: 60 }
      const { temporaryPass } = await ada.browser.call(lost.loseDevice, { params: { id }, body })
      const pass = temporaryPass?.pass ?? ''
      await server.browser().call(signIn.signInWithTemporaryPass, { body: { email, pass } })
      return pass
    }

    async function suspendForAnHour({ id, browser }: Person): Promise<void> {
      const [passkey] = (await browser.call(methods.getMethods, {})).passkeys
      const until = new Date(server.clock.now().getTime() + day / 24).toISOString()
      const params = { id, pid: passkey?.id ?? '' }
      await ada.browser.call(lost.suspendUserPasskey, { params, body: { ...why, until } })
    }

    async function expectAllRefused(again: Awaited<ReturnType<typeof thingsToSpend>>): Promise<void> {
      for (const [what, act] of Object.entries(again))
        await expect(act(server.browser()), what).rejects.toMatchObject({
          code: /^(passkey\.rejected|sign-in\.failed)$/,
        })
    }

    /** Until the time it had reached, a clock that was set back lets in nobody new, and the log says until when. */
    async function expectSignIns(areTaken: boolean): Promise<void> {
      const tried = signInWith(server.browser(), ada.authenticator)
      if (areTaken) await tried
      else await expect(tried).rejects.toMatchObject({ code: 'passkey.rejected' })
      if (!areTaken) expect(server.log()).toContain('the clock was set back')
    }

    it('spends nothing twice, revives nothing, and is the same again at the time it had reached', async () => {
      const again = await thingsToSpend()
      const jumps = [day, -day, 0, day * 2, -day, day + day / 24]
      let [offset, furthest] = [0, 0]
      for (const jump of jumps) {
        server.clock.forward(jump)
        offset += jump
        furthest = Math.max(furthest, offset)
        await tidy(server.services)
        await expectAllRefused(again)
        await expectSignIns(offset === furthest)
      }
      tell(`the clock on ${name}`, {
        ...{ jumps: jumps.length, 'tried again each time': Object.keys(again).length, revived: 0 },
      })
      expect(server.log()).not.toContain('"level":50')
      await expectInvariants(server.services)
    })
  },
)
