import { createCipheriv, createDecipheriv, createSecretKey, randomBytes, type KeyObject } from 'node:crypto'
import type { Config } from './config.ts'
import { keysFor } from './secret.ts'

type Secrets = Pick<Config, 'secrets'>
/** What is sealed for one purpose opens for no other. */
type Purpose = 'challenge' | 'totp'

const ivLength = 12
const tagLength = 16

/** Seals bytes under the first of the secrets (AES-256-GCM) into base64url: nobody else can read or make one. */
export function seal(config: Secrets, purpose: Purpose, bytes: Buffer): string {
  const iv = randomBytes(ivLength)
  const [key] = keysOf(config, purpose)
  if (!key) throw new Error('There is no secret to seal with.')
  const cipher = createCipheriv('aes-256-gcm', key, iv)
  return Buffer.concat([iv, cipher.update(bytes), cipher.final(), cipher.getAuthTag()]).toString('base64url')
}

/** What was sealed under any of the secrets; null for anything else. */
export function unseal(config: Secrets, purpose: Purpose, text: string): Buffer | null {
  const sealed = Buffer.from(text, 'base64url')
  if (sealed.length <= ivLength + tagLength) return null
  for (const key of keysOf(config, purpose)) {
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

const known = new WeakMap<object, Map<Purpose, KeyObject[]>>()

function keysOf(config: Secrets, purpose: Purpose): KeyObject[] {
  const purposes = known.get(config) ?? new Map<Purpose, KeyObject[]>()
  known.set(config, purposes)
  const keys = purposes.get(purpose) ?? keysFor(config.secrets, purpose).map((key) => createSecretKey(key))
  purposes.set(purpose, keys)
  return keys
}
