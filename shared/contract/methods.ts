import { z } from 'zod'
import { activityEntry } from './activity.ts'
import { endpoint } from './endpoint.ts'
import {
  base64url,
  computerName,
  displayName,
  id,
  page,
  paging,
  passkeyName,
  reason,
  ticket,
  time,
} from './fields.ts'
import { passkey, passkeyRename, sessionsEnded } from './passkey.ts'
import { sessionView } from './session.ts'
import { user } from './user.ts'
import { ceremony, ceremonyAnswer, creationOptions } from './webauthn.ts'

export const where = z.enum(['this-computer', 'security-key', 'any'])
export type Where = z.infer<typeof where>

/** Register a first passkey; a second one, urgently where the only one is bound to a device. */
export const advice = z.enum(['register-first', 'second-firmly', 'second-softly'])

export const methods = z.object({
  passkeys: z.array(passkey),
  userHandle: base64url,
  /** `allowed`: help desk and administrators sign in with passkeys only. */
  password: z.object({ set: z.boolean(), allowed: z.boolean(), changedAt: time.nullable() }),
  totp: z.object({ enabled: z.boolean(), createdAt: time.nullable() }),
  backupCodes: z.object({
    remaining: z.number().int(),
    total: z.number().int(),
    createdAt: time.nullable(),
  }),
  advice: advice.nullable(),
})
export type Methods = z.infer<typeof methods>

export const getMethods = endpoint({ method: 'get', path: '/me/methods', access: 'full', response: methods })

export const updateMe = endpoint({
  method: 'patch',
  path: '/me',
  access: 'full',
  body: z.object({ displayName }),
  response: z.object({ user }),
})

export const beginRegistration = endpoint({
  method: 'post',
  path: '/me/passkeys/begin',
  access: 'enrolment',
  fresh: 'level-2',
  body: z.object({ where: where.default('any') }),
  response: ceremony(creationOptions),
})

export const finishRegistration = endpoint({
  method: 'post',
  path: '/me/passkeys/finish',
  access: 'enrolment',
  attempt: 'passkey',
  body: ceremonyAnswer.extend({ name: passkeyName.optional(), computer: computerName.optional() }),
  /** `backupCodes` come once, when the account has none unused. */
  response: z.object({ passkey, backupCodes: z.array(z.string()).optional() }),
})

const passkeyParams = z.object({ id })

export const renamePasskey = endpoint({
  method: 'patch',
  path: '/me/passkeys/:id',
  access: 'full',
  params: passkeyParams,
  body: passkeyRename,
  response: z.object({ passkey }),
})

export const revokeMyPasskey = endpoint({
  method: 'post',
  path: '/me/passkeys/:id/revoke',
  access: 'full',
  fresh: 'level-1',
  params: passkeyParams,
  body: z.object({ reason: reason.optional(), ticket: ticket.optional() }),
  response: sessionsEnded,
})

/** Takes it out of use, its sessions too; until `until`, when it becomes revoked by itself, or until it is restored. */
export const suspendMyPasskey = endpoint({
  method: 'post',
  path: '/me/passkeys/:id/suspend',
  access: 'full',
  fresh: 'level-1',
  params: passkeyParams,
  body: z.object({ reason: reason.optional(), until: time.optional() }),
  response: sessionsEnded,
})

export const restoreMyPasskey = endpoint({
  method: 'post',
  path: '/me/passkeys/:id/restore',
  access: 'full',
  fresh: 'level-2',
  params: passkeyParams,
  response: sessionsEnded,
})

export const getMyActivity = endpoint({
  method: 'get',
  path: '/me/activity',
  access: 'full',
  query: paging,
  response: page(activityEntry),
})

/** Ten new codes; those before are void. */
export const createBackupCodes = endpoint({
  method: 'post',
  path: '/me/backup-codes',
  access: 'full',
  fresh: 'level-2',
  response: z.object({ codes: z.array(z.string()) }),
})

export const getMySessions = endpoint({
  method: 'get',
  path: '/me/sessions',
  access: 'full',
  fresh: 'level-1',
  response: page(sessionView),
})

export const endMySession = endpoint({
  method: 'post',
  path: '/me/sessions/:id/end',
  access: 'full',
  fresh: 'level-1',
  params: z.object({ id }),
  response: sessionsEnded,
})

/** The acting session stays, under a new cookie. */
export const endMyOtherSessions = endpoint({
  method: 'post',
  path: '/me/sessions/end-others',
  access: 'full',
  fresh: 'level-1',
  response: sessionsEnded,
})
