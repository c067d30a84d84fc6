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
    if (ctx.state.session) return next()
    const token = ctx.cookies.get(cookie.name)
    const found = token ? await find(token) : null
    ctx.state.session = found && 'session' in found ? found.session : null
    ctx.state.ended = found && 'ended' in found ? found.ended : null
    await next()
  }
}
