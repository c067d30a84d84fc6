import Router from '@koa/router'
import * as contract from '../../shared/contract/tokens.ts'
import { pageOf } from '../http/page.ts'
import { route, type Edge } from '../http/route.ts'
import type { RequestState } from '../http/state.ts'
import type { Services } from '../services.ts'
import { createToken, revokeToken, viewTokens } from './tokens.ts'

/** What programs act by, in administrators' names. */
export function tokenRoutes(services: Services, edge: Edge): Router<RequestState> {
  const router = new Router<RequestState>()
  route(router, edge, contract.listTokens, async ({ query }) => pageOf(await viewTokens(services), query))
  route(router, edge, contract.createToken, ({ session, body, from }) =>
    createToken(services, body, { session, from }),
  )
  route(router, edge, contract.revokeToken, async ({ session, params, from }) => ({
    token: await revokeToken(services, params.id, { session, from }),
  }))
  return router
}
