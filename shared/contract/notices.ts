import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { id, page, paging, time } from './fields.ts'

/** An e-mail about something that matters for somebody's account. */
export const mail = z.object({
  id,
  at: time,
  to: z.string(),
  subject: z.string(),
  text: z.string(),
  html: z.string(),
  /** `kept`: there is no mail server to give it to. */
  status: z.enum(['waiting', 'sent', 'kept', 'given-up']),
})
export type Mail = z.infer<typeof mail>

/** What would have been sent, newest first: for developers, in local mode without a mail server; elsewhere `not-found`. */
export const getOutbox = endpoint({
  method: 'get',
  path: '/outbox',
  access: 'audit.read',
  query: paging,
  response: page(mail),
})
