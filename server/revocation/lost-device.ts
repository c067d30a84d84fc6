import { record } from '../audit/record.ts'
import { voidCodes } from '../backup-codes/codes.ts'
import type { Db } from '../db/connect.ts'
import { inTransaction } from '../db/transaction.ts'
import { tellOfPasskeys } from '../events/tell.ts'
import { lockPasskeyOf } from '../passkeys/passkeys.ts'
import type { Services } from '../services.ts'
import type { Act } from '../session.ts'
import { endAllSessions } from '../sessions/sessions.ts'
import { putPass, type IssuedPass } from '../temporary-passes/passes.ts'
import { lockAdministrators, requireWorkingAdministrator } from '../users/administrators.ts'
import { lockTarget } from '../users/reach.ts'
import type { Account } from '../users/users.ts'
import { takePasskeys, voidBeginnings } from './take.ts'

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
 * chosen, one entry and one mail. All of it or nothing. Repeated, it revokes and ends nothing, and voids nothing that
 * was issued meanwhile. Throws `not-found` for a passkey that is not this user's, `permission.denied`, `conflict` for
 * the last working administrator.
 */
export async function loseDevice(services: Services, act: Act, loss: Loss): Promise<Done> {
  const at = services.now()
  const { revoked, ended, others, pass } = await inTransaction(services.db, async (tx) => {
    await lockAdministrators(tx)
    const { owner, ...taken } = await takeAll(tx, act, loss, at)
    const rest = loss.endAllSessions ? await endAllSessions(tx, owner.id, at) : []
    const codes = loss.voidBackupCodes ? await voidCodes(tx, owner.id, at) : 0
    if (owner.role === 'admin') await requireWorkingAdministrator(tx)
    const isNews = taken.revoked + taken.ended.length + rest.length + codes > 0
    if (isNews) await note(tx, act, { loss, owner, at, revoked: taken.revoked })
    const issued = await passFor(services, tx, act, { loss, owner, isTold: isNews })
    return { ...taken, others: rest, pass: issued }
  })
  const all = [...ended, ...others]
  // A desktop counts as signed out where its stream is there to hear of it.
  const desktopsSignedOut = (await services.whoWasOnline(all)).size
  services.publish({ sessions: ended }, { type: 'session.ended', reason: 'passkey-revoked' })
  services.publish({ sessions: others }, { type: 'session.ended', reason: 'ended-elsewhere' })
  tellOfPasskeys(services, loss.userId)
  const numbers = { passkeysRevoked: revoked, sessionsEnded: all.length, desktopsSignedOut }
  return pass ? { ...numbers, temporaryPass: pass } : numbers
}

async function takeAll(tx: Db, act: Act, { userId, passkeyIds, reason, ticket }: Loss, at: Date) {
  const passkeys = []
  // In one order for everybody, and before the user, as a sign-in does.
  for (const id of [...new Set(passkeyIds)].sort()) passkeys.push(await lockPasskeyOf(tx, id, userId))
  const owner = await lockTarget(tx, act, userId)
  const why = { at, actor: act.session.user, reason, ticket: ticket ?? null, from: act.from }
  const { revoked, ended } = await takePasskeys(tx, passkeys, owner, { ...why, silent: true })
  if (revoked > 0) ended.push(...(await voidBeginnings(tx, userId, at)))
  return { owner, revoked, ended }
}

interface About {
  loss: Loss
  owner: Account
}

const note = (
  tx: Db,
  { session, from }: Act,
  { loss, owner, at, revoked }: About & { at: Date; revoked: number },
): Promise<void> =>
  record(tx, {
    at,
    action: 'device.lost',
    actor: session.user,
    target: owner,
    reason: loss.reason,
    ticket: loss.ticket ?? null,
    count: revoked,
    passMinutes: loss.temporaryPassMinutes ?? null,
    from,
  })

/** Where the loss itself is mailed about, that mail tells of the pass too. */
async function passFor(
  services: Services,
  tx: Db,
  act: Act,
  { loss, owner, isTold }: About & { isTold: boolean },
): Promise<IssuedPass | null> {
  const { temporaryPassMinutes: minutes, reason, ticket } = loss
  if (minutes === undefined) return null
  return putPass(services, tx, act, owner, { minutes, reason, ticket, isTold })
}
