import { z } from 'zod'
import { activityEntry } from './activity.ts'
import { endpoint } from './endpoint.ts'
import { displayName, email, id, page, paging, reason, ticket, time } from './fields.ts'
import { secondStep } from './next-step.ts'
import { passkey, sessionsEnded } from './passkey.ts'
import { role } from './roles.ts'
import { sessionView } from './session.ts'
import { user, userStatus } from './user.ts'

const params = z.object({ id })

/** The secret of an invitation, told once: as a link, and as a code to type. */
export const invitation = z.object({ token: z.string(), url: z.string(), expiresAt: time })
export type Invitation = z.infer<typeof invitation>

export const listUsers = endpoint({
  method: 'get',
  path: '/users',
  access: 'users.read',
  query: paging.extend({
    search: z.string().trim().max(100).optional(),
    role: role.optional(),
    status: userStatus.optional(),
    passkeys: z.enum(['none', 'one', 'any']).optional(),
  }),
  response: page(user),
})

export const createUser = endpoint({
  method: 'post',
  path: '/users',
  access: 'users.write',
  fresh: 'passkey',
  body: z.object({ email, displayName, role: role.default('user') }),
  response: z.object({ user, invitation }),
})

export const getUser = endpoint({
  method: 'get',
  path: '/users/:id',
  access: 'users.read',
  params,
  response: z.object({
    user,
    /** Outstanding invitation, without its secret. */
    invitation: z.object({ expiresAt: time }).nullable(),
    backupCodesRemaining: z.number().int(),
    passwordSet: z.boolean(),
    totpEnabled: z.boolean(),
    /** Outstanding temporary pass, without its secret. */
    temporaryPass: z.object({ expiresAt: time }).nullable(),
    /** Whether the asking person may act on this one at all. */
    mayAct: z.boolean(),
  }),
})

export const inviteAgain = endpoint({
  method: 'post',
  path: '/users/:id/invitation',
  access: 'users.write',
  fresh: 'passkey',
  params,
  response: z.object({ user, invitation }),
})

export const withdrawInvitation = endpoint({
  method: 'delete',
  path: '/users/:id/invitation',
  access: 'users.write',
  fresh: 'passkey',
  params,
  response: null,
})

export const listUserPasskeys = endpoint({
  method: 'get',
  path: '/users/:id/passkeys',
  access: 'users.read',
  params,
  response: page(passkey),
})

export const listUserSessions = endpoint({
  method: 'get',
  path: '/users/:id/sessions',
  access: 'users.read',
  params,
  response: page(sessionView),
})

export const listUserActivity = endpoint({
  method: 'get',
  path: '/users/:id/activity',
  access: 'users.read',
  params,
  query: paging,
  response: page(activityEntry),
})

/** A way in that is left: `count` of its kind, `names` where they have any, `steps` that complete a password. */
export const wayIn = z.object({
  kind: z.enum(['passkey', 'password', 'backup-codes']),
  count: z.number().int(),
  names: z.array(z.string()),
  steps: z.array(secondStep).optional(),
})
export type WayIn = z.infer<typeof wayIn>

/** What a user could still sign in with if `passkeyIds` were revoked. Changes nothing. */
export const forecast = endpoint({
  method: 'post',
  path: '/users/:id/forecast',
  access: 'users.read',
  params,
  body: z.object({ passkeyIds: z.array(id).max(200) }),
  response: z.object({
    remaining: z.array(wayIn),
    lockedOut: z.boolean(),
    sessionsEnding: z.number().int(),
  }),
})

export const revokeUserPasskey = endpoint({
  method: 'post',
  path: '/users/:id/passkeys/:pid/revoke',
  access: 'passkeys.revoke',
  fresh: 'passkey',
  params: params.extend({ pid: id }),
  body: z.object({ reason, ticket: ticket.optional() }),
  response: sessionsEnded,
})

/** Told once; 10 minutes to 24 hours, single use, void after five wrong tries or as soon as another is issued. */
export const issueTemporaryPass = endpoint({
  method: 'post',
  path: '/users/:id/temporary-pass',
  access: 'temporary-pass.issue',
  fresh: 'passkey',
  params,
  body: z.object({ minutes: z.number().int().min(10).max(1440), reason, ticket: ticket.optional() }),
  response: z.object({ pass: z.string(), expiresAt: time }),
})

export const withdrawTemporaryPass = endpoint({
  method: 'delete',
  path: '/users/:id/temporary-pass',
  access: 'temporary-pass.issue',
  fresh: 'passkey',
  params,
  response: null,
})
