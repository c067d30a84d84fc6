import { z } from 'zod'

// Control characters and marks that reorder text: in a name they could forge a line of the record.
const unprintable = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u061c\u200b-\u200f\u2060\ufeff\u202a-\u202e\u2066-\u2069]/u

const line = (most: number) =>
  z
    .string()
    .transform((text) => text.trim().normalize('NFC'))
    .pipe(
      z
        .string()
        .min(1, 'Enter something here.')
        .max(most, `Use at most ${most} characters.`)
        .refine((text) => !unprintable.test(text), 'Use letters, digits, spaces and punctuation only.'),
    )

// Also one of several: PostgreSQL cannot hold a NUL.
export const id = z
  .string()
  .min(1)
  .max(64)
  .regex(/^[^\0]*$/)
export const time = z.iso.datetime()
export const base64url = z.string().regex(/^[\w-]*$/, 'Expected base64url.')

/** As the person writes it; `canonicalEmail` makes the form that accounts are compared by. */
export const email = z
  .string()
  .trim()
  .max(254, 'Use at most 254 characters.')
  .regex(z.regexes.unicodeEmail, 'Enter an e-mail address, like name@company.com.')
  .refine((text) => !unprintable.test(text), 'Enter an e-mail address, like name@company.com.')
  // Some letters are many in that form.
  .refine((text) => canonicalEmail(text).length <= 254, 'Use at most 254 characters.')

/** One address, however it is written: trimmed, NFKC, lower case. */
export function canonicalEmail(address: string): string {
  return address.trim().normalize('NFKC').toLowerCase()
}

export const displayName = line(100)
export const passkeyName = line(60)
export const modelName = line(60)
/** What an administrator calls a thing. */
export const label = line(60)
/** A label from the desktop app: shown as told, trusted for nothing. */
export const computerName = line(60)
export const reason = line(500)
export const ticket = line(60)

/** A list page: at most `limit` items, `next` is the cursor of the following page or null. */
export const page = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), next: z.string().nullable() })

/** The query every list takes. */
export const paging = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  // The longest holds an e-mail of 254 letters of three bytes, in base64.
  cursor: z.string().max(1100).optional(),
})
