import type { Middleware } from 'koa'
import { AppError } from '../errors.ts'
import type { Config } from '../config.ts'
import type { RequestState } from './state.ts'

type Guard = Middleware<RequestState>

const harmless = new Set(['GET', 'HEAD', 'OPTIONS'])

/** A state-changing request must say that it comes from one of our own pages, unless a program sends it. */
export function requireOrigin({ rp }: Pick<Config, 'rp'>): Guard {
  return (ctx, next) => {
    if (harmless.has(ctx.method) || ctx.state.session?.user.token || rp.origins.includes(ctx.get('Origin')))
      return next()
    throw new AppError('permission.denied', {
      detail: 'The request does not come from a page of this server.',
    })
  }
}

/**
 * In local mode only the origin's own host is answered, so that no other name can be pointed at this machine; a page
 * asked for by address is sent to `localhost`, where passkeys work.
 */
export function requireHost({ local, origin, rp }: Pick<Config, 'local' | 'origin' | 'rp'>): Guard {
  const known = new Set(rp.origins.map((each) => new URL(each).host))
  return (ctx, next) => {
    if (!local || known.has(ctx.host) || isHealthCheck(ctx.path)) return next()
    const byAddress = /^(127\.0\.0\.1|\[::1\])(:\d+)?$/.test(ctx.host)
    if (!byAddress || ctx.method !== 'GET' || ctx.path.startsWith('/api/')) throw new AppError('host.unknown')
    // To a URL parser a path that begins with two slashes, of either kind, names another host.
    ctx.redirect(new URL(ctx.path.replace(/^[/\\]+/, '/'), origin).href)
    return Promise.resolve()
  }
}

export const isHealthCheck = (path: string) =>
  path === '/healthz' || path === '/readyz' || path === '/metrics'
