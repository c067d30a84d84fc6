import Router from '@koa/router'
import * as contract from '../../shared/contract/fleet.ts'
import { downloadRoute } from '../http/download.ts'
import { route, type Edge } from '../http/route.ts'
import type { RequestState } from '../http/state.ts'
import type { Services } from '../services.ts'
import { findJob, listJobs } from './jobs.ts'
import { usersOf } from './model-users.ts'
import { listModels, renameModel } from './models.ts'
import { cancelRevocation, pauseRevocation, resumeRevocation, scopeOf, startRevocation } from './order.ts'
import { preview } from './preview.ts'
import { exportResults, listResults } from './results.ts'

/** The authenticator models in use, and revoking one of them in bulk. */
export function fleetRoutes(services: Services, edge: Edge): Router<RequestState> {
  const router = new Router<RequestState>()
  const { db } = services
  route(router, edge, contract.listModels, () => listModels(db))
  route(router, edge, contract.listModelUsers, ({ params, query }) => usersOf(db, params.aaguid, query))
  route(router, edge, contract.renameModel, ({ session, params, body, from }) =>
    renameModel(services, { session, from }, { aaguid: params.aaguid, name: body.name }),
  )
  route(router, edge, contract.previewRevocation, ({ session, body }) =>
    preview(services, session, scopeOf(body)),
  )
  route(router, edge, contract.startRevocation, async ({ session, body, from }) => ({
    job: await startRevocation(services, { session, from }, body),
  }))
  route(router, edge, contract.listRevocations, ({ query }) => listJobs(db, query))
  route(router, edge, contract.getRevocation, async ({ params }) => ({ job: await findJob(db, params.id) }))
  route(router, edge, contract.listRevocationResults, ({ params, query }) =>
    listResults(db, params.id, query),
  )
  downloadRoute(router, edge, contract.exportRevocationResults, async ({ params, session, from }) => ({
    name: 'revocation.csv',
    type: 'text/csv',
    content: await exportResults(services, params.id, { session, from }),
  }))
  for (const [endpoint, change] of [
    [contract.pauseRevocation, pauseRevocation],
    [contract.resumeRevocation, resumeRevocation],
    [contract.cancelRevocation, cancelRevocation],
  ] as const)
    route(router, edge, endpoint, async ({ session, params, from }) => ({
      job: await change(services, { session, from }, params.id),
    }))
  return router
}
