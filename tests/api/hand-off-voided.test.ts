import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as contract from '../../shared/contract/hand-off.ts'
import * as lost from '../../shared/contract/lost-device.ts'
import * as methods from '../../shared/contract/methods.ts'
import * as session from '../../shared/contract/session.ts'
import * as users from '../../shared/contract/users.ts'
import { forgetAttempts } from '../support/attempts.ts'
import type { Browser } from '../support/browser.ts'
import { appWaiting, approve, redeem } from '../support/hand-off.ts'
import {
  authenticatorFor,
  confirm,
  invite,
  register,
  setUpAdministrator,
  signInWith,
  type Person,
} from '../support/people.ts'
import { everyRow, newestEntry } from '../support/rows.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

let server: TestServer
let ada: Person

beforeAll(async () => {
  server = await startTestServer()
  ada = await setUpAdministrator(server)
})
afterAll(() => server.close())

let people = 0
const someone = () => invite(server, ada, { email: `person-${++people}@example.org` })
const why = { reason: 'Laptop stolen', ticket: 'HD-17' }

const passkeysOf = async ({ browser }: Person) =>
  (await browser.call(methods.getMethods, {})).passkeys.map(({ id }) => id)

type Taking = (bob: Person, passkeyId: string) => Promise<unknown>

const byAda = (act: (ada: Browser, params: { id: string; pid: string }) => Promise<unknown>): Taking => {
  return async (bob, pid) => {
    await confirm(ada)
    await act(ada.browser, { id: bob.id, pid })
  }
}

const takings: Record<string, Taking> = {
  'the account is disabled': byAda((desk, { id }) =>
    desk.call(users.disableUser, { params: { id }, body: why }),
  ),
  'the account is disabled and enabled again': byAda(async (desk, { id }) => {
    await desk.call(users.disableUser, { params: { id }, body: why })
    await desk.call(users.enableUser, { params: { id }, body: {} })
  }),
  'the passkey is revoked': byAda((desk, params) =>
    desk.call(users.revokeUserPasskey, { params, body: why }),
  ),
  'the passkey is suspended': byAda((desk, params) =>
    desk.call(lost.suspendUserPasskey, { params, body: why }),
  ),
  'the passkey is suspended and restored': byAda(async (desk, params) => {
    await desk.call(lost.suspendUserPasskey, { params, body: why })
    await desk.call(lost.restoreUserPasskey, { params, body: why })
  }),
  'the device is lost': byAda((desk, { id, pid }) =>
    desk.call(lost.loseDevice, { params: { id }, body: { ...why, passkeyIds: [pid] } }),
  ),
  'the sessions are ended from the console': byAda((desk, { id }) =>
    desk.call(lost.endUserSessions, { params: { id }, body: why }),
  ),
  'another passkey of the same person is revoked': async (bob) => {
    const other = authenticatorFor(bob.browser)
    const { passkey } = await register(bob.browser, other)
    return byAda((desk, params) => desk.call(users.revokeUserPasskey, { params, body: why }))(bob, passkey.id)
  },
  'the browser signs out': ({ browser }) => browser.call(session.signOut, {}),
  'that session is ended from another one': async ({ browser, authenticator }) => {
    const other = server.browser()
    await signInWith(other, authenticator)
    const { items } = await other.call(methods.getMySessions, {})
    await other.call(methods.endMyOtherSessions, {})
    expect(items).toHaveLength(2)
    await expect(browser.call(session.getSession, {})).rejects.toMatchObject({ code: 'session.required' })
  },
}

describe('a code is worth nothing once', () => {
  it.each(Object.entries(takings))('%s', async (_what, take) => {
    await forgetAttempts(server)
    const bob = await someone()
    const [passkeyId = ''] = await passkeysOf(bob)
    const waiting = appWaiting()
    const code = await approve(bob.browser, waiting)
    await take(bob, passkeyId)
    const app = server.browser()
    await expect(redeem(app, waiting, code)).rejects.toMatchObject({ code: 'sign-in.failed' })
    expect(await newestEntry(server.services.db, bob.id)).toMatchObject({ action: 'hand-off.refused' })
    await expect(app.call(session.getSession, {})).rejects.toMatchObject({ code: 'session.required' })
  })
})

