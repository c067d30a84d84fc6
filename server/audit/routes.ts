import Router from '@koa/router'
import * as contract from '../../shared/contract/audit.ts'
import { downloadRoute } from '../http/download.ts'
import type { RequestState } from '../http/state.ts'
import { route, type Edge } from '../http/route.ts'
import type { Services } from '../services.ts'
import { exportRecord } from './export.ts'
import { searchRecord } from './search.ts'
import { verifyRecord, type Verdict } from './verify.ts'

/** The record: read, taken out as a file, and checked against its chain. */
export function auditRoutes(services: Services, edge: Edge): Router<RequestState> {
  const router = new Router<RequestState>()
  route(router, edge, contract.listAudit, ({ query }) => searchRecord(services.db, query))
  downloadRoute(router, edge, contract.exportAudit, async ({ query, session, from }) => {
    const content = await exportRecord(services, query, { actor: session.user, from })
    const name = `record-${services.now().toISOString().slice(0, 10)}.${query.format}`
    return { name, type: query.format === 'csv' ? 'text/csv' : 'application/x-ndjson', content }
  })
  const walks = new Map<string | undefined, Promise<Verdict>>()
  route(router, edge, contract.verifyAudit, ({ query: { head } }) => {
    // One walk serves all who ask meanwhile: it goes through everything there is.
    const walk = walks.get(head) ?? verifyRecord(services, head ?? null).finally(() => walks.delete(head))
    walks.set(head, walk)
    return walk
  })
  return router
}
