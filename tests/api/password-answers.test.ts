import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as signIn from '../../shared/contract/sign-in.ts'
import * as users from '../../shared/contract/users.ts'
import type { Answer } from '../support/browser.ts'
import { confirm, invite, setUpAdministrator, type Person } from '../support/people.ts'
import { problemOf } from '../support/problems.ts'
import { newestEntry } from '../support/rows.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { givePassword, password } from '../support/two-step.ts'

let server: TestServer
let people: Record<'wrong' | 'none' | 'disabled' | 'promoted' | 'admin' | 'nothingLeft', Person>

beforeAll(async () => {
  server = await startTestServer()
  const admin = await setUpAdministrator(server)
  const join = (name: string) => invite(server, admin, { email: `${name}@example.org` })
  const withPassword = async (name: string) => {
    const person = await join(name)
    await givePassword(person)
    return person
  }
  people = {
    admin,
    wrong: await withPassword('wrong'),
    none: await join('none'),
    disabled: await withPassword('disabled'),
    promoted: await withPassword('promoted'),
    nothingLeft: await withPassword('nothing-left'),
  }
  const { db } = server.services
  await db('users').where({ id: people.disabled.id }).update({ status: 'disabled' })
  await db('users').where({ id: people.promoted.id }).update({ role: 'helpdesk' })
  await db('backup_codes').where({ user_id: people.nothingLeft.id }).delete()
  await confirm(admin)
  await admin.browser.call(users.createUser, { body: { email: 'invited@example.org', displayName: 'New' } })
})
afterAll(() => server.close())

const type = (email: string, value: string) =>
  server.browser().send({
    method: 'post',
    path: signIn.signInWithPassword.path,
    body: JSON.stringify({ email, password: value }),
  })

/** All of an answer that is not new in each. */
function seen({ status, headers, text }: Answer) {
  const { date, 'x-request-id': requestId, ...rest } = headers
  expect(typeof date).toBe('string')
  return { status, rest, text: text.replace(String(requestId), '') }
}

describe('a password that does not let in', () => {
  it('gets one answer, whatever is the matter', async () => {
    const tries: [string, string][] = [
      ['nobody@example.org', password],
      ['invited@example.org', password],
      [people.wrong.email, 'not the right one'],
      [people.wrong.email, `${password} `],
      [people.none.email, password],
      [people.disabled.email, password],
      [people.promoted.email, password],
      [people.admin.email, password],
      [people.nothingLeft.email, 'not the right one'],
      [people.wrong.email, 'x'],
      [people.wrong.email, 'x'.repeat(1000)],
    ]
    const answers = []
    for (const [email, value] of tries) answers.push(await type(email, value))
    for (const answer of answers) {
      expect(problemOf(answer)).toMatchObject({ status: 401, code: 'sign-in.failed' })
      expect(answer.headers).not.toHaveProperty('set-cookie')
      expect(seen(answer)).toEqual(seen(answers[0] ?? answer))
    }
  })

  it('is on the record of whom it was tried on, and counted for a stranger', async () => {
    const { db } = server.services
    for (const name of ['wrong', 'none', 'disabled', 'promoted', 'admin'] as const) {
      await type(people[name].email, 'not the right one')
      expect(await newestEntry(db, people[name].id)).toMatchObject({
        action: 'sign-in.failed',
        reason: 'password-wrong',
        actor_id: null,
      })
    }
    const counted = () => db('failure_counts').where('scope', 'like', 'source:%').sum({ sum: 'count' })
    const [before] = await counted()
    const entries = await db('audit').count({ count: '*' })
    await type('nobody@example.org', password)
    expect(await counted()).toEqual([{ sum: Number(before?.sum) + 1 }])
    expect(await db('audit').count({ count: '*' })).toEqual(entries)
  })

  it('leaves the session alone that the browser had', async () => {
    const { browser } = people.none
    const { cookie } = browser
    const body = { email: people.wrong.email, password: 'not the right one' }
    await expect(browser.call(signIn.signInWithPassword, { body })).rejects.toMatchObject({
      code: 'sign-in.failed',
    })
    expect(browser.cookie).toBe(cookie)
  })
})

describe('a right password where nothing is left to complete it', () => {
  it('opens nothing, and says whom to ask', async () => {
    const answer = await type(people.nothingLeft.email, password)
    expect(problemOf(answer)).toMatchObject({
      code: 'sign-in.failed',
      detail: expect.stringContaining('temporary pass') as string,
    })
    expect(answer.headers).not.toHaveProperty('set-cookie')
    expect(await newestEntry(server.services.db, people.nothingLeft.id)).toMatchObject({
      reason: 'no-second-step',
    })
  })
})
