import { Secret, TOTP } from 'otpauth'
import { record } from '../audit/record.ts'
import type { Config } from '../config.ts'
import type { Db } from '../db/connect.ts'
import { inTransaction } from '../db/transaction.ts'
import { AppError } from '../errors.ts'
import { tellOfPasskeys } from '../events/tell.ts'
import { seal, unseal } from '../seal.ts'
import type { Services } from '../services.ts'
import type { Act, Session } from '../session.ts'
import { endPending, endSessionsOfApp, requireRunning } from '../sessions/sessions.ts'
import { lockAccount } from '../users/users.ts'
import { meansOf, requireWayIn } from './means.ts'
import * as store from './store.ts'

const setupFor = 10 * 60_000
const secretBytes = 20
const period = 30

/** A new secret for an app, kept for this session until `finishTotp`. An earlier one of the session is void. */
export async function beginTotp(
  { config, db, now }: Services,
  session: Session,
): Promise<{ secret: string; uri: string }> {
  const secret = new Secret({ size: secretBytes })
  await store.saveSetup(db, {
    session_id: session.id,
    secret: seal(config, 'totp', Buffer.from(secret.bytes)),
    expires_at: new Date(now().getTime() + setupFor).toISOString(),
  })
  const uri = generatorOf(secret.bytes, { issuer: config.name, label: session.user.email }).toString()
  return { secret: secret.base32, uri }
}

/** Sets up the app that shows this code, in place of an earlier one, which ends what that opened. Throws `conflict`, `input.invalid`. */
export async function finishTotp(services: Services, { session, from }: Act, code: string): Promise<void> {
  const { user } = session
  const at = services.now()
  const ended = await inTransaction(services.db, async (tx) => {
    await lockAccount(tx, user.id)
    await requireRunning(tx, session.id)
    const setup = await store.findSetup(tx, session.id, at.toISOString())
    if (!setup)
      throw new AppError('conflict', { detail: 'This took too long. Begin again with a new QR code.' })
    const step = stepOf(services.config, setup.secret, code, at)
    if (step === null)
      throw new AppError('input.invalid', {
        fields: { code: 'This is not the code your app should show. Check the clocks of both devices.' },
      })
    await store.deleteSetup(tx, session.id)
    const row = { user_id: user.id, secret: setup.secret, created_at: at.toISOString(), last_step: step }
    await store.saveTotp(tx, row)
    const sessions = await endWhatItOpened(tx, session, at)
    await record(tx, { at, action: 'totp.enabled', actor: user, sessionId: session.id, from })
    return sessions
  })
  tell(services, user.id, ended)
}

/** Removes one's own app and ends what it opened. Repeated, it changes nothing. Throws `conflict` for the last way in. */
export async function removeTotp(services: Services, { session, from }: Act): Promise<void> {
  const { user } = session
  const at = services.now()
  const ended = await inTransaction(services.db, async (tx) => {
    await lockAccount(tx, user.id)
    await requireRunning(tx, session.id)
    if ((await store.deleteTotp(tx, user.id)) === 0) return []
    requireWayIn(await meansOf(tx, user))
    const sessions = await endWhatItOpened(tx, session, at)
    await record(tx, { at, action: 'totp.removed', actor: user, sessionId: session.id, from })
    return sessions
  })
  tell(services, user.id, ended)
}

/** Whoever has the app that goes may be signed in with it, or about to be. */
async function endWhatItOpened(tx: Db, { id, user }: Session, at: Date): Promise<string[]> {
  await endPending(tx, user.id, at)
  return endSessionsOfApp(tx, user.id, { except: id, at })
}

function tell(services: Services, userId: string, ended: string[]): void {
  services.publish({ sessions: ended }, { type: 'session.ended', reason: 'ended-elsewhere' })
  tellOfPasskeys(services, userId)
}

/** Spends a code of the user's app: this step of time and the one on either side, each once (RFC 6238, 5.2). */
export async function spendTotp(
  { config }: Pick<Services, 'config'>,
  tx: Db,
  { userId, code, at }: { userId: string; code: string; at: Date },
): Promise<boolean> {
  const row = await store.totpOf.first(tx, { userId })
  const step = row ? stepOf(config, row.secret, code, at) : null
  return step !== null && (await store.useStep(tx, userId, step)) === 1
}

/** Forgets secrets that were shown and never confirmed. */
export const forgetTotpSetups = (db: Db, now: Date): Promise<number> =>
  store.forgetSetups(db, now.toISOString())

/** The step of time whose code this is, or null. */
function stepOf(config: Config, sealed: string, code: string, at: Date): number | null {
  const secret = unseal(config, 'totp', sealed)
  if (!secret)
    throw new Error('A secret of an authenticator app was sealed under a WEFTID_SECRET that is gone.')
  const timestamp = at.getTime()
  const delta = generatorOf(secret).validate({ token: code, timestamp, window: 1 })
  return delta === null ? null : Math.floor(timestamp / 1000 / period) + delta
}

function generatorOf(secret: Uint8Array, names: { issuer?: string; label?: string } = {}): TOTP {
  // A copy: the bytes may lie in the midst of a larger buffer.
  const { buffer } = new Uint8Array(secret)
  // What every app understands (Key URI format): SHA-1, six digits, thirty seconds.
  return new TOTP({ ...names, secret: new Secret({ buffer }), algorithm: 'SHA1', digits: 6, period })
}
