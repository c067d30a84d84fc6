import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { id, time } from './fields.ts'
import { nextStep, totpCode, typedCode, typedPassword } from './next-step.ts'
import { permission } from './roles.ts'
import { user } from './user.ts'
import { ceremony, ceremonyAnswer, requestOptions } from './webauthn.ts'

export const sessionKind = z.enum(['full', 'pending', 'enrolment'])
export type SessionKind = z.infer<typeof sessionKind>

const freshness = {
  freshUntil: time.nullable(),
  /** 0 not fresh, 1 a second factor after a password, 2 a passkey or password + backup code. */
  freshLevel: z.union([z.literal(0), z.literal(1), z.literal(2)]),
}

/** The session of the caller. Asking for it does not prolong it. */
export const currentSession = z.object({
  user,
  kind: sessionKind,
  permissions: z.array(permission),
  ...freshness,
  expiresAt: time,
  passkeyId: id.nullable(),
})
export type CurrentSession = z.infer<typeof currentSession>

/** One session as its owner or the console sees it. */
export const sessionView = z.object({
  id,
  kind: sessionKind,
  createdAt: time,
  lastSeenAt: time,
  expiresAt: time,
  method: z.string(),
  passkeyId: id.nullable(),
  address: z.string(),
  client: z.string(),
  computer: z.string().optional(),
  current: z.boolean(),
  /** A live event stream is open at this moment. */
  online: z.boolean(),
})
export type SessionView = z.infer<typeof sessionView>

export const getSession = endpoint({
  method: 'get',
  path: '/session',
  access: 'enrolment',
  response: currentSession,
})

export const signOut = endpoint({ method: 'post', path: '/sign-out', access: 'any-session', response: null })

export const beginFreshPasskey = endpoint({
  method: 'post',
  path: '/session/fresh/passkey/begin',
  access: 'full',
  response: ceremony(requestOptions),
})

export const finishFreshPasskey = endpoint({
  method: 'post',
  path: '/session/fresh/passkey/finish',
  access: 'full',
  attempt: 'passkey',
  body: ceremonyAnswer,
  response: z.object(freshness),
})

/** The first half of being fresh without a passkey; `next` says what the second can be. Changes nothing by itself. */
export const confirmPassword = endpoint({
  method: 'post',
  path: '/session/fresh/password',
  access: 'full',
  attempt: 'secret',
  body: z.object({ password: typedPassword }),
  response: z.object({ next: nextStep }),
})

/** Level 1. */
export const confirmTotp = endpoint({
  method: 'post',
  path: '/session/fresh/totp',
  access: 'full',
  attempt: 'secret',
  body: z.object({ code: totpCode }),
  response: z.object(freshness),
})

/** Level 2. */
export const confirmBackupCode = endpoint({
  method: 'post',
  path: '/session/fresh/backup-code',
  access: 'full',
  attempt: 'secret',
  body: z.object({ code: typedCode }),
  response: z.object(freshness),
})

export const beginFreshSecurityKey = endpoint({
  method: 'post',
  path: '/session/fresh/security-key/begin',
  access: 'full',
  response: ceremony(requestOptions),
})

/** Level 1. */
export const finishFreshSecurityKey = endpoint({
  method: 'post',
  path: '/session/fresh/security-key/finish',
  access: 'full',
  attempt: 'passkey',
  body: ceremonyAnswer,
  response: z.object(freshness),
})

/** Drops freshness: the screen was locked. */
export const dropFreshness = endpoint({
  method: 'delete',
  path: '/session/fresh',
  access: 'full',
  response: null,
})
