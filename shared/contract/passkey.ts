import { z } from 'zod'
import { base64url, id, passkeyName, time } from './fields.ts'
import { transport } from './webauthn.ts'

export const seenFrom = z.object({
  address: z.string(),
  /** Browser and system in words, as the user agent tells them. */
  client: z.string(),
  computer: z.string().optional(),
})

export const passkeyStatus = z.enum(['active', 'suspended', 'revoked'])

/** BE=1 BS=1 `synced`; BE=1 BS=0 `can-sync`; BE=0 `device`. */
export const backup = z.enum(['synced', 'can-sync', 'device'])

export const passkey = z.object({
  id,
  credentialId: base64url,
  name: z.string(),
  model: z.object({ name: z.string(), aaguid: z.string(), attested: z.boolean() }),
  backup,
  transports: z.array(transport),
  createdAt: time,
  createdFrom: seenFrom.nullable(),
  lastUsedAt: time.nullable(),
  lastUsedFrom: seenFrom.nullable(),
  /** The one that opened the asking session. */
  current: z.boolean(),
  /** How many sessions opened by this passkey are still running: revoking it ends them. */
  openSessions: z.number().int(),
  status: passkeyStatus,
  suspendedUntil: time.nullable(),
  revokedAt: time.nullable(),
  revokedBy: z.object({ id, displayName: z.string() }).nullable(),
  reason: z.string().nullable(),
  ticket: z.string().nullable(),
})
export type Passkey = z.infer<typeof passkey>

export const passkeyRename = z.object({ name: passkeyName })

export const sessionsEnded = z.object({ sessionsEnded: z.number().int() })
