import * as audit from '../../shared/contract/audit.ts'
import * as fallback from '../../shared/contract/fallback.ts'
import * as fleet from '../../shared/contract/fleet.ts'
import * as lost from '../../shared/contract/lost-device.ts'
import * as methods from '../../shared/contract/methods.ts'
import { problem } from '../../shared/contract/problem.ts'
import * as session from '../../shared/contract/session.ts'
import * as signIn from '../../shared/contract/sign-in.ts'
import * as tokens from '../../shared/contract/tokens.ts'
import * as users from '../../shared/contract/users.ts'
import { pathOf } from './browser.ts'
import { appWaiting, approve, redeem } from './hand-off.ts'
import { authenticatorFor, confirm, invite, register, signInWith, type Person } from './people.ts'
import type { TestServer } from './server.ts'
import { giveApp, givePassword, password, typePassword } from './two-step.ts'

/** Where acts are done: a server, its administrator, and as many users as are needed. */
export interface Stage {
  server: TestServer
  ada: Person
}

/** Makes everything ready for one act, and answers the act itself. */
export type Act = (stage: Stage) => Promise<() => Promise<unknown>>

let people = 0
const email = () => `person-${++people}@example.org`
const someone = ({ server, ada }: Stage) => invite(server, ada, { email: email() })

const withPassword = async (stage: Stage): Promise<Person> => {
  const person = await someone(stage)
  await givePassword(person)
  return person
}

const passkeyOf = async ({ browser }: Person): Promise<string> => {
  const [passkey] = (await browser.call(methods.getMethods, {})).passkeys
  return passkey?.id ?? ''
}

/** One's own, freshly proven. */
const own =
  (act: (person: Person, stage: Stage) => Promise<() => Promise<unknown>>, make = someone): Act =>
  async (stage) => {
    const person = await make(stage)
    await confirm(person)
    return act(person, stage)
  }

/** The administrator's on a user, both freshly proven. */
const onUser =
  (act: (ada: Person['browser'], user: Person) => Promise<() => Promise<unknown>>): Act =>
  async (stage) => {
    const person = await someone(stage)
    await confirm(person)
    await confirm(stage.ada)
    return act(stage.ada.browser, person)
  }

const token = { name: 'Offboarding', permissions: ['users.read' as const], days: 1 }
const why = { reason: 'Lost', ticket: 'T-1' }

const finishing = async ({ browser }: Person) => {
  const { challengeId, options } = await browser.call(methods.beginRegistration, {})
  const authenticator = authenticatorFor(browser)
  const body = { challengeId, response: authenticator.create(options) }
  return () => browser.call(methods.finishRegistration, { body })
}

const signingIn = async ({ browser, authenticator }: Person) => {
  const { challengeId, options } = await browser.call(signIn.beginPasskeySignIn, {})
  const body = { challengeId, response: authenticator.get(options) }
  return () => browser.call(signIn.finishPasskeySignIn, { body })
}

const download = async (browser: Person['browser'], path: string): Promise<void> => {
  const answer = await browser.send({ method: 'get', path })
  if (answer.status >= 400) throw new Error(problem.parse(JSON.parse(answer.text)).code)
}

const ofOneself: Record<string, Act> = {
  'registering a passkey': own(finishing),
  'renaming a passkey': own(async (me) => {
    const params = { id: await passkeyOf(me) }
    return () => me.browser.call(methods.renamePasskey, { params, body: { name: `Key ${++people}` } })
  }),
  'revoking one of one’s own': own(async (me) => {
    const params = { id: await passkeyOf(me) }
    await register(me.browser, authenticatorFor(me.browser))
    return () => me.browser.call(methods.revokeMyPasskey, { params, body: {} })
  }),
  'suspending one of one’s own': own(async (me) => {
    const params = { id: await passkeyOf(me) }
    return () => me.browser.call(methods.suspendMyPasskey, { params, body: {} })
  }),
  'changing one’s name': own((me) =>
    Promise.resolve(() => me.browser.call(methods.updateMe, { body: { displayName: `Name ${++people}` } })),
  ),
  'making backup codes': own((me) => Promise.resolve(() => me.browser.call(methods.createBackupCodes, {}))),
  'setting a password': own((me) =>
    Promise.resolve(() => me.browser.call(fallback.setPassword, { body: { password } })),
  ),
  'removing a password': own(
    (me) => Promise.resolve(() => me.browser.call(fallback.removePassword, {})),
    withPassword,
  ),
  'removing an authenticator app': own(async (me, { server }) => {
    await giveApp(me, server)
    return () => me.browser.call(fallback.removeTotp, {})
  }, withPassword),
  'proving again who one is': own(async ({ browser, authenticator }) => {
    const { challengeId, options } = await browser.call(session.beginFreshPasskey, {})
    const body = { challengeId, response: authenticator.get(options) }
    return () => browser.call(session.finishFreshPasskey, { body })
  }),
  'allowing the desktop app': own(({ browser }) => Promise.resolve(() => approve(browser, appWaiting()))),
  'signing out': own(({ browser }) => Promise.resolve(() => browser.call(session.signOut, {}))),
  'ending one’s other sessions': own(async ({ browser, authenticator }, { server }) => {
    await signInWith(server.browser(), authenticator)
    return () => browser.call(methods.endMyOtherSessions, {})
  }),
}

