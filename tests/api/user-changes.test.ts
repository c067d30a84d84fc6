import { beforeEach, describe, expect, it } from 'vitest'
import * as lost from '../../shared/contract/lost-device.ts'
import * as methods from '../../shared/contract/methods.ts'
import type { Role } from '../../shared/contract/roles.ts'
import * as signIn from '../../shared/contract/sign-in.ts'
import * as users from '../../shared/contract/users.ts'
import { consoleScene, isSignedIn, onlyPasskey, why } from '../support/console-scene.ts'
import { databases } from '../support/databases.ts'
import { openEvents } from '../support/event-reader.ts'
import { authenticatorFor, confirm, register, signInWith, type Person } from '../support/people.ts'
import { newestEntry } from '../support/rows.ts'
import { givePassword, typePassword } from '../support/two-step.ts'

describe.each(Object.entries(databases))('changing people, on %s,', (_name, open) => {
  const { present, join, mark, entriesSince, mailsTo } = consoleScene(open)
  beforeEach(() => confirm(present().ada))

  const change = ({ id }: Person, body: { email?: string; displayName?: string; role?: Role }) =>
    present().ada.browser.call(users.changeUser, { params: { id }, body })
  const disable = ({ id }: Person) =>
    present().ada.browser.call(users.disableUser, { params: { id }, body: why })
  const enable = ({ id }: Person) =>
    present().ada.browser.call(users.enableUser, { params: { id }, body: { reason: 'Back' } })
  const kinds = async (person: Pick<Person, 'email'>) => (await mailsTo(person)).map(({ kind }) => kind)

  it('says what it was and what it is, to the address it was, and nothing for nothing', async () => {
    const { db } = present()
    const bob = await join()
    const { user } = await change(bob, {
      email: 'Robert@Example.org',
      displayName: 'Robert "; role "user" to "admin',
    })
    expect(user).toMatchObject({ email: 'Robert@Example.org', role: 'user' })
    expect(await newestEntry(db, bob.id)).toMatchObject({
      action: 'user.changed',
      actor_id: present().ada.id,
      reason:
        `e-mail "${bob.email}" to "Robert@Example.org"; ` +
        `name "${bob.email.split('@')[0] ?? ''}" to "Robert \\"; role \\"user\\" to \\"admin"`,
    })
    expect(await kinds(bob)).toContain('user.changed')
    expect(await kinds({ email: 'Robert@Example.org' })).not.toContain('user.changed')
    const before = await mark()
    await change(bob, { email: 'Robert@Example.org', role: 'user' })
    await change(bob, {})
    expect(await entriesSince(before)).toEqual([])
    await change(bob, { email: 'robert@example.org' })
    expect(await entriesSince(before)).toHaveLength(1)
    await change(bob, { email: bob.email, displayName: 'Bob' })
  })

  it('takes no e-mail that is another’s, however it is written', async () => {
    const [bob, eve] = [await join(), await join()]
    const before = await mark()
    for (const email of [eve.email, eve.email.toUpperCase(), ` ${eve.email} `, eve.email.replace('p', 'ｐ')])
      await expect(change(bob, { email })).rejects.toMatchObject({
        code: 'conflict',
        problem: { fields: { email: 'There is already an account with this e-mail.' } },
      })
    expect(await entriesSince(before)).toEqual([])
  })

  it('gives an e-mail once, to whoever is first, from two processes', async () => {
    const { ada, db, other } = present()
    for (let round = 0; round < 15; round++) {
      const [bob, eve] = [await join(), await join()]
      await confirm(ada)
      const there = other.browser(ada.browser)
      const email = `wanted-${round}@example.org`
      const tries = await Promise.allSettled([
        change(bob, { email }),
        there.call(users.changeUser, { params: { id: eve.id }, body: { email: email.toUpperCase() } }),
        ada.browser.call(users.createUser, { body: { email, displayName: 'New' } }),
        there.call(users.createUser, { body: { email, displayName: 'New' } }),
      ])
      expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
      for (const each of tries)
        if (each.status === 'rejected') expect(each.reason).toMatchObject({ code: 'conflict' })
      expect(await db('users').where({ email_canonical: email })).toHaveLength(1)
    }
  })

  it('disables: sessions end, and what could open another is void, until enabled', async () => {
    const { ada, server, db } = present()
    const bob = await join()
    await givePassword(bob)
    const { browser: pending } = await typePassword(server, bob.email)
    const params = { id: bob.id }
    const body = { minutes: 60, ...why }
    const enrolling = server.browser()
    const { pass } = await ada.browser.call(users.issueTemporaryPass, { params, body })
    await enrolling.call(signIn.signInWithTemporaryPass, { body: { email: bob.email, pass } })
    const open = await ada.browser.call(users.issueTemporaryPass, { params, body })
    const stream = await openEvents(server, bob.browser)
    const { sessionsEnded, user } = await disable(bob)
    expect([sessionsEnded, user.status]).toEqual([3, 'disabled'])
    await stream.ended
    expect(stream.events().at(-1)?.event).toEqual({ type: 'session.ended', reason: 'account-disabled' })
    await expect(bob.browser.call(methods.getMethods, {})).rejects.toMatchObject({
      problem: { reason: 'account-disabled' },
    })
    for (const browser of [pending, enrolling]) expect(await isSignedIn(browser)).toBe(false)
    await expect(signInWith(server.browser(), bob.authenticator)).rejects.toMatchObject({
      code: 'passkey.rejected',
    })
    await expect(typePassword(server, bob.email)).rejects.toMatchObject({ code: 'sign-in.failed' })
    const redeem = { body: { email: bob.email, pass: open.pass } }
    await expect(server.browser().call(signIn.signInWithTemporaryPass, redeem)).rejects.toMatchObject({
      code: 'sign-in.failed',
    })
    await expect(ada.browser.call(users.issueTemporaryPass, { params, body })).rejects.toMatchObject({
      code: 'conflict',
    })
    await expect(ada.browser.call(users.inviteAgain, { params })).rejects.toMatchObject({ code: 'conflict' })
    const before = await mark()
    expect((await disable(bob)).sessionsEnded).toBe(0)
    expect(await entriesSince(before)).toEqual([])
    expect((await enable(bob)).user.status).toBe('active')
    expect((await enable(bob)).user.status).toBe('active')
    expect((await entriesSince(before)).map(({ action }) => action)).toEqual(['user.enabled'])
    for (const browser of [bob.browser, pending, enrolling]) expect(await isSignedIn(browser)).toBe(false)
    await expect(server.browser().call(signIn.signInWithTemporaryPass, redeem)).rejects.toMatchObject({
      code: 'sign-in.failed',
    })
    await signInWith(bob.browser, bob.authenticator)
    expect(await kinds(bob)).toEqual(expect.arrayContaining(['user.disabled', 'user.enabled']))
    await db('throttles').delete()
  })

  it('voids the invitation of somebody disabled, who is invited again once enabled', async () => {
    const { ada, server } = present()
    const body = { email: 'invited@example.org', displayName: 'Invited' }
    const { user, invitation } = await ada.browser.call(users.createUser, { body })
    const params = { id: user.id }
    await ada.browser.call(users.disableUser, { params, body: why })
    const accept = { body: { token: invitation.token } }
    await expect(server.browser().call(signIn.acceptInvitation, accept)).rejects.toMatchObject({
      code: 'sign-in.failed',
    })
    expect((await ada.browser.call(users.enableUser, { params, body: {} })).user.status).toBe('invited')
    await expect(server.browser().call(signIn.acceptInvitation, accept)).rejects.toMatchObject({
      code: 'sign-in.failed',
    })
    const again = await ada.browser.call(users.inviteAgain, { params })
    await server.browser().call(signIn.acceptInvitation, { body: { token: again.invitation.token } })
  })

  it('leaves no session of a sign-in that was under way when the account was disabled', async () => {
    const { db, server, other } = present()
    const bob = await join()
    for (let round = 0; round < 25; round++) {
      await confirm(present().ada)
      const browser = round % 2 ? server.browser() : other.browser()
      await Promise.allSettled([disable(bob), signInWith(browser, bob.authenticator)])
      await enable(bob)
      expect(await isSignedIn(browser)).toBe(false)
      expect(await db('sessions').where({ user_id: bob.id }).whereNull('ended_at')).toEqual([])
    }
  })

  it('reminds whoever has no passkey, one, or one model only, each by one mail, and passes over the others', async () => {
    const { ada, db } = present()
    const [one, two, none, disabled] = [await join(), await join(), await join(), await join()]
    await register(two.browser, authenticatorFor(two.browser))
    const alike = await join()
    const aaguid = '11111111-1111-4111-8111-111111111111'
    const first = { id: alike.id, pid: await onlyPasskey(alike) }
    await register(alike.browser, authenticatorFor(alike.browser, { aaguid }))
    await register(alike.browser, authenticatorFor(alike.browser, { aaguid }))
    await ada.browser.call(users.revokeUserPasskey, { params: first, body: why })
    const passkeyIds = [await onlyPasskey(none)]
    await confirm(ada)
    await ada.browser.call(lost.loseDevice, { params: { id: none.id }, body: { ...why, passkeyIds } })
    await disable(disabled)
    const all = [one, two, none, disabled, alike]
    const before = await mark()
    const userIds = [...all, ...all, ada].map(({ id }) => id)
    expect(await ada.browser.call(users.remindUsers, { body: { userIds } })).toEqual({ reminded: 3 })
    const entries = await entriesSince(before)
    expect(entries.map(({ action, target_id, count }) => [action, target_id, count]).sort()).toEqual(
      [
        ['user.reminded', one.id, 1],
        ['user.reminded', none.id, 0],
        ['user.reminded', alike.id, 2],
      ].sort(),
    )
    for (const person of [one, none, alike])
      expect((await kinds(person)).filter((kind) => kind === 'user.reminded')).toHaveLength(1)
    for (const person of [two, disabled, ada]) expect(await kinds(person)).not.toContain('user.reminded')
    const unknown = { body: { userIds: [one.id, 'nobody'] } }
    await expect(ada.browser.call(users.remindUsers, unknown)).rejects.toMatchObject({ code: 'not-found' })
    expect(await db('audit').where({ action: 'user.reminded', target_id: one.id })).toHaveLength(1)
  })
})
