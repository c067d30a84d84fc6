import { beforeEach, describe, expect, it } from 'vitest'
import * as session from '../../shared/contract/session.ts'
import * as users from '../../shared/contract/users.ts'
import { atOnce, forgetAttempts } from '../support/attempts.ts'
import { consoleScene, isSignedIn, onlyPasskey, why } from '../support/console-scene.ts'
import { databases } from '../support/databases.ts'
import { appWaiting, approve, redeem } from '../support/hand-off.ts'
import { confirm } from '../support/people.ts'

const rounds = 8

describe.each(Object.entries(databases))('a code that is brought, on %s,', (_name, open) => {
  const { present, join } = consoleScene(open)
  beforeEach(() => forgetAttempts(present().server))

  /** A browser at one of the two processes, in turn. */
  const door = (round: number) => (round % 2 === 0 ? present().server : present().other).browser()

  it('by forty at the same moment, at two processes, is good once', async () => {
    const bob = await join()
    const waiting = appWaiting()
    const code = await approve(bob.browser, waiting)
    const apps = await atOnce(40, async (round) => {
      const app = door(round)
      await redeem(app, waiting, code).catch(() => undefined)
      return app
    })
    expect(apps.filter(({ cookie }) => cookie !== '')).toHaveLength(1)
    const actions = await present().db('audit').where({ target_id: bob.id, action: 'hand-off.redeemed' })
    expect(actions).toHaveLength(1)
    // Whoever came second had the same code: what it opened is over.
    expect(await isSignedIn(apps.find(({ cookie }) => cookie !== '') ?? door(0))).toBe(false)
  })

  it('while the passkey is being revoked, leaves nobody in', async () => {
    for (let round = 0; round < rounds; round++) {
      await forgetAttempts(present().server)
      const bob = await join()
      const params = { id: bob.id, pid: await onlyPasskey(bob) }
      const waiting = appWaiting()
      const code = await approve(bob.browser, waiting)
      await confirm(present().ada)
      const app = door(round)
      const opening = redeem(app, waiting, code).catch(() => undefined)
      const revoking = present().ada.browser.call(users.revokeUserPasskey, { params, body: why })
      await Promise.all([opening, revoking])
      expect(await isSignedIn(app)).toBe(false)
    }
  })

  it('while the browser signs out, either came first or opens nothing', async () => {
    for (let round = 0; round < rounds; round++) {
      await forgetAttempts(present().server)
      const bob = await join()
      const waiting = appWaiting()
      const code = await approve(bob.browser, waiting)
      const app = door(round)
      const [opened] = await Promise.allSettled([
        redeem(app, waiting, code),
        bob.browser.call(session.signOut, {}),
      ])
      expect(await isSignedIn(app)).toBe(opened.status === 'fulfilled')
      expect(await isSignedIn(bob.browser)).toBe(false)
    }
  })
})
