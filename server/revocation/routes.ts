import Router from '@koa/router'
import * as contract from '../../shared/contract/lost-device.ts'
import * as mine from '../../shared/contract/methods.ts'
import { revokeUserPasskey } from '../../shared/contract/users.ts'
import { route, type Edge } from '../http/route.ts'
import type { RequestState } from '../http/state.ts'
import type { Services } from '../services.ts'
import { endSessionsOf } from './end-sessions.ts'
import { loseDevice } from './lost-device.ts'
import { revokeMine, revokeOf } from './revoke.ts'
import { restoreMine, restoreOf, suspendMine, suspendOf } from './suspend.ts'

/** Taking passkeys and sessions away, and bringing suspended ones back: one's own, and from the console. */
export function revocationRoutes(services: Services, edge: Edge): Router<RequestState> {
  const router = new Router<RequestState>()
  route(router, edge, mine.revokeMyPasskey, ({ session, params, body, from }) =>
    revokeMine(services, { session, from }, { passkeyId: params.id, ...body }),
  )
  route(router, edge, mine.suspendMyPasskey, ({ session, params, body, from }) =>
    suspendMine(services, { session, from }, { passkeyId: params.id, ...body }),
  )
  route(router, edge, mine.restoreMyPasskey, ({ session, params, from }) =>
    restoreMine(services, { session, from }, { passkeyId: params.id }),
  )
  route(router, edge, revokeUserPasskey, ({ session, params, body, from }) =>
    revokeOf(services, { session, from }, { userId: params.id, passkeyId: params.pid, ...body }),
  )
  route(router, edge, contract.loseDevice, ({ session, params, body, from }) =>
    loseDevice(services, { session, from }, { userId: params.id, ...body }),
  )
  route(router, edge, contract.suspendUserPasskey, ({ session, params, body, from }) =>
    suspendOf(services, { session, from }, { userId: params.id, passkeyId: params.pid, ...body }),
  )
  route(router, edge, contract.restoreUserPasskey, ({ session, params, body, from }) =>
    restoreOf(services, { session, from }, { userId: params.id, passkeyId: params.pid, ...body }),
  )
  route(router, edge, contract.endUserSessions, ({ session, params, body, from }) =>
    endSessionsOf(services, { session, from }, { userId: params.id, ...body }),
  )
  return router
}
