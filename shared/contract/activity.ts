import { z } from 'zod'
import { id, time } from './fields.ts'

export const auditAction = z.enum([
  'setup.completed',
  'user.created',
  'user.renamed',
  'user.changed',
  'user.disabled',
  'user.enabled',
  'user.reminded',
  'users.exported',
  'user.invited',
  'invitation.accepted',
  'invitation.withdrawn',
  'passkey.registered',
  'passkey.renamed',
  'passkey.revoked',
  'passkey.suspended',
  'passkey.restored',
  'device.lost',
  'backup-codes.created',
  'backup-code.used',
  'password.set',
  'password.changed',
  'password.removed',
  'totp.enabled',
  'totp.removed',
  'recovery.started',
  'temporary-pass.issued',
  'temporary-pass.withdrawn',
  'temporary-pass.used',
  'sign-in.succeeded',
  'sign-in.new-computer',
  'sign-in.stopped',
  'sign-in.failed',
  'registration.failed',
  'hand-off.approved',
  'hand-off.redeemed',
  'hand-off.refused',
  'session.confirmed',
  'session.confirm-failed',
  'session.ended',
  'passkey.counter-regressed',
  'failures.suppressed',
  'model.renamed',
  'fleet-revocation.started',
  'fleet-revocation.paused',
  'fleet-revocation.resumed',
  'fleet-revocation.cancelled',
  'fleet-revocation.finished',
  'fleet-revocation.exported',
  'audit.exported',
  'token.created',
  'token.revoked',
  'backup.taken',
  'backup.restored',
])
export type AuditAction = z.infer<typeof auditAction>

const person = z.object({ id, displayName: z.string() })

/** One entry of the record as its subject or the console sees it. */
export const activityEntry = z.object({
  id,
  at: time,
  action: auditAction,
  actor: person.nullable(),
  target: person.nullable(),
  /** The passkey it was about, under the name it had then. */
  passkey: z.object({ id, name: z.string() }).nullable(),
  /** The API token that did it in the actor's name, or that it was about. */
  token: z.object({ id, name: z.string() }).nullable(),
  reason: z.string().nullable(),
  ticket: z.string().nullable(),
  address: z.string().nullable(),
  client: z.string().nullable(),
  /** How many, where the entry stands for several. */
  count: z.number().int().nullable(),
})
export type ActivityEntry = z.infer<typeof activityEntry>
