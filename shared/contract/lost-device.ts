import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { id, time } from './fields.ts'
import { sessionsEnded } from './passkey.ts'
import { passMinutes, userParams as params, why } from './users.ts'

/**
 * One act for a lost device: the passkeys' keys erased, every session they opened ended, what was begun voided, and
 * told to their owner. `desktopsSignedOut` counts the ended sessions whose live stream was open within 30 s.
 */
export const loseDevice = endpoint({
  method: 'post',
  path: '/users/:id/lost-device',
  access: 'passkeys.revoke',
  fresh: 'passkey',
  params,
  body: z.object({
    passkeyIds: z.array(id).min(1).max(200),
    ...why,
    endAllSessions: z.boolean().default(false),
    voidBackupCodes: z.boolean().default(false),
    temporaryPassMinutes: passMinutes.optional(),
  }),
  response: z.object({
    passkeysRevoked: z.number().int(),
    sessionsEnded: z.number().int(),
    desktopsSignedOut: z.number().int(),
    temporaryPass: z.object({ pass: z.string(), expiresAt: time }).optional(),
  }),
})

/** Until `until`, when it becomes revoked by itself, or until somebody restores or revokes it. */
export const suspendUserPasskey = endpoint({
  method: 'post',
  path: '/users/:id/passkeys/:pid/suspend',
  access: 'passkeys.suspend',
  fresh: 'passkey',
  params: params.extend({ pid: id }),
  body: z.object({ ...why, until: time.optional() }),
  response: sessionsEnded,
})

export const restoreUserPasskey = endpoint({
  method: 'post',
  path: '/users/:id/passkeys/:pid/restore',
  access: 'passkeys.suspend',
  fresh: 'passkey',
  params: params.extend({ pid: id }),
  body: z.object(why),
  response: sessionsEnded,
})

export const endUserSessions = endpoint({
  method: 'post',
  path: '/users/:id/sessions/end',
  access: 'sessions.end',
  fresh: 'passkey',
  params,
  body: z.object(why),
  response: sessionsEnded,
})
