import { z } from 'zod'
import { id, time } from './fields.ts'
import { role } from './roles.ts'

export const userStatus = z.enum(['invited', 'active', 'disabled'])

export const user = z.object({
  id,
  email: z.string(),
  displayName: z.string(),
  role,
  status: userStatus,
  createdAt: time,
  lastSignInAt: time.nullable(),
  passkeys: z.object({ active: z.number().int(), suspended: z.number().int() }),
})
export type User = z.infer<typeof user>
