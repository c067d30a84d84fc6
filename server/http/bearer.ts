import type { Middleware } from 'koa'
import { AppError } from '../errors.ts'
import type { SeenFrom, Session } from '../session.ts'
import type { RequestState } from './state.ts'

/** The secret of `Authorization: Bearer` (RFC 6750, 2.1); null where the header says something else. */
export const bearerOf = (header: string): string | null => /^Bearer +(\S+) *$/i.exec(header)?.[1] ?? null

/**
 * Lets a program in by its token. Whoever sends one is judged by it alone: no cookie beside it counts, and one that is
 * good for nothing is told so on every route.
 */
export function readBearer(
  find: (token: string, from: SeenFrom) => Promise<Session | null>,
): Middleware<RequestState> {
  return async (ctx, next) => {
    const token = bearerOf(ctx.get('Authorization'))
    ctx.state.session = token === null ? null : await find(token, ctx.state.from)
    ctx.state.ended = null
    if (token !== null && !ctx.state.session) {
      ctx.set('WWW-Authenticate', 'Bearer error="invalid_token"')
      throw new AppError('session.required', { detail: 'This API token is unknown, expired or revoked.' })
    }
    await next()
  }
}
