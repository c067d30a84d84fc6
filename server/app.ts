import Router from '@koa/router'
import Koa from 'koa'
import { backgroundHeader } from '../shared/contract/background.ts'
import { findGrant } from './api-tokens/grants.ts'
import { tokenRoutes } from './api-tokens/routes.ts'
import { auditRoutes } from './audit/routes.ts'
import type { Hub, Live } from './events/hub.ts'
import { createLive } from './events/live.ts'
import { eventRoutes } from './events/stream.ts'
import { profileRoutes } from './console/profile-routes.ts'
import { consoleRoutes } from './console/routes.ts'
import { AppError } from './errors.ts'
import { fallbackRoutes } from './fallback/routes.ts'
import { fleetRoutes } from './fleet/routes.ts'
import { handOffRoutes } from './hand-off/routes.ts'
import { describeRequest } from './http/request.ts'
import { securityHeaders } from './http/headers.ts'
import { requireHost, requireOrigin } from './http/guards.ts'
import { health, type Life } from './http/health.ts'
import { readBearer } from './http/bearer.ts'
import { problems } from './http/problems.ts'
import { sessionCookie, type Edge } from './http/route.ts'
import { readSession } from './http/session-reader.ts'
import type { Context, RequestState } from './http/state.ts'
import { wellKnown } from './http/well-known.ts'
import { methodRoutes } from './methods/routes.ts'
import { createMetrics } from './metrics/metrics.ts'
import { measure, metricsRoutes } from './metrics/routes.ts'
import { noticeRoutes } from './notices/routes.ts'
import { openApiRoutes } from './openapi/routes.ts'
import { recoveryRoutes } from './recovery/routes.ts'
import { revocationRoutes } from './revocation/routes.ts'
import type { Services } from './services.ts'
import { findSession, prolong } from './sessions/sessions.ts'
import { arrivalRoutes } from './setup/routes.ts'
import { signInRoutes } from './sign-in/routes.ts'
import { confirmRoutes, passwordRoutes } from './sign-in/step-routes.ts'
import { createThrottles } from './throttles/throttles.ts'
import { serveUi, type Ui } from './ui/serve.ts'

/** All but the live part of the services, which the app itself provides. */
export type Foundation = Omit<Services, 'publish' | 'whoIsOnline' | 'whoWasOnline'>

/** The whole server over its services: what every request passes, in order, and every route there is. */
export function createApp(
  foundation: Foundation,
  ui: Ui,
): { app: Koa<RequestState>; live: Live; services: Services; life: Life } {
  const live = createLive(foundation)
  const { publish, whoIsOnline, whoWasOnline } = live
  const services: Services = { ...foundation, publish, whoIsOnline, whoWasOnline }
  const { config, db, now, log } = services
  const edge: Edge = { now, attempt: createThrottles(services), cookie: sessionCookie(config) }

  const app = new Koa<RequestState>()
  // A browser that goes away in the middle of an answer: every event stream ends like this.
  app.on('error', (error: unknown) => {
    log.debug({ err: error }, 'connection ended early')
  })
  const life: Life = { isStopping: false }
  const metrics = config.metricsToken === null ? null : createMetrics(services)
  app.use(describeRequest(log, config.trustedProxies))
  if (metrics) app.use(measure(metrics))
  app.use(securityHeaders(config))
  app.use(problems(log))
  app.use(requireHost(config))

  const api = new Router<RequestState>({ prefix: '/api' })
  api.use(readBearer((token, from) => findGrant(services, token, from)))
  api.use(requireOrigin(config))
  api.use(readSession(edge, (token) => findSession(services, token)))
  api.use(async (ctx, next) => {
    const { session } = ctx.state
    if (session && !session.user.token && !isBackground(ctx)) await prolong(services, session)
    await next()
  })
  for (const feature of features(services, edge, live.hub)) api.use(feature.routes())
  app.use(api.routes())
  app.use(refuseOtherMethods(api))
  const others = [health(db, life), wellKnown(config), ...(metrics ? [metricsRoutes(config, metrics)] : [])]
  for (const other of others) app.use(other.routes())
  app.use(serveUi(ui))
  return { app, live, services, life }
}

/** Every route below `/api`. */
const features = (services: Services, edge: Edge, hub: Hub): Router<RequestState>[] => [
  arrivalRoutes(services, edge),
  signInRoutes(services, edge),
  passwordRoutes(services, edge),
  confirmRoutes(services, edge),
  recoveryRoutes(services, edge),
  handOffRoutes(services, edge),
  fallbackRoutes(services, edge),
  methodRoutes(services, edge),
  revocationRoutes(services, edge),
  consoleRoutes(services, edge),
  profileRoutes(services, edge),
  noticeRoutes(services, edge),
  auditRoutes(services, edge),
  fleetRoutes(services, edge),
  tokenRoutes(services, edge),
  openApiRoutes(services, edge),
  eventRoutes(services, hub),
]

// Asking whether one is signed in, listening, and what a page fetches by itself is no use of the session.
const isBackground = ({ path, headers }: Pick<Context, 'path' | 'headers'>) =>
  path === '/api/session' || path === '/api/events' || headers[backgroundHeader] !== undefined

/** A path of the API that is there, but not for this method, or not there at all. */
function refuseOtherMethods(api: Router<RequestState>): Koa.Middleware<RequestState> {
  return (ctx, next) => {
    if (!ctx.path.startsWith('/api/') && ctx.path !== '/api') return next()
    const known = api.match(ctx.path, ctx.method).path.flatMap(({ methods }) => methods)
    if (known.length === 0) throw new AppError('not-found')
    ctx.set('Allow', [...new Set(known)].join(', '))
    throw new AppError('method.not-allowed')
  }
}