const comingIn: Record<string, Act> = {
  'signing in': own(signingIn),
  'a second step': own(async (me, { server }) => {
    const [code = ''] = (await me.browser.call(methods.createBackupCodes, {})).codes
    const { browser } = await typePassword(server, me.email)
    return () => browser.call(signIn.signInWithBackupCode, { body: { code } })
  }, withPassword),
  'accepting an invitation': async ({ server, ada }) => {
    await confirm(ada)
    const made = await ada.browser.call(users.createUser, { body: { email: email(), displayName: 'New' } })
    const browser = server.browser()
    return () => browser.call(signIn.acceptInvitation, { body: { token: made.invitation.token } })
  },
  'signing in the desktop app': own(async ({ browser }, { server }) => {
    const app = appWaiting()
    const code = await approve(browser, app)
    return () => redeem(server.browser(), app, code)
  }),
  'using a backup code': own((me, { server }) => {
    const body = { email: me.email, backupCode: me.backupCodes[0] ?? '' }
    return Promise.resolve(() => server.browser().call(signIn.recover, { body }))
  }),
  'using a temporary pass': async (stage) => {
    const { id: userId, email: address } = await someone(stage)
    await confirm(stage.ada)
    const order = { params: { id: userId }, body: { minutes: 10, ...why } }
    const { pass } = await stage.ada.browser.call(users.issueTemporaryPass, order)
    const body = { email: address, pass }
    return () => stage.server.browser().call(signIn.signInWithTemporaryPass, { body })
  },
}

const onOthers: Record<string, Act> = {
  'adding a user': onUser((ada) =>
    Promise.resolve(() => ada.call(users.createUser, { body: { email: email(), displayName: 'New' } })),
  ),
  'withdrawing an invitation': onUser(async (ada) => {
    const { user } = await ada.call(users.createUser, { body: { email: email(), displayName: 'New' } })
    return () => ada.call(users.withdrawInvitation, { params: { id: user.id } })
  }),
  'inviting again': onUser(async (ada) => {
    const { user } = await ada.call(users.createUser, { body: { email: email(), displayName: 'New' } })
    return () => ada.call(users.inviteAgain, { params: { id: user.id } })
  }),
  'changing a user': onUser((ada, { id }) =>
    Promise.resolve(() => ada.call(users.changeUser, { params: { id }, body: { role: 'helpdesk' } })),
  ),
  'disabling a user': onUser((ada, { id }) =>
    Promise.resolve(() => ada.call(users.disableUser, { params: { id }, body: why })),
  ),
  'enabling a user': onUser(async (ada, { id }) => {
    await ada.call(users.disableUser, { params: { id }, body: why })
    return () => ada.call(users.enableUser, { params: { id }, body: {} })
  }),
  'revoking a passkey': onUser(async (ada, user) => {
    const params = { id: user.id, pid: await passkeyOf(user) }
    return () => ada.call(users.revokeUserPasskey, { params, body: why })
  }),
  'suspending a passkey': onUser(async (ada, user) => {
    const params = { id: user.id, pid: await passkeyOf(user) }
    return () => ada.call(lost.suspendUserPasskey, { params, body: why })
  }),
  'restoring a passkey': onUser(async (ada, user) => {
    const params = { id: user.id, pid: await passkeyOf(user) }
    await ada.call(lost.suspendUserPasskey, { params, body: why })
    return () => ada.call(lost.restoreUserPasskey, { params, body: why })
  }),
  'a lost device': onUser(async (ada, user) => {
    const body = {
      ...why,
      passkeyIds: [await passkeyOf(user)],
      voidBackupCodes: true,
      temporaryPassMinutes: 10,
    }
    return () => ada.call(lost.loseDevice, { params: { id: user.id }, body })
  }),
  'ending sessions': onUser((ada, { id }) =>
    Promise.resolve(() => ada.call(lost.endUserSessions, { params: { id }, body: why })),
  ),
  'issuing a temporary pass': onUser((ada, { id }) =>
    Promise.resolve(() =>
      ada.call(users.issueTemporaryPass, { params: { id }, body: { minutes: 10, ...why } }),
    ),
  ),
  'reminding people': onUser((ada, { id }) =>
    Promise.resolve(() => ada.call(users.remindUsers, { body: { userIds: [id] } })),
  ),
  'creating an API token': onUser((ada) =>
    Promise.resolve(() => ada.call(tokens.createToken, { body: token })),
  ),
  'revoking an API token': onUser(async (ada) => {
    const made = await ada.call(tokens.createToken, { body: token })
    return () => ada.call(tokens.revokeToken, { params: { id: made.token.id } })
  }),
  'naming a model': onUser((ada) => {
    const params = { aaguid: '00000000-0000-0000-0000-000000000000' }
    return Promise.resolve(() => ada.call(fleet.renameModel, { params, body: { name: `Model ${++people}` } }))
  }),
  'revoking a model': onUser(async (ada, { id }) => {
    const { items } = await ada.call(users.listUserPasskeys, { params: { id } })
    const body = { aaguid: items[0]?.model.aaguid ?? '', ...why }
    return () => ada.call(fleet.startRevocation, { body })
  }),
  'taking out results': onUser(async (ada, { id }) => {
    const { items } = await ada.call(users.listUserPasskeys, { params: { id } })
    const body = { aaguid: items[0]?.model.aaguid ?? '', ...why }
    const { items: jobs } = await ada.call(fleet.listRevocations, { query: {} })
    const job = jobs[0] ?? (await ada.call(fleet.startRevocation, { body })).job
    // A second one of this model would be refused while it is open.
    if (job.finishedAt === null) await ada.call(fleet.cancelRevocation, { params: { id: job.id } })
    return () => download(ada, pathOf(fleet.exportRevocationResults.path, { id: job.id }))
  }),
  'taking out the record': onUser((ada) => Promise.resolve(() => download(ada, audit.exportAudit.path))),
}

/** Acts that go on the record, each of one kind, with nothing that stands in their way. */
export const acts: Record<string, Act> = { ...ofOneself, ...comingIn, ...onOthers }
