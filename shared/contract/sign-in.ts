import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { computerName, displayName, email } from './fields.ts'
import { currentSession } from './session.ts'
import { user } from './user.ts'
import { ceremony, ceremonyAnswer, requestOptions } from './webauthn.ts'

export const getServer = endpoint({
  method: 'get',
  path: '/server',
  access: 'anyone',
  response: z.object({
    name: z.string(),
    /** Whom to call, in the operator's words; empty where none is configured. */
    support: z.string(),
    version: z.string(),
    rpId: z.string(),
    setupRequired: z.boolean(),
    /** `POST /setup` wants the token that the server printed at its start. */
    setupTokenRequired: z.boolean(),
    passwordAllowed: z.boolean(),
    minimumClient: z.string().nullable(),
    local: z.boolean(),
  }),
})

export const setUp = endpoint({
  method: 'post',
  path: '/setup',
  access: 'anyone',
  body: z.object({ email, displayName, token: z.string().max(200).optional() }),
  response: currentSession,
})

export const acceptInvitation = endpoint({
  method: 'post',
  path: '/invitations/accept',
  access: 'anyone',
  body: z.object({ token: z.string().min(1).max(200) }),
  response: currentSession,
})

/** A way back on an account without a password: one of its backup codes, spent, for a session that can enrol. */
export const recover = endpoint({
  method: 'post',
  path: '/sign-in/recover',
  access: 'anyone',
  body: z.object({ email, backupCode: z.string().min(1).max(100) }),
  response: currentSession,
})

/** A way back the help desk has given: its pass, spent, for a session that can enrol. */
export const signInWithTemporaryPass = endpoint({
  method: 'post',
  path: '/sign-in/temporary-pass',
  access: 'anyone',
  body: z.object({ email, pass: z.string().min(1).max(100) }),
  response: currentSession,
})

/** What is still missing; `oneOf` is never empty and told only after a right password. */
export const nextStep = z.discriminatedUnion('done', [
  z.object({ done: z.literal(true) }),
  z.object({
    done: z.literal(false),
    oneOf: z.array(z.enum(['totp', 'backup-code', 'security-key'])).min(1),
  }),
])

export const beginPasskeySignIn = endpoint({
  method: 'post',
  path: '/sign-in/passkey/begin',
  access: 'anyone',
  body: z.object({ email: email.optional() }),
  response: ceremony(requestOptions),
})

export const finishPasskeySignIn = endpoint({
  method: 'post',
  path: '/sign-in/passkey/finish',
  access: 'anyone',
  body: ceremonyAnswer.extend({ computer: computerName.optional() }),
  response: z.object({ next: nextStep, user }),
})
