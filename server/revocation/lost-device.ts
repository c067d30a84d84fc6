import { record } from '../audit/record.ts'
import { voidCodes } from '../backup-codes/codes.ts'
import type { Db } from '../db/connect.ts'
import { inTransaction } from '../db/transaction.ts'
import { tellOfPasskeys } from '../events/tell.ts'
import { lockPasskeyOf } from '../passkeys/passkeys.ts'
import type { Services } from '../services.ts'
import type { Act } from '../session.ts'
import { endAllSessions, requireRunning } from '../sessions/sessions.ts'
import { putPass, type IssuedPass } from '../temporary-passes/passes.ts'
import { lockAdministrators, requireWorkingAdministrator } from '../users/administrators.ts'
import { lockAccount, type Account } from '../users/users.ts'
import { withinReach } from './revoke.ts'
import { takePasskey, voidBeginnings } from './take.ts'

interface Loss {
  userId: string
  passkeyIds: readonly string[]
  reason: string
  ticket?: string | undefined
  endAllSessions: boolean
  voidBackupCodes: boolean
  temporaryPassMinutes?: number | undefined
}

interface Done {
  passkeysRevoked: number
  sessionsEnded: number
  desktopsSignedOut: number
  temporaryPass?: IssuedPass
}

/**
 * A lost device as one act: keys erased, sessions ended, what was begun voided, codes voided and a pass issued as
 * chosen, one entry and one mail. All of it or nothing. Repeated, it revokes nothing and ends nothing. Throws
 * `not-found` for a passkey that is not this user's, `permission.denied`, `conflict` for the last working administrator.
 */
export async function loseDevice(services: Services, act: Act, loss: Loss): Promise<Done> {
  const done = await inTransaction(services.db, async (tx) => {
    await lockAdministrators(tx)
    const { owner, revoked, ended } = await takeAll(services, tx, act, loss)
    if (loss.endAllSessions) ended.push(...(await endAllSessions(tx, owner.id, services.now())))
    const codes = loss.voidBackupCodes ? await voidCodes(tx, owner.id, services.now()) : 0
    if (owner.role === 'admin') await requireWorkingAdministrator(tx)
    if (revoked + ended.length + codes > 0) await note(services, tx, act, { loss, owner, revoked })
    const minutes = loss.temporaryPassMinutes
    const pass = minutes === undefined ? null : await putPass(services, tx, act, owner, { ...loss, minutes })
    return { revoked, ended, pass }
  })
  // A desktop counts as signed out where its stream is there to hear of it.
  const desktopsSignedOut = done.ended.filter(services.isOnline).length
  services.publish({ sessions: done.ended }, { type: 'session.ended', reason: 'passkey-revoked' })
  tellOfPasskeys(services, loss.userId)
  return {
    passkeysRevoked: done.revoked,
    sessionsEnded: done.ended.length,
    desktopsSignedOut,
    ...(done.pass ? { temporaryPass: done.pass } : {}),
  }
}

async function takeAll(services: Services, tx: Db, act: Act, { userId, passkeyIds, reason, ticket }: Loss) {
  const at = services.now()
  const passkeys = []
  // In one order for everybody, and before the user, as a sign-in does.
  for (const id of [...new Set(passkeyIds)].sort()) passkeys.push(await lockPasskeyOf(tx, id, userId))
  const owner = await lockAccount(tx, userId)
  await requireRunning(tx, act.session.id)
  await withinReach(act)(tx, owner)
  const why = { at, actor: act.session.user, reason, ticket: ticket ?? null, from: act.from }
  const ended: string[] = []
  let revoked = 0
  for (const passkey of passkeys) {
    const sessions = await takePasskey(tx, passkey, owner, { ...why, silent: true })
    if (sessions) revoked++
    ended.push(...(sessions ?? []))
  }
  ended.push(...(await voidBeginnings(tx, userId, at)))
  return { owner, revoked, ended }
}

const note = (
  services: Services,
  tx: Db,
  { session, from }: Act,
  { loss, owner, revoked }: { loss: Loss; owner: Account; revoked: number },
): Promise<void> =>
  record(tx, {
    at: services.now(),
    action: 'device.lost',
    actor: session.user,
    target: owner,
    reason: loss.reason,
    ticket: loss.ticket ?? null,
    count: revoked,
    from,
  })
