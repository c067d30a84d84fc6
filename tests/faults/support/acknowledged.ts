import { expect } from 'vitest'
import type { Services } from '../../../server/services.ts'
import * as signIn from '../../../shared/contract/sign-in.ts'
import type { Browser } from '../../support/browser.ts'
import { signInWith } from '../../support/people.ts'
import { expectInvariants } from './invariants.ts'
import type { Told } from './workload.ts'

/** Every answered act holds, in the database itself, and nothing is half done. */
export async function expectHeld(
  services: Pick<Services, 'db' | 'config' | 'log'>,
  told: Told,
): Promise<void> {
  const { db } = services
  expect(told.unexpected).toEqual([])
  const passkeys = await db('passkeys').select('id', 'user_id', 'status', 'public_key')
  const byId = new Map(passkeys.map((row) => [row.id, row]))
  expect(told.joined.filter(({ passkeyId }) => !byId.has(passkeyId))).toEqual([])
  const alive = [...told.revoked].filter((id) => byId.get(id)?.status !== 'revoked')
  expect(alive).toEqual([])
  const registered = await db('audit').where({ action: 'passkey.registered' }).pluck('passkey_id')
  expect(registered.sort()).toEqual(passkeys.map(({ id }) => id).sort())
  const passes = told.spent.filter(({ pass }) => pass !== undefined).length
  const codes = told.spent.length - passes
  expect(await entriesOf(db, 'temporary-pass.used')).toBeGreaterThanOrEqual(passes)
  expect(await entriesOf(db, 'recovery.started')).toBeGreaterThanOrEqual(codes)
  await expectInvariants(services)
}

const entriesOf = async (db: Services['db'], action: string) =>
  (await db('audit').where({ action }).select('seq')).length

const most = 15

/** Nobody gets in with what was revoked or spent: `most` of each are tried, the newest first. */
export async function expectRefused(browser: () => Browser, told: Told): Promise<number> {
  const revoked = told.joined.filter(({ passkeyId }) => told.revoked.has(passkeyId)).slice(-most)
  for (const { authenticator } of revoked)
    await expect(signInWith(browser(), authenticator)).rejects.toMatchObject({ code: 'passkey.rejected' })
  const spent = told.spent.slice(-most)
  for (const { email, code, pass } of spent) {
    const again =
      code === undefined
        ? browser().call(signIn.signInWithTemporaryPass, { body: { email, pass: pass ?? '' } })
        : browser().call(signIn.recover, { body: { email, backupCode: code } })
    await expect(again).rejects.toMatchObject({ code: /sign-in.failed|throttled/ })
  }
  return revoked.length + spent.length
}
