import { expect } from 'vitest'
import * as lost from '../../shared/contract/lost-device.ts'
import * as methods from '../../shared/contract/methods.ts'
import { getSession } from '../../shared/contract/session.ts'
import * as signIn from '../../shared/contract/sign-in.ts'
import { createToken, listTokens, revokeToken } from '../../shared/contract/tokens.ts'
import * as users from '../../shared/contract/users.ts'
import { confirm, invite, setUpAdministrator, signInWith, type Person } from './people.ts'
import type { ServerProcess } from './server-process.ts'

/** People of whom things are taken away after a backup, each something else. */
export type Crowd = Record<'ada' | 'rita' | 'sue' | 'dan' | 'cora' | 'ann', Person>

export async function crowdOf(server: ServerProcess): Promise<Crowd> {
  const ada = await setUpAdministrator(server)
  const join = (name: string, role: 'user' | 'admin' = 'user') =>
    invite(server, ada, { email: `${name}@example.org`, role })
  await confirm(ada)
  for (const name of ['Payroll', 'Old job'])
    await ada.browser.call(createToken, { body: { name, permissions: ['users.read'], days: 365 } })
  return {
    ada,
    rita: await join('rita'),
    sue: await join('sue'),
    dan: await join('dan'),
    cora: await join('cora'),
    ann: await join('ann', 'admin'),
  }
}

/** Gives everybody a browser at a server that was started anew. */
export const bringTo = (server: ServerProcess, crowd: Crowd): void => {
  for (const person of Object.values(crowd)) person.browser = server.browser()
}

const why = { reason: 'Stolen', ticket: 'HD-9' }

const firstPasskeyOf = async ({ ada }: Crowd, { id }: Person) =>
  (await ada.browser.call(users.listUserPasskeys, { params: { id } })).items[0]

/** What `restore` says of it. */
export const takenLines = [
  'kept so: 6',
  'passkey revoked, ',
  'rita@example.org',
  'passkey suspended',
  'sue@example.org',
  'account disabled, dan@example.org',
  'role lowered to user, ann@example.org',
  'API token revoked, Payroll',
  'API token revoked, Old job',
]

/** What housekeeping does with a token 90 days after it was revoked. */
export const removeOldToken = "delete from api_tokens where name = 'Old job'"

/** Takes it away, and answers how to check at a server that nothing of it has come back. */
export async function takeAway(
  server: ServerProcess,
  crowd: Crowd,
): Promise<(later: ServerProcess) => Promise<void>> {
  const { ada, rita, sue, dan, cora, ann } = crowd
  await confirm(ada)
  const onTheirs = async (person: Person) => ({
    params: { id: person.id, pid: (await firstPasskeyOf(crowd, person))?.id ?? '' },
    body: why,
  })
  await ada.browser.call(users.revokeUserPasskey, await onTheirs(rita))
  await ada.browser.call(lost.suspendUserPasskey, await onTheirs(sue))
  await ada.browser.call(users.disableUser, { params: { id: dan.id }, body: why })
  await ada.browser.call(users.changeUser, { params: { id: ann.id }, body: { role: 'user' } })
  for (const { id } of (await ada.browser.call(listTokens, {})).items)
    await ada.browser.call(revokeToken, { params: { id } })
  const recover = { body: { email: cora.email, backupCode: cora.backupCodes[0] ?? '' } }
  await server.browser().call(signIn.recover, recover)
  const begun = await server.browser().call(signIn.beginPasskeySignIn, {})
  const cookie = ada.browser.cookie
  return async (later) => {
    for (const person of [rita, sue, dan])
      await expect(signInWith(person.browser, person.authenticator), person.email).rejects.toThrow(
        'passkey.rejected',
      )
    await expect(later.browser().call(signIn.recover, recover)).rejects.toThrow('sign-in.failed')
    const late = { challengeId: begun.challengeId, response: cora.authenticator.get(begun.options) }
    await expect(later.browser().call(signIn.finishPasskeySignIn, { body: late })).rejects.toThrow(
      'passkey.rejected',
    )
    const old = later.browser()
    old.cookie = cookie
    await expect(old.call(getSession, {})).rejects.toThrow('session.required')
    for (const person of [ada, ann, cora]) await signInWith(person.browser, person.authenticator)
    const tokens = (await ada.browser.call(listTokens, {})).items
    expect(tokens.map(({ status }) => status)).toEqual(['revoked', 'revoked'])
    expect((await ann.browser.call(getSession, {})).user.role).toBe('user')
    expect(await firstPasskeyOf(crowd, rita)).toMatchObject({ status: 'revoked', ...why })
    expect((await cora.browser.call(methods.getMethods, {})).passkeys).toHaveLength(1)
  }
}
