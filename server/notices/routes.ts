import Router from '@koa/router'
import * as contract from '../../shared/contract/notices.ts'
import { route, type Edge } from '../http/route.ts'
import type { RequestState } from '../http/state.ts'
import type { Services } from '../services.ts'
import { keptMail } from './outbox.ts'

export function noticeRoutes(services: Services, edge: Edge): Router<RequestState> {
  const router = new Router<RequestState>()
  route(router, edge, contract.getOutbox, ({ query }) => keptMail(services, query))
  return router
}
