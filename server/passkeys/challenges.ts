import { hash, randomBytes } from 'node:crypto'
import { z } from 'zod'
import { inPortions } from '../db/portions.ts'
import type { Held } from '../db/statement.ts'
import { inRelaxedTransaction } from '../db/transaction.ts'
import { seal, unseal } from '../seal.ts'
import type { Services } from '../services.ts'
import { findWatermark, forgetSpent, raiseWatermark, spend } from './challenge-store.ts'

/** How long a challenge may be answered: longer than the WebAuthn timeout, so that a slow person is never late. */
export const challengeLife = 10 * 60_000

// Sealed by their place in this list: new ones go to its end.
const ceremonies = ['registration', 'sign-in', 'fresh', 'second-step', 'fresh-step'] as const
export type Ceremony = (typeof ceremonies)[number]

/** What a challenge is sealed with, and what must be the same when it is answered. */
interface Binding {
  ceremony: Ceremony
  /** Whose: a user id, or an e-mail as canonically written. Only its digest is sealed. */
  account: string | null
  sessionId: string | null
}

/** An authentic, unexpired challenge. What it was sealed with can be compared, not read. */
export interface Challenge {
  /** The challenge itself, base64url. */
  bytes: string
  expiresAt: string
  isFor: (ceremony: Ceremony, sessionId: string | null) => boolean
  /** Sealed without an account: whoever answers is found by the answer alone. */
  isOpen: boolean
  isOf: (account: string) => boolean
}

/**
 * Makes 32 random bytes and seals them with their binding and expiry into an opaque id of one fixed length.
 * Writes nothing, so asking costs nobody anything (WebAuthn L3, 13.4.3).
 */
export function issueChallenge({ config, now }: Pick<Services, 'config' | 'now'>, binding: Binding) {
  const challenge = randomBytes(32)
  const expires = Buffer.alloc(6)
  expires.writeUIntBE(now().getTime() + challengeLife, 0, 6)
  const record = Buffer.concat([
    Buffer.from([1, ceremonies.indexOf(binding.ceremony)]),
    expires,
    challenge,
    digest(binding.account),
    digest(binding.sessionId),
  ])
  return { challengeId: seal(config, 'challenge', record), challenge: challenge.toString('base64url') }
}

/** Opens the seal. Null for one that is not ours, or expired, or from before a power cut that may have lost its spending. */
export function openChallenge(
  { config, now, bootedAt }: Pick<Services, 'config' | 'now' | 'bootedAt'>,
  challengeId: string,
): Challenge | null {
  const record = unseal(config, 'challenge', challengeId)
  if (record?.length !== 2 + 6 + 3 * 32 || record[0] !== 1) return null
  const expiresAt = record.readUIntBE(2, 6)
  if (expiresAt <= now().getTime() || expiresAt - challengeLife < bootedAt.getTime()) return null
  const account = record.subarray(40, 72)
  return {
    bytes: record.subarray(8, 40).toString('base64url'),
    expiresAt: new Date(expiresAt).toISOString(),
    isFor: (ceremony, sessionId) =>
      record[1] === ceremonies.indexOf(ceremony) && record.subarray(72).equals(digest(sessionId)),
    isOpen: account.equals(digest(null)),
    isOf: (value) => account.equals(digest(value)),
  }
}

/** Spends a challenge: of two answers to it one gets true. To be done before anything of the answer is looked at. */
export const spendChallenge = async (held: Held, { bytes, expiresAt }: Challenge): Promise<boolean> =>
  (await spend.run(held, { challenge: bytes, expiresAt })) === 1

/** Opens and spends at once; null where either fails. */
export async function takeChallenge(services: Services, challengeId: string): Promise<Challenge | null> {
  const challenge = openChallenge(services, challengeId)
  if (!challenge) return null
  const won = await inRelaxedTransaction(services.db, (held) => spendChallenge(held, challenge))
  return won ? challenge : null
}

const named = z.object({ challengeId: z.string() })

/** Spends the challenge that a request names which cannot be read otherwise: it was an answer too. */
export const discardChallenge =
  (services: Services) =>
  async (body: unknown): Promise<void> => {
    const { data } = named.safeParse(body)
    if (data) await takeChallenge(services, data.challengeId)
  }

/** Forgets spent challenges that have expired, and remembers how far: those are refused whatever the clock says. */
export async function purgeChallenges({ db, now, log }: Pick<Services, 'db' | 'now' | 'log'>): Promise<void> {
  const at = now()
  const until = at.toISOString()
  // First: what is forgotten must be refused already.
  await raiseWatermark(db, until)
  await inPortions((limit) => forgetSpent(db, until, limit))
  const watermark = await findWatermark(db)
  // By more than the clocks of instances differ.
  if (watermark > new Date(at.getTime() + 60_000).toISOString())
    log.warn({ watermark }, 'the clock was set back: challenges that expire before this time are refused')
}

const digest = (text: string | null): Buffer =>
  text === null ? Buffer.alloc(32) : hash('sha256', text, 'buffer')
