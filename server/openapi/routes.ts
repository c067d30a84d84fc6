import Router from '@koa/router'
import { getOpenApi } from '../../shared/contract/openapi.ts'
import { route, type Edge } from '../http/route.ts'
import type { RequestState } from '../http/state.ts'
import type { Services } from '../services.ts'
import { openApiOf } from './document.ts'

/** The contract, for programs to be written against. */
export function openApiRoutes({ config }: Services, edge: Edge): Router<RequestState> {
  const router = new Router<RequestState>()
  let document: Record<string, unknown> | null = null
  route(router, edge, getOpenApi, () => ({ ...(document ??= openApiOf(config)), openapi: '3.1.1' as const }))
  return router
}
