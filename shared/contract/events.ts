import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { role } from './roles.ts'

/** Why a session ended, in a word the client turns into a sentence. */
export const endReason = z.enum([
  'signed-out',
  'passkey-revoked',
  'replaced',
  'expired',
  'ended-elsewhere',
  'tries-used-up',
  'passkey-suspended',
  'account-disabled',
])
export type EndReason = z.infer<typeof endReason>

/** What a live stream tells. The event's SSE name is its `type`, its data the JSON of the whole. */
export const liveEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('session.ended'), reason: endReason }),
  /** One's name, e-mail or role is another; `role` where it is that, and what may be asked for with it. */
  z.object({ type: z.literal('session.changed'), role: role.optional() }),
  z.object({ type: z.literal('passkeys.changed'), userId: z.string() }),
  z.object({ type: z.literal('users.changed') }),
  z.object({ type: z.literal('fleet.changed') }),
  /** A bulk revocation has come further, or to its end. */
  z.object({ type: z.literal('fleet.progress'), jobId: z.string() }),
  z.object({ type: z.literal('audit.changed') }),
  z.object({ type: z.literal('tokens.changed') }),
])
export type LiveEvent = z.infer<typeof liveEvent>

/** Server-Sent Events for this session; a comment every 15 s keeps proxies awake. */
export const streamEvents = endpoint({ method: 'get', path: '/events', access: 'full', response: null })
