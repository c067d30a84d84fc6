import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { id, modelName, page, paging, reason, ticket, time } from './fields.ts'
import { aaguid } from './model.ts'
import { backup, passkeyStatus } from './passkey.ts'
import { user } from './user.ts'

/** An authenticator model in use. Unless attested it is what the authenticators say of themselves. */
export const model = z.object({
  aaguid,
  /** As an administrator named it, else as it is commonly known; `Unknown model` where nobody tells. */
  name: z.string(),
  /** Whether an administrator has named it. */
  renamed: z.boolean(),
  attested: z.boolean(),
  /** Passkeys that can be used at this moment; of those, the ones that are not bound to one device. */
  active: z.number().int(),
  synced: z.number().int(),
  suspended: z.number().int(),
  /** People with an active passkey of this model, and those of them who have no passkey of another. */
  users: z.number().int(),
  usersWithNothingElse: z.number().int(),
  /** The last day, in UTC, on which one was used. */
  lastUsedOn: z.iso.date().nullable(),
})
export type Model = z.infer<typeof model>

const params = z.object({ aaguid })

/** Every model that has a passkey, the most used first. */
export const listModels = endpoint({
  method: 'get',
  path: '/fleet/models',
  access: 'fleet.read',
  response: page(model),
})

export const listModelUsers = endpoint({
  method: 'get',
  path: '/fleet/models/:aaguid/users',
  access: 'fleet.read',
  params,
  query: paging,
  response: page(
    z.object({
      user,
      passkeys: z.array(
        z.object({
          id,
          name: z.string(),
          backup,
          status: passkeyStatus,
          createdAt: time,
          lastUsedAt: time.nullable(),
        }),
      ),
      /** No active passkey of another model. */
      hasNothingElse: z.boolean(),
    }),
  ),
})

/** Gives a model a name of one's own; null takes it away. */
export const renameModel = endpoint({
  method: 'patch',
  path: '/fleet/models/:aaguid',
  access: 'fleet.revoke',
  fresh: 'passkey',
  params,
  body: z.object({ name: modelName.nullable() }),
  response: z.object({ model }),
})

/** What a bulk revocation is about. `lockedOut`: what becomes of people it would leave without a way back in. */
const order = z.object({
  aaguid,
  /** Only passkeys registered before this moment. */
  createdBefore: time.optional(),
  reason,
  ticket: ticket.optional(),
  lockedOut: z.enum(['skip', 'revoke']).default('skip'),
})

export const previewRevocation = endpoint({
  method: 'post',
  path: '/fleet/revocations/preview',
  access: 'fleet.revoke',
  fresh: 'passkey',
  body: order,
  /** All without the asker's own. */
  response: z.object({
    passkeys: z.number().int(),
    users: z.number().int(),
    sessions: z.number().int(),
    /** People left without a way back in, all of them counted and the first fifty named. */
    lockedOut: z.object({ count: z.number().int(), users: z.array(user) }),
    /** The asker's own passkeys of the model: left alone, so that somebody can always administer this server. */
    own: z.number().int(),
  }),
})

export const revocationStatus = z.enum(['running', 'paused', 'done', 'cancelled'])

/** A bulk revocation. In effect at once for all it is about, apart from people it may have to skip; then row by row. */
export const revocation = z.object({
  id,
  aaguid,
  modelName: z.string(),
  createdBefore: time,
  reason: z.string(),
  ticket: z.string().nullable(),
  lockedOut: z.enum(['skip', 'revoke']),
  status: revocationStatus,
  /** Passkeys it is about, as counted when it began; once it is done, those it came across. */
  total: z.number().int(),
  revoked: z.number().int(),
  skipped: z.number().int(),
  sessionsEnded: z.number().int(),
  createdAt: time,
  createdBy: z.object({ id, displayName: z.string() }),
  /** Who started or resumed it last: in their name it goes on, and their own passkeys are left alone. */
  runBy: z.object({ id, displayName: z.string() }),
  finishedAt: time.nullable(),
})
export type Revocation = z.infer<typeof revocation>

export const startRevocation = endpoint({
  method: 'post',
  path: '/fleet/revocations',
  access: 'fleet.revoke',
  fresh: 'passkey',
  body: order,
  response: z.object({ job: revocation }),
})

/** Newest first. */
export const listRevocations = endpoint({
  method: 'get',
  path: '/fleet/revocations',
  access: 'fleet.read',
  query: paging,
  response: page(revocation),
})

const job = z.object({ id })

export const getRevocation = endpoint({
  method: 'get',
  path: '/fleet/revocations/:id',
  access: 'fleet.read',
  params: job,
  response: z.object({ job: revocation }),
})

export const revocationResult = z.object({
  passkeyId: id,
  passkeyName: z.string(),
  user: z.object({ id, displayName: z.string(), email: z.string() }),
  /** `skipped-own`: of whoever ordered it. Nobody acts on themselves in the console. */
  outcome: z.enum(['revoked', 'skipped-locked-out', 'skipped-own']),
  sessionsEnded: z.number().int(),
  at: time,
})
export type RevocationResult = z.infer<typeof revocationResult>

/** Those skipped first, so that whoever follows them up has them on the first page. */
export const listRevocationResults = endpoint({
  method: 'get',
  path: '/fleet/revocations/:id/results',
  access: 'fleet.read',
  params: job,
  query: paging.extend({ outcome: z.enum(['revoked', 'skipped']).optional() }),
  response: page(revocationResult),
})

/** Every row, as CSV. */
export const exportRevocationResults = endpoint({
  method: 'get',
  path: '/fleet/revocations/:id/export',
  access: 'fleet.read',
  params: job,
  response: null,
})

const change = {
  method: 'post',
  access: 'fleet.revoke',
  fresh: 'passkey',
  params: job,
  response: z.object({ job: revocation }),
} as const

/** Takes effect after the chunk under way. What is not done yet is not in effect while paused or cancelled. */
export const pauseRevocation = endpoint({ ...change, path: '/fleet/revocations/:id/pause' })
export const resumeRevocation = endpoint({ ...change, path: '/fleet/revocations/:id/resume' })
export const cancelRevocation = endpoint({ ...change, path: '/fleet/revocations/:id/cancel' })
