import type { Middleware } from 'koa'
import type { EndReason } from '../../shared/contract/events.ts'
import type { Session } from '../session.ts'
import type { Edge } from './route.ts'
import type { RequestState } from './state.ts'

/** What a cookie leads to: a running session, or one that ended and why. */
export type Found = { session: Session } | { ended: EndReason } | null

/** Finds the session the cookie names; the routes decide what it may do. */
export function readSession(
  { cookie }: Edge,
  find: (token: string) => Promise<Found>,
): Middleware<RequestState> {
  return async (ctx, next) => {
    // A program sends no cookie that counts.
    const token = ctx.state.session ? undefined : ctx.cookies.get(cookie.name)
    const found = token ? await find(token) : null
    if (found && 'session' in found) ctx.state.session = found.session
    if (found && 'ended' in found) ctx.state.ended = found.ended
    await next()
  }
}