describe('what a code has opened', () => {
  it.each([
    'the passkey is revoked',
    'the passkey is suspended',
    'the account is disabled',
    'the device is lost',
  ])('ends when %s', async (what) => {
    const bob = await someone()
    const [passkeyId = ''] = await passkeysOf(bob)
    const waiting = appWaiting()
    const app = server.browser()
    await redeem(app, waiting, await approve(bob.browser, waiting))
    await takings[what]?.(bob, passkeyId)
    await expect(app.call(session.getSession, {})).rejects.toMatchObject({ code: 'session.required' })
  })

  it('outlives the browser signing out', async () => {
    const bob = await someone()
    const waiting = appWaiting()
    const app = server.browser()
    await redeem(app, waiting, await approve(bob.browser, waiting))
    await bob.browser.call(session.signOut, {})
    expect(await app.call(session.getSession, {})).toMatchObject({ kind: 'full' })
  })
})

describe('allowing the app', () => {
  const odd = 'A'.repeat(43)
  const at = (rest: string) => `http://127.0.0.1${rest}`
  const addresses = [
    ['https', `https://127.0.0.1:5000/cb/${odd}`],
    ['a name', `http://localhost:5000/cb/${odd}`],
    ['another host', `http://evil.example:5000/cb/${odd}`],
    ['credentials', `http://127.0.0.1:5000@evil.example/cb/${odd}`],
    ['credentials of its own', `http://user@127.0.0.1:5000/cb/${odd}`],
    ['an address of another form', `http://127.1:5000/cb/${odd}`],
    ['IPv6', `http://[::1]:5000/cb/${odd}`],
    ['no port', at(`/cb/${odd}`)],
    ['port 0', at(`:0/cb/${odd}`)],
    ['a port with a zero in front', at(`:05000/cb/${odd}`)],
    ['a port that is none', at(`:65536/cb/${odd}`)],
    ['another path', at(`:5000/callback/${odd}`)],
    ['a way up', at(`:5000/cb/../${odd}`)],
    ['more path', at(`:5000/cb/${odd}/more`)],
    ['42 characters', at(`:5000/cb/${odd.slice(1)}`)],
    ['44 characters', at(`:5000/cb/${odd}A`)],
    ['other characters', at(`:5000/cb/${odd.slice(1)}%`)],
    ['a query', at(`:5000/cb/${odd}?code=mine`)],
    ['a fragment', at(`:5000/cb/${odd}#code=mine`)],
    ['a line break', `${at(`:5000/cb/${odd}`)}\n`],
    ['a scheme that runs', `javascript:alert(1)//${at(`:5000/cb/${odd}`)}`],
    ['a custom scheme', `weftid://127.0.0.1:5000/cb/${odd}`],
  ] as const

  it.each(addresses)('is refused with %s in the address', async (_what, redirectUri) => {
    const body = JSON.stringify({ ...appWaiting().request, redirectUri })
    await confirm(ada)
    const before = (await everyRow(server.services.db))['hand_offs']
    const answer = await ada.browser.send({ method: 'post', path: contract.approveHandOff.path, body })
    expect(answer.status).toBe(400)
    expect((await everyRow(server.services.db))['hand_offs']).toEqual(before)
  })

  it.each(['challenge', 'state'] as const)('is refused with a %s that is not 32 bytes', async (field) => {
    await confirm(ada)
    for (const wrong of ['', 'A'.repeat(42), 'A'.repeat(44), `${'A'.repeat(42)}=`, `${'A'.repeat(42)}+`]) {
      const body = { ...appWaiting().request, [field]: wrong }
      await expect(ada.browser.call(contract.approveHandOff, { body })).rejects.toMatchObject({
        code: 'input.invalid',
      })
    }
  })

  it('wants a passkey from the last five minutes of whoever has one', async () => {
    const bob = await someone()
    server.clock.forward(5 * 60_000)
    await expect(approve(bob.browser, appWaiting())).rejects.toMatchObject({ code: 'fresh.required' })
  })

  it('is nothing that a session can do that has yet to register a passkey', async () => {
    await confirm(ada)
    const displayName = 'New'
    const made = await ada.browser.call(users.createUser, { body: { email: 'new@example.org', displayName } })
    const browser = server.browser()
    const { token } = made.invitation
    await browser.send({ method: 'post', path: '/invitations/accept', body: JSON.stringify({ token }) })
    await expect(approve(browser, appWaiting())).rejects.toMatchObject({ code: 'enrolment.only' })
  })
})
