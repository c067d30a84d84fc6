import { z } from 'zod'
import { activityEntry, auditAction } from './activity.ts'
import { endpoint } from './endpoint.ts'
import { id, page, paging, time } from './fields.ts'
import { role } from './roles.ts'

/** One entry of the record, whole. */
export const auditEntry = activityEntry.extend({
  actorRole: role.nullable(),
  sessionId: id.nullable(),
  /** Its place in the sealed chain; null for the second or so until it is sealed. */
  position: z.number().int().nullable(),
})
export type AuditEntry = z.infer<typeof auditEntry>

/** Which entries: what is not named is not asked for. */
export const auditFilter = z.object({
  actor: id.optional(),
  target: id.optional(),
  action: auditAction.optional(),
  /** Since this moment. */
  from: time.optional(),
  /** Before this moment. */
  to: time.optional(),
})
export type AuditFilter = z.infer<typeof auditFilter>

/**
 * Newest first. A page may be shorter than `limit` and have a next one all the same, where what is asked for is rare:
 * only `next` tells whether there is more.
 */
export const listAudit = endpoint({
  method: 'get',
  path: '/audit',
  access: 'audit.read',
  query: paging.extend(auditFilter.shape),
  response: page(auditEntry),
})

/** Oldest first, whole, as JSON lines or CSV. */
export const exportAudit = endpoint({
  method: 'get',
  path: '/audit/export',
  access: 'audit.read',
  query: auditFilter.extend({ format: z.enum(['ndjson', 'csv']).default('ndjson') }),
  response: null,
})

/** The end of the chain, to be kept elsewhere: `<position>:<seal>`. */
export const chainHead = z
  .string()
  .regex(/^\d+:[\w-]{43}$/, 'A head looks like 1042:Qm9… as the last check printed it.')

/** The first thing that is wrong with the record. */
export const chainFault = z.object({
  kind: z.enum(['altered', 'missing', 'inserted', 'cut']),
  /** Where in the chain, and which entry, as far as there is one. */
  position: z.number().int().nullable(),
  entryId: id.nullable(),
})
export type ChainFault = z.infer<typeof chainFault>

/** Walks the whole chain; against an earlier `head` a cut tail shows too. */
export const verifyAudit = endpoint({
  method: 'get',
  path: '/audit/verify',
  access: 'audit.read',
  query: z.object({ head: chainHead.optional() }),
  response: z.object({
    /** How many were found as they were sealed, up to the fault if there is one. */
    entries: z.number().int(),
    /** How many wait for their seal, counted up to a few hundred: none for longer than a second or so. */
    unsealed: z.number().int(),
    /** Null where nothing was sealed yet. */
    head: z.string().nullable(),
    fault: chainFault.nullable(),
  }),
})
