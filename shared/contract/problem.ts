import { z } from 'zod'
import { endReason } from './events.ts'

/** The body of every failed answer: `application/problem+json` (RFC 9457) with our stable `code`. */
export const problem = z.object({
  type: z.literal('about:blank'),
  title: z.string(),
  status: z.number().int(),
  code: z.string(),
  detail: z.string().optional(),
  fields: z.record(z.string(), z.string()).optional(),
  requestId: z.string().optional(),
  /** With `session.required`, where the session existed: why it ended. */
  reason: endReason.optional(),
})

export type Problem = z.infer<typeof problem>
