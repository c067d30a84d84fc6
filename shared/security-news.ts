import { z } from 'zod'

/** What the page may have the system say about the account; the words are the shell's. */
export const securityNews = z.enum([
  'new-sign-in',
  'passkey-added',
  'passkey-revoked',
  'passkey-suspended',
  'signed-out',
])
export type SecurityNews = z.infer<typeof securityNews>
