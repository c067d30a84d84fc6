import { z } from 'zod'
import { activityEntry } from './activity.ts'
import { endpoint } from './endpoint.ts'
import { displayName, email, id, page, paging, reason, ticket, time } from './fields.ts'
import { aaguid } from './model.ts'
import { secondStep } from './next-step.ts'
import { passkey, sessionsEnded } from './passkey.ts'
import { role } from './roles.ts'
import { sessionView } from './session.ts'
import { user, userStatus } from './user.ts'

export const userParams = z.object({ id })
const params = userParams

/** Why something is done to somebody else, for the record. */
export const why = { reason, ticket: ticket.optional() }
export const passMinutes = z.number().int().min(10).max(1440)

/** The secret of an invitation, told once: as a link, and as a code to type. */
export const invitation = z.object({ token: z.string(), url: z.string(), expiresAt: time })
export type Invitation = z.infer<typeof invitation>

/** Whom a list shows: what is not named is not asked for. */
export const usersFilter = z.object({
  /** Part of an e-mail or name; one or two letters: how one of them begins. */
  search: z.string().trim().max(100).optional(),
  role: role.optional(),
  status: userStatus.optional(),
  passkeys: z.enum(['none', 'one', 'any']).optional(),
  /** One active passkey, bound to its device, and no backup code left. */
  atRisk: z.literal('one-device-bound-no-codes').optional(),
  /** Not signed in for so many days, or never. */
  unusedDays: z.coerce.number().int().min(1).max(3650).optional(),
  invitation: z.literal('pending').optional(),
  /** All their active passkeys are of this authenticator model. */
  soleModel: aaguid.optional(),
})
export type UsersFilter = z.infer<typeof usersFilter>

/** In the order of their e-mail; those unused for long in the order of their last sign-in. */
export const listUsers = endpoint({
  method: 'get',
  path: '/users',
  access: 'users.read',
  query: paging.extend(usersFilter.shape),
  response: page(user).extend({
    /** How many match: counted as far as a thousand, beyond which `isExact` is false. */
    matching: z.object({ count: z.number().int(), isExact: z.boolean() }),
  }),
})

/** The filtered list whole, as CSV. */
export const exportUsers = endpoint({
  method: 'get',
  path: '/users/export',
  access: 'users.read',
  query: usersFilter,
  response: null,
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

/** Changes what is given. An e-mail in use is a `conflict`; a role takes effect with the very next request. */
export const changeUser = endpoint({
  method: 'patch',
  path: '/users/:id',
  access: 'users.write',
  fresh: 'passkey',
  params,
  body: z.object({ email: email.optional(), displayName: displayName.optional(), role: role.optional() }),
  response: z.object({ user }),
})

/** Ends every session and voids what could open another; nothing is erased. Repeated, it answers zero. */
export const disableUser = endpoint({
  method: 'post',
  path: '/users/:id/disable',
  access: 'users.write',
  fresh: 'passkey',
  params,
  body: z.object(why),
  response: sessionsEnded.extend({ user }),
})

export const enableUser = endpoint({
  method: 'post',
  path: '/users/:id/enable',
  access: 'users.write',
  fresh: 'passkey',
  params,
  body: z.object({ reason: reason.optional() }),
  response: z.object({ user }),
})

/** Asks people by mail to register a passkey, a second one or one of another model. Answers how many mails were written. */
export const remindUsers = endpoint({
  method: 'post',
  path: '/users/remind',
  access: 'users.write',
  fresh: 'passkey',
  body: z.object({ userIds: z.array(id).min(1).max(200) }),
  response: z.object({ reminded: z.number().int() }),
})

export const listUserPasskeys = endpoint({
  method: 'get',
  path: '/users/:id/passkeys',
  access: 'users.read',
  params,
  query: paging,
  response: page(passkey),
})

export const listUserSessions = endpoint({
  method: 'get',
  path: '/users/:id/sessions',
  access: 'users.read',
  params,
  query: paging,
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
  body: z.object({ passkeyIds: z.array(id).max(200), voidBackupCodes: z.boolean().optional() }),
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
  body: z.object(why),
  response: sessionsEnded,
})

/** Told once; 10 minutes to 24 hours, single use, void after five wrong tries or as soon as another is issued. */
export const issueTemporaryPass = endpoint({
  method: 'post',
  path: '/users/:id/temporary-pass',
  access: 'temporary-pass.issue',
  fresh: 'passkey',
  params,
  body: z.object({ minutes: passMinutes, ...why }),
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
