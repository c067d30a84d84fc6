import { z } from 'zod'

/** What completes a sign-in after its first factor. */
export const secondStep = z.enum(['totp', 'security-key', 'backup-code'])
export type SecondStep = z.infer<typeof secondStep>

/** What is still missing; `oneOf` is never empty and told only after a first factor was right. */
export const nextStep = z.discriminatedUnion('done', [
  z.object({ done: z.literal(true) }),
  z.object({ done: z.literal(false), oneOf: z.array(secondStep).min(1) }),
])
export type NextStep = z.infer<typeof nextStep>

/** As an app shows it: six digits, spaces allowed. */
export const totpCode = z
  .string()
  .transform((text) => text.replace(/\s/g, ''))
  .pipe(z.string().regex(/^\d{6}$/, 'Enter the six digits your app shows.'))

/** A backup code as typed: any case, with or without its hyphens. */
export const typedCode = z.string().min(1, 'Enter one of your backup codes.').max(100)

/** A password as typed. What a new one must be is said where it is set. */
export const typedPassword = z.string().min(1, 'Enter your password.').max(1000)
