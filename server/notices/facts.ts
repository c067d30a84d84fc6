import { z } from 'zod'
import { role } from '../../shared/contract/roles.ts'

const person = z.object({ id: z.string(), name: z.string() })

/** What a notice tells, as it was at that moment. Never a secret: it lies in the database and travels by e-mail. */
export const facts = z.object({
  at: z.iso.datetime(),
  /** Who did it; null where nobody proved who they are. */
  actor: person.extend({ role }).nullable(),
  /** Whose account it is about. */
  owner: person,
  passkey: z.string().nullable(),
  reason: z.string().nullable(),
  ticket: z.string().nullable(),
  count: z.number().int().nullable(),
  /** How long a temporary pass is good that was issued in the same act. */
  passMinutes: z.number().int().optional(),
  address: z.string().nullable(),
  client: z.string().nullable(),
})
export type Facts = z.infer<typeof facts>
