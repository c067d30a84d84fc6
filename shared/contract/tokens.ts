import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { id, label, page, paging, time } from './fields.ts'
import { tokenPermission } from './roles.ts'

/** A secret by which a program acts in the name of the administrator who made it. */
export const apiToken = z.object({
  id,
  name: z.string(),
  permissions: z.array(tokenPermission),
  /** The last characters of the secret: enough to know again one that was found somewhere. */
  ending: z.string(),
  status: z.enum(['active', 'expired', 'revoked']),
  createdAt: time,
  createdBy: z.object({ id, displayName: z.string() }),
  expiresAt: time,
  lastUsedAt: time.nullable(),
  /** From which address; exact to a minute, like the time. */
  lastUsedFrom: z.string().nullable(),
  revokedAt: time.nullable(),
})
export type ApiToken = z.infer<typeof apiToken>

/** Newest first; those that ended stay for 90 days. */
export const listTokens = endpoint({
  method: 'get',
  path: '/tokens',
  access: 'tokens.manage',
  query: paging,
  response: page(apiToken),
})

/** The secret is told in this answer and never again. */
export const createToken = endpoint({
  method: 'post',
  path: '/tokens',
  access: 'tokens.manage',
  fresh: 'passkey',
  body: z.object({
    name: label,
    permissions: z.array(tokenPermission).min(1, 'Choose at least one permission.').max(20),
    /** How long it is good. */
    days: z.number().int().min(1).max(365),
  }),
  response: z.object({ token: apiToken, secret: z.string() }),
})

/** For good; repeated, it changes nothing. Taking away is easier than giving. */
export const revokeToken = endpoint({
  method: 'post',
  path: '/tokens/:id/revoke',
  access: 'tokens.manage',
  fresh: 'level-1',
  params: z.object({ id }),
  response: z.object({ token: apiToken }),
})
