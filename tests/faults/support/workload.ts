import { setTimeout as after } from 'node:timers/promises'
import * as lost from '../../../shared/contract/lost-device.ts'
import * as signIn from '../../../shared/contract/sign-in.ts'
import * as users from '../../../shared/contract/users.ts'
import type { SoftAuthenticator } from '../../support/authenticator/soft-authenticator.ts'
import { Refused, type Browser } from '../../support/browser.ts'
import { authenticatorFor, register, signInWith } from '../../support/people.ts'

/** Somebody whose joining was answered, with what they hold. */
export interface Member {
  id: string
  email: string
  passkeyId: string
  authenticator: SoftAuthenticator
  codes: string[]
}

/** What the server has said it did, and what it answered that nobody expected. */
export interface Told {
  joined: Member[]
  revoked: Set<string>
  /** E-mail and secret of what can be given once, as given. */
  spent: { email: string; code?: string; pass?: string }[]
  unexpected: string[]
  /** Whom a lane is working on. */
  busy: Set<string>
}

export const nothingTold = (): Told => ({
  joined: [],
  revoked: new Set(),
  spent: [],
  unexpected: [],
  busy: new Set(),
})

/** Where the work is done: a server, whoever administers it, and whether it may be away for a while. */
export interface Place {
  browser: () => Browser
  root: SoftAuthenticator
  told: Told
  over: AbortSignal
}

const why = { reason: 'Lost', ticket: 'T-1' }
let people = 0

/** People join, over and over; some lose what they have, and come back with a code or a pass, each of them once. */
export async function workOn(place: Place): Promise<void> {
  const busy = [joins, joins, revokes, losses, recoveries].map((lane) => untilOver(place, lane))
  await Promise.all(busy)
}

type Lane = (place: Place, admin: Browser) => Promise<void>

/** One turn after the other. A server that is gone ends the lane with it, one that is away for a moment does not. */
async function untilOver(place: Place, lane: Lane): Promise<void> {
  let admin: Browser | null = null
  while (!place.over.aborted)
    try {
      admin ??= await signedIn(place)
      await lane(place, admin)
    } catch (error) {
      if (isExcused(error)) admin = null
      else place.told.unexpected.push(String(error))
      await after(20)
    }
}

async function signedIn({ browser, root }: Place): Promise<Browser> {
  const admin = browser()
  await signInWith(admin, root)
  return admin
}

/** The server was killed, or says that its database is away; both end the session's work, not the session. */
function isExcused(error: unknown): boolean {
  if (error instanceof Refused) return error.code === 'server.unavailable'
  return error instanceof Error && 'code' in error && /^E(CONN|PIPE)/.test(String(error.code))
}

async function joins({ browser, told }: Place, admin: Browser): Promise<void> {
  const email = `member-${++people}@example.org`
  const { user, invitation } = await admin.call(users.createUser, { body: { email, displayName: 'Member' } })
  const desktop = browser()
  await desktop.call(signIn.acceptInvitation, { body: { token: invitation.token } })
  await enrol(told, { id: user.id, email }, desktop)
}

async function enrol(
  told: Told,
  { id, email }: Pick<Member, 'id' | 'email'>,
  desktop: Browser,
): Promise<void> {
  const authenticator = authenticatorFor(desktop)
  const { passkey, backupCodes = [] } = await register(desktop, authenticator)
  told.joined.push({ id, email, passkeyId: passkey.id, authenticator, codes: backupCodes })
}

/** Somebody nobody else works on, if there is one: two lanes on one person would be in each other's way. */
async function withMember(
  { told }: Place,
  isWanted: (member: Member) => boolean,
  work: (member: Member) => Promise<void>,
): Promise<void> {
  const free = ({ id, passkeyId }: Member) => !told.busy.has(id) && !told.revoked.has(passkeyId)
  const member = told.joined.findLast((each) => free(each) && isWanted(each))
  if (!member) {
    await after(5)
    return
  }
  told.busy.add(member.id)
  await work(member).finally(() => told.busy.delete(member.id))
}

const anybody = () => true

const revokes: Lane = (place, admin) =>
  withMember(place, anybody, async ({ id, passkeyId }) => {
    await admin.call(users.revokeUserPasskey, { params: { id, pid: passkeyId }, body: why })
    place.told.revoked.add(passkeyId)
  })

const losses: Lane = (place, admin) =>
  withMember(place, anybody, async (member) => {
    const { told, browser } = place
    const { id, email, passkeyId } = member
    const body = { ...why, passkeyIds: [passkeyId], temporaryPassMinutes: 60 }
    const { temporaryPass } = await admin.call(lost.loseDevice, { params: { id }, body })
    told.revoked.add(passkeyId)
    const desktop = browser()
    const pass = temporaryPass?.pass ?? ''
    await desktop.call(signIn.signInWithTemporaryPass, { body: { email, pass } })
    told.spent.push({ email, pass })
    await enrol(told, member, desktop)
  })

const recoveries: Lane = (place) =>
  withMember(
    place,
    ({ codes }) => codes.length > 0,
    async (member) => {
      const code = member.codes.pop() ?? ''
      const desktop = place.browser()
      await desktop.call(signIn.recover, { body: { email: member.email, backupCode: code } })
      place.told.spent.push({ email: member.email, code })
      await enrol(place.told, member, desktop)
    },
  )
