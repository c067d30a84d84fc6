import * as users from '../../shared/contract/users.ts'
import type { Role } from '../../shared/contract/roles.ts'
import type { Browser } from './browser.ts'
import { useConsole } from './chromium-demo-acts.ts'
import { agents, enrol, enter, found, hire, type Colleague, type Model } from './chromium-demo-people.ts'
import type { DemoServer, Desk } from './chromium-demo-server.ts'
import { confirm } from './people.ts'

/** When the story ends, and a moment later, when the pictures are taken. */
const today = '2026-11-19T09:24:00Z'
export const seen = '2026-11-19T09:24:40Z'
export const began = '2026-03-02T08:10:00Z'

type Line = [name: string, role: Role, joined: string, last: string | null, models: Model[]]

/** Everybody else: when they joined, when they last signed in, with what. Nobody yet where nothing is listed. */
const staff: Line[] = [
  ['Amara Okafor', 'admin', '2026-03-02T10:20:00Z', '2026-11-19T08:31:00Z', ['apple', 'yubiKey']],
  ['Tomasz Nowak', 'helpdesk', '2026-03-03T09:00:00Z', '2026-11-19T07:58:00Z', ['hello', 'yubiKey']],
  ['Priya Raman', 'user', '2026-03-09T13:40:00Z', '2026-11-18T16:02:00Z', ['google']],
  ['Lucas Ferreira', 'user', '2026-04-14T08:25:00Z', '2026-11-17T09:12:00Z', ['hello']],
  ['Hanna Virtanen', 'user', '2026-05-04T11:05:00Z', '2026-11-19T06:49:00Z', ['onePassword', 'yubiKey']],
  ['Chloé Marchand', 'helpdesk', '2026-06-15T07:50:00Z', '2026-11-16T14:20:00Z', ['apple']],
  ['Daniel Weiss', 'user', '2026-08-03T09:30:00Z', '2026-10-02T10:11:00Z', ['bitwarden']],
  ['Sofia Lindgren', 'user', '2026-09-21T12:00:00Z', '2026-11-13T08:05:00Z', ['hello', 'apple']],
  ['Mateo Alvarez', 'user', '2026-11-18T15:30:00Z', null, []],
]

const emailOf = (name: string) => {
  const [first = name] = name.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase().split(' ')
  return `${first}@halden.example`
}

/** The two whose pages are shown, each with what a browser needs to be them. */
export interface Cast {
  maren: Colleague
  jonas: Colleague
}

/** Lives through nine months of an organisation and ends today, with both of them at work. */
export async function tell(server: DemoServer): Promise<Cast> {
  const desk17: Desk = { agent: agents.app, address: '10.20.1.17' }
  const maren = await found(server, {
    name: 'Maren Holt',
    email: emailOf('Maren Holt'),
    desk: desk17,
    device: { model: 'hello', computer: 'DESK-17' },
  })
  maren.passkeys.push(await enrol(maren.browser, { model: 'yubiKey' }))
  const jonas = await jonasJoins(server, maren)
  for (const line of staff) await joins(server, maren, line)
  server.at('2026-07-08T12:30:00Z')
  await arrive(server, maren, desk17)
  maren.passkeys.push(await enrol(maren.browser, { model: 'onePassword' }))
  await jonasGetsANewLaptop(server, maren, jonas)
  for (const { passkey, at, desk } of lastSignIns) {
    server.at(at)
    await enter(server, { passkey: passkey(maren), desk })
  }
  server.at('2026-11-18T10:15:00Z')
  await arrive(server, maren, desk17)
  await confirmAs(maren)
  await useConsole(maren.browser)
  server.at('2026-11-19T08:41:00Z')
  const [, , keychain] = jonas.passkeys
  if (keychain)
    await enter(server, { passkey: keychain, desk: { agent: agents.safari, address: '10.20.7.3' } })
  server.at('2026-11-19T08:47:00Z')
  jonas.browser = await atDesk42(server, jonas)
  server.at('2026-11-19T09:02:00Z')
  await arrive(server, maren, desk17)
  server.at(today)
  await confirmAs(maren)
  return { maren, jonas }
}

const nth = (index: number) => (who: Colleague) => {
  const passkey = who.passkeys[index]
  if (!passkey) throw new Error('no such passkey')
  return passkey
}

const lastSignIns = [
  { passkey: nth(1), at: '2026-11-11T17:40:00Z', desk: { agent: agents.edge, address: '10.20.1.90' } },
  { passkey: nth(2), at: '2026-11-17T07:20:00Z', desk: { agent: agents.safari, address: '81.2.69.160' } },
]

const confirmAs = (who: Colleague) => confirm({ browser: who.browser, authenticator: nth(0)(who) })

async function arrive(server: DemoServer, who: Colleague, desk: Desk): Promise<void> {
  who.browser = await enter(server, { passkey: nth(0)(who), desk, computer: 'DESK-17' })
}

const desk42: Desk = { agent: agents.app, address: '10.20.4.42' }
const atDesk42 = (server: DemoServer, jonas: Colleague): Promise<Browser> =>
  enter(server, { passkey: nth(0)(jonas), desk: desk42, computer: 'DESK-42' })

async function jonasJoins(server: DemoServer, maren: Colleague): Promise<Colleague> {
  server.at('2026-03-02T08:55:00Z')
  return hire(server, maren, {
    name: 'Jonas Berg',
    email: emailOf('Jonas Berg'),
    desk: { agent: agents.app, address: '10.20.4.31' },
    devices: [{ model: 'hello', computer: 'DESK-31' }, { model: 'yubiKey' }],
  })
}

async function joins(server: DemoServer, maren: Colleague, [name, role, joined, last, models]: Line) {
  server.at(joined)
  await arrive(server, maren, { agent: agents.app, address: '10.20.1.17' })
  const desk = { agent: agents.edge, address: '10.20.6.11' }
  const devices = models.map((model) => ({ model, ...(model === 'hello' && { computer: 'DESK-23' }) }))
  const { passkeys } = await hire(server, maren, { name, email: emailOf(name), role, desk, devices })
  const [passkey] = passkeys
  if (last === null || !passkey) return
  server.at(last)
  await enter(server, { passkey, desk })
}

/** The old one is revoked with a reason; the new one and a phone's passkey come in its place. */
async function jonasGetsANewLaptop(server: DemoServer, maren: Colleague, jonas: Colleague): Promise<void> {
  server.at('2026-10-26T09:15:00Z')
  const key = nth(1)(jonas)
  jonas.browser = await enter(server, { passkey: key, desk: desk42 })
  const hello = await enrol(jonas.browser, { model: 'hello', computer: 'DESK-42' })
  const keychain = await enrol(jonas.browser, { model: 'apple' })
  server.at('2026-10-26T11:02:00Z')
  await arrive(server, maren, { agent: agents.app, address: '10.20.1.17' })
  await confirmAs(maren)
  const { items } = await maren.browser.call(users.listUserPasskeys, { params: { id: jonas.id } })
  const old = items.find(({ name }) => name.endsWith('DESK-31'))
  if (!old) throw new Error('The old passkey is not there.')
  await maren.browser.call(users.revokeUserPasskey, {
    params: { id: jonas.id, pid: old.id },
    body: { reason: 'Laptop replaced, old one wiped', ticket: 'HD-2207' },
  })
  jonas.passkeys = [hello, key, keychain]
}
