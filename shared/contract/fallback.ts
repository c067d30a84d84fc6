import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { totpCode } from './next-step.ts'

/** Characters, as people count them: OWASP ASVS 5.0, 6.2.1 and 6.2.9. */
export const passwordLength = { least: 8, most: 256 } as const

const characters = (text: string) => Array.from(text).length

/** Any characters at all; what is too common, or is the account's own name, the server refuses. */
export const newPassword = z
  .string()
  .max(4 * passwordLength.most)
  // As typed and as kept: some characters fall together, and some stand for whole words.
  .refine((text) => Math.min(characters(text), characters(text.normalize('NFKC'))) >= passwordLength.least, {
    error: `Use at least ${passwordLength.least} characters. A few words are easier to remember than one.`,
  })
  .refine((text) => characters(text) <= passwordLength.most, {
    error: `Use at most ${passwordLength.most} characters.`,
  })

/**
 * Sets or changes the password; other sessions that a password opened end. `backupCodes` come once, where the account
 * would otherwise have no second step.
 */
export const setPassword = endpoint({
  method: 'put',
  path: '/me/password',
  access: 'full',
  fresh: 'level-2',
  body: z.object({ password: newPassword }),
  response: z.object({ sessionsEnded: z.number().int(), backupCodes: z.array(z.string()).optional() }),
})

export const removePassword = endpoint({
  method: 'delete',
  path: '/me/password',
  access: 'full',
  fresh: 'level-2',
  response: z.object({ sessionsEnded: z.number().int() }),
})

/** A new secret for an authenticator app: base32 to type, `otpauth://` to show as a QR code. Nothing changes yet. */
export const beginTotp = endpoint({
  method: 'post',
  path: '/me/totp/begin',
  access: 'full',
  fresh: 'level-2',
  response: z.object({ secret: z.string(), uri: z.string() }),
})

/** A code of the app proves that it has the secret, which takes the place of an earlier one. */
export const finishTotp = endpoint({
  method: 'post',
  path: '/me/totp/finish',
  access: 'full',
  body: z.object({ code: totpCode }),
  response: z.object({ totp: z.object({ enabled: z.literal(true) }) }),
})

export const removeTotp = endpoint({
  method: 'delete',
  path: '/me/totp',
  access: 'full',
  fresh: 'level-2',
  response: null,
})
