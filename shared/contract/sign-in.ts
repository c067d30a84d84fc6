import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { computerName, displayName, email } from './fields.ts'
import { nextStep, totpCode, typedCode, typedPassword } from './next-step.ts'
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
    /** Mail is kept for developers to read: local mode without a mail server. */
    outbox: z.boolean(),
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
  // 120 bits cannot be guessed, and others' mistakes must not keep anybody from joining.
  attempt: 'passkey',
  body: z.object({ token: z.string().min(1).max(200) }),
  response: currentSession,
})

/** A way back on an account without a password: one of its backup codes, spent, for a session that can enrol. */
export const recover = endpoint({
  method: 'post',
  path: '/sign-in/recover',
  access: 'anyone',
  attempt: 'secret',
  body: z.object({ email, backupCode: typedCode }),
  response: currentSession,
})

/** A way back the help desk has given: its pass, spent, for a session that can enrol. */
export const signInWithTemporaryPass = endpoint({
  method: 'post',
  path: '/sign-in/temporary-pass',
  access: 'anyone',
  attempt: 'secret',
  body: z.object({ email, pass: z.string().min(1).max(100) }),
  response: currentSession,
})

export const beginPasskeySignIn = endpoint({
  method: 'post',
  path: '/sign-in/passkey/begin',
  access: 'anyone',
  body: z.object({ email: email.optional() }),
  response: ceremony(requestOptions),
})

const signedIn = z.object({ next: nextStep, user })

/** Done, unless the passkey seems to exist twice: then `next` asks for a second step, in a pending session. */
export const finishPasskeySignIn = endpoint({
  method: 'post',
  path: '/sign-in/passkey/finish',
  access: 'anyone',
  attempt: 'passkey',
  body: ceremonyAnswer.extend({ computer: computerName.optional() }),
  response: signedIn,
})

/** Never enough by itself: a right password opens a pending session, and `next` says what completes it. */
export const signInWithPassword = endpoint({
  method: 'post',
  path: '/sign-in/password',
  access: 'anyone',
  attempt: 'secret',
  body: z.object({ email, password: typedPassword, computer: computerName.optional() }),
  response: z.object({ next: nextStep }),
})

export const signInWithTotp = endpoint({
  method: 'post',
  path: '/sign-in/totp',
  access: 'pending',
  attempt: 'secret',
  body: z.object({ code: totpCode }),
  response: signedIn,
})

export const signInWithBackupCode = endpoint({
  method: 'post',
  path: '/sign-in/backup-code',
  access: 'pending',
  attempt: 'secret',
  body: z.object({ code: typedCode }),
  response: signedIn,
})

/** A tap on one of the account's security keys: a factor, not a verification. */
export const beginSecurityKeySignIn = endpoint({
  method: 'post',
  path: '/sign-in/security-key/begin',
  access: 'pending',
  response: ceremony(requestOptions),
})

export const finishSecurityKeySignIn = endpoint({
  method: 'post',
  path: '/sign-in/security-key/finish',
  access: 'pending',
  attempt: 'passkey',
  body: ceremonyAnswer,
  response: signedIn,
})
