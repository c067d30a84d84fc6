import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import type { Db } from '../db/connect.ts'
import { inRelaxedTransaction } from '../db/transaction.ts'
import type { Config } from '../config.ts'
import { keysFor } from '../secret.ts'
import type { Services } from '../services.ts'
import { forgetSpent, raiseWatermark, spend } from './challenge-store.ts'

/** How long a challenge may be answered: longer than the WebAuthn timeout, so that a slow person is never late. */
export const challengeLife = 10 * 60_000

const ceremonies = ['registration', 'sign-in', 'fresh'] as const
export type Ceremony = (typeof ceremonies)[number]

/** What a challenge is sealed with, and what must be the same when it is answered. */
interface Binding {
  ceremony: Ceremony
  /** Whose: a user id, or an e-mail as canonically written. Only its digest is sealed. */
  account: string | null
  sessionId: string | null
}

/** An authentic challenge, now spent. What it was sealed with can be compared, not read. */
export interface TakenChallenge {
  /** The challenge itself, base64url. */
  challenge: string
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
  return { challengeId: seal(config, record), challenge: challenge.toString('base64url') }
}

/**
 * Opens the seal and spends the challenge, before anything else of the answer is looked at: a wrong answer spends it
 * too, and of two answers one gets it. Null for a seal that is not ours, an expired or an already spent one.
 */
export async function takeChallenge(services: Services, challengeId: string): Promise<TakenChallenge | null> {
  const record = open(services.config, challengeId)
  if (record?.length !== 2 + 6 + 3 * 32 || record[0] !== 1) return null
  const expiresAt = new Date(record.readUIntBE(2, 6))
  const issuedAt = expiresAt.getTime() - challengeLife
  if (expiresAt <= services.now() || issuedAt < services.bootedAt.getTime()) return null
  const [challenge, account, session] = [8, 40, 72].map((start) => record.subarray(start, start + 32))
  if (!challenge || !account || !session) return null
  const spent = { challenge: challenge.toString('base64url'), expiresAt: expiresAt.toISOString() }
  const won = await inRelaxedTransaction(services.db, (held) => spend.run(held, spent))
  if (won !== 1) return null
  return {
    challenge: spent.challenge,
    isFor: (ceremony, sessionId) =>
      record[1] === ceremonies.indexOf(ceremony) && session.equals(digest(sessionId)),
    isOpen: account.equals(digest(null)),
    isOf: (value) => account.equals(digest(value)),
  }
}

/** Forgets spent challenges that have expired, and remembers how far: those are refused whatever the clock says. */
export async function purgeChallenges({ db, now }: Pick<Services, 'db' | 'now'>): Promise<void> {
  const until = now().toISOString()
  await db.transaction(async (tx: Db) => {
    await raiseWatermark(tx, until)
    await forgetSpent(tx, until)
  })
}

const digest = (text: string | null): Buffer =>
  text === null ? Buffer.alloc(32) : createHash('sha256').update(text).digest()

const ivLength = 12
const tagLength = 16

const keys = new WeakMap<object, Buffer[]>()

function keysOf(config: Config): Buffer[] {
  const known = keys.get(config) ?? keysFor(config.secrets, 'challenge')
  keys.set(config, known)
  return known
}

function seal(config: Config, record: Buffer): string {
  const iv = randomBytes(ivLength)
  const [key = Buffer.alloc(0)] = keysOf(config)
  const cipher = createCipheriv('aes-256-gcm', key, iv)
  const sealed = Buffer.concat([iv, cipher.update(record), cipher.final(), cipher.getAuthTag()])
  return sealed.toString('base64url')
}

function open(config: Config, challengeId: string): Buffer | null {
  const sealed = Buffer.from(challengeId, 'base64url')
  if (sealed.length <= ivLength + tagLength) return null
  for (const key of keysOf(config)) {
    const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, ivLength), {
      authTagLength: tagLength,
    })
    decipher.setAuthTag(sealed.subarray(-tagLength))
    try {
      return Buffer.concat([decipher.update(sealed.subarray(ivLength, -tagLength)), decipher.final()])
    } catch {
      // Sealed with another of the secrets, or not by us.
    }
  }
  return null
}
