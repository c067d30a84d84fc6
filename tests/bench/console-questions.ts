import * as audit from '../../shared/contract/audit.ts'
import type { CallOf } from '../../shared/contract/endpoint.ts'
import * as fleet from '../../shared/contract/fleet.ts'
import type { User } from '../../shared/contract/user.ts'
import * as users from '../../shared/contract/users.ts'
import type { Browser } from '../support/browser.ts'

type Question = (round: number) => Promise<unknown>
type Ask = NonNullable<CallOf<typeof users.listUsers>['query']>

const known = 100

/** Some of the made-up people, spread over all of them: each has their number in the e-mail. */
export async function someone(browser: Browser, count: number): Promise<User[]> {
  const found: User[] = []
  for (let number = 1; found.length < known; number += Math.floor(count / known)) {
    const { items } = await browser.call(users.listUsers, { query: { search: `.${number}@`, limit: 1 } })
    found.push(...items)
  }
  return found
}

const at = <T>(all: readonly T[], round: number): T => {
  const found = all[round % all.length]
  if (found === undefined) throw new Error('There is nobody to ask about.')
  return found
}

/** What people ask the console, by name: lists, searches, the fleet, the record, a profile. */
export async function questionsOf(browser: Browser, count: number): Promise<Record<string, Question>> {
  const people = await someone(browser, count)
  const list = (query: Ask) => browser.call(users.listUsers, { query })
  // A place of the list, as the server writes it.
  const after = ({ id, email }: User) => Buffer.from(`-${id} ${email}`).toString('base64url')
  const search =
    (...words: string[]) =>
    (round: number) =>
      list({ search: at(words, round) })
  const { items: models } = await browser.call(fleet.listModels, {})
  const [common = '', other = ''] = models.map(({ aaguid }) => aaguid)
  const id = (round: number) => at(people, round).id
  return {
    'list: first page': () => list({}),
    'list: a page somewhere': (round) => list({ cursor: after(at(people, round)) }),
    'list: help desk': () => list({ role: 'helpdesk' }),
    'list: disabled': () => list({ status: 'disabled' }),
    'list: without a passkey': () => list({ passkeys: 'none' }),
    'list: help desk, disabled, one passkey': () =>
      list({ role: 'helpdesk', status: 'disabled', passkeys: 'one' }),
    'list: one device-bound passkey, no codes': () => list({ atRisk: 'one-device-bound-no-codes' }),
    'list: unused for 90 days': () => list({ unusedDays: 90 }),
    'list: unused for 90 days, help desk': () => list({ unusedDays: 90, role: 'helpdesk' }),
    'list: nothing but one model': () => list({ soleModel: other }),
    'list: nothing but one model, disabled': () => list({ soleModel: other, status: 'disabled' }),
    'list: invited': () => list({ invitation: 'pending' }),
    'list: users of a model': () =>
      browser.call(fleet.listModelUsers, { params: { aaguid: common }, query: {} }),
    'list: the record': () => browser.call(audit.listAudit, { query: {} }),
    'list: the record, one action': () =>
      browser.call(audit.listAudit, { query: { action: 'passkey.revoked' } }),
    'list: the record, one person': (round) =>
      browser.call(audit.listAudit, { query: { target: id(round) } }),
    'search: rare': (round) => list({ search: at(people, round).email.slice(2, -8) }),
    'search: common': search('example', 'tanaka', 'schmidt', 'ada', 'an'),
    'search: common, far down the list': search('zoe', 'yusuf', 'xenia', 'zhang'),
    'search: common to a few thousand': search('ada.tanaka', 'zoe weber', 'noor.xu', 'uwe varga'),
    'search: nobody': (round) => list({ search: `quetzal${round}` }),
    'search: one letter or two': search('a', 'z', 'ta', 'xu', 'q'),
    'search: common among help desk': (round) =>
      list({ search: at(['tanaka', 'ada', 'zoe'], round), role: 'helpdesk' }),
    'search: common among those without a passkey': (round) =>
      list({ search: at(['zoe', 'xu', 'vera'], round), passkeys: 'none' }),
    'search: common among disabled': (round) =>
      list({ search: at(['weber', 'uwe', 'xu'], round), status: 'disabled' }),
    'search: common among those unused': (round) =>
      list({ search: at(['weber', 'ada.t', 'zoe'], round), unusedDays: 90 }),
    'fleet overview': () => browser.call(fleet.listModels, {}),
    'profile: who': (round) => browser.call(users.getUser, { params: { id: id(round) } }),
    'profile: passkeys': (round) => browser.call(users.listUserPasskeys, { params: { id: id(round) } }),
    'profile: sessions': (round) => browser.call(users.listUserSessions, { params: { id: id(round) } }),
    'profile: activity': (round) => browser.call(users.listUserActivity, { params: { id: id(round) } }),
  }
}
