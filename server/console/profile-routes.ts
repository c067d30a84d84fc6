import Router from '@koa/router'
import * as contract from '../../shared/contract/users.ts'
import { activityOf } from '../audit/query.ts'
import { pageOf } from '../http/page.ts'
import type { RequestState } from '../http/state.ts'
import { route, type Edge } from '../http/route.ts'
import { viewPasskeys } from '../passkeys/passkeys.ts'
import type { Services } from '../services.ts'
import { viewSessions } from '../sessions/view.ts'
import { issuePass, withdrawPass } from '../temporary-passes/passes.ts'
import { findAccount } from '../users/users.ts'
import { forecast } from './forecast.ts'

/** One person in the console: what they can sign in with, where they are signed in, and what happened. */
export function profileRoutes(services: Services, edge: Edge): Router<RequestState> {
  const router = new Router<RequestState>()
  const { db } = services
  route(router, edge, contract.issueTemporaryPass, ({ session, params, body, from }) =>
    issuePass(services, params.id, body, { session, from }),
  )
  route(router, edge, contract.withdrawTemporaryPass, ({ session, params, from }) =>
    withdrawPass(services, params.id, { session, from }),
  )
  route(router, edge, contract.listUserPasskeys, async ({ session, params, query }) => {
    const { id: userId } = await findAccount(db, params.id)
    return pageOf(await viewPasskeys(services, { userId, session, all: true }), query)
  })
  route(router, edge, contract.listUserSessions, async ({ session, params, query }) => {
    const { id } = await findAccount(db, params.id)
    return pageOf(await viewSessions(services, id, session.id), query)
  })
  route(router, edge, contract.listUserActivity, async ({ params, query }) => {
    const { id } = await findAccount(db, params.id)
    return activityOf(db, id, query)
  })
  route(router, edge, contract.forecast, ({ params, body }) => forecast(services, params.id, body))
  return router
}
