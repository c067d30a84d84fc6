import { z } from 'zod'

/** The body of every failed answer: `application/problem+json` (RFC 9457) with our stable `code`. */
export const problem = z.object({
  type: z.literal('about:blank'),
  title: z.string(),
  status: z.number().int(),
  code: z.string(),
  detail: z.string().optional(),
  fields: z.record(z.string(), z.string()).optional(),
  requestId: z.string().optional(),
})

export type Problem = z.infer<typeof problem>
