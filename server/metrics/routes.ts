import Router from '@koa/router'
import type { Middleware } from 'koa'
import type { Config } from '../config.ts'
import { AppError } from '../errors.ts'
import { bearerOf } from '../http/bearer.ts'
import type { RequestState } from '../http/state.ts'
import { equalSecrets } from '../tokens.ts'
import type { Metrics } from './metrics.ts'
import { signInResult } from './sign-in-result.ts'

/** Counts every answer by its route, never by what stands in its place. */
export function measure({ requests, signIns, eventStreams }: Metrics): Middleware<RequestState> {
  return async (ctx, next) => {
    const started = performance.now()
    await next()
    const { _matchedRoute: matched } = ctx
    const route = typeof matched === 'string' ? matched : 'page'
    const known = ctx.path.startsWith('/api/') && route === 'page' ? 'unknown' : route
    requests.observe(
      { method: ctx.method, route: known, status: ctx.status },
      (performance.now() - started) / 1000,
    )
    const signIn = signInResult(known, ctx.status, ctx.body)
    if (signIn) signIns.inc(signIn)
    if (known !== '/api/events' || ctx.status !== 200) return
    eventStreams.inc()
    ctx.res.once('close', () => {
      eventStreams.dec()
    })
  }
}

/**
 * The figures for Prometheus, to whoever has the token. Without one configured nothing is counted and there is no such
 * page: behind a proxy everybody comes from this machine.
 */
export function metricsRoutes(
  { metricsToken }: Pick<Config, 'metricsToken'>,
  { registry }: Metrics,
): Router<RequestState> {
  const router = new Router<RequestState>()
  router.get('/metrics', async (ctx) => {
    const given = bearerOf(ctx.get('Authorization'))
    if (given === null || metricsToken === null || !equalSecrets(given, metricsToken)) {
      ctx.set('WWW-Authenticate', 'Bearer')
      throw new AppError('session.required', { detail: 'This page wants the metrics token.' })
    }
    ctx.body = await registry.metrics()
    ctx.type = registry.contentType
  })
  return router
}
