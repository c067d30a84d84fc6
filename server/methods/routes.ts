import Router from '@koa/router'
import * as contract from '../../shared/contract/methods.ts'
import { activityOf } from '../audit/query.ts'
import { renewCodes } from '../backup-codes/codes.ts'
import type { RequestState } from '../http/state.ts'
import { route, type Edge } from '../http/route.ts'
import { discardChallenge } from '../passkeys/challenges.ts'
import { renamePasskey } from '../passkeys/passkeys.ts'
import type { Services } from '../services.ts'
import { viewSessions } from '../sessions/view.ts'
import { renameMyself } from '../users/users.ts'
import { endMine, endOthers } from './my-sessions.ts'
import { viewMethods } from './methods.ts'
import { beginMyRegistration, registerPasskey } from './register.ts'

export function methodRoutes(services: Services, edge: Edge): Router<RequestState> {
  const router = new Router<RequestState>()
  route(router, edge, contract.getMethods, ({ session }) => viewMethods(services, session))
  route(router, edge, contract.updateMe, async ({ session, body, from }) => ({
    user: await renameMyself(services, session, body.displayName, from),
  }))
  route(router, edge, contract.beginRegistration, ({ session, body }) =>
    beginMyRegistration(services, session, body.where),
  )
  route(
    router,
    edge,
    contract.finishRegistration,
    async ({ session, body, from, setSession }) => {
      const { token, ...registered } = await registerPasskey(services, session, { ...body, from })
      if (token !== null) setSession(token)
      return registered
    },
    discardChallenge(services),
  )
  route(router, edge, contract.renamePasskey, async ({ session, params, body, from }) => ({
    passkey: await renamePasskey(services, session, { ...params, ...body, from }),
  }))
  route(router, edge, contract.createBackupCodes, async ({ session, from }) => ({
    codes: await renewCodes(services, session, from),
  }))
  route(router, edge, contract.getMySessions, async ({ session }) => ({
    items: await viewSessions(services, session.user.id, session.id),
    next: null,
  }))
  route(router, edge, contract.endMySession, ({ session, params, from }) =>
    endMine(services, { session, from }, params.id),
  )
  route(router, edge, contract.endMyOtherSessions, async ({ session, from, setSession }) => {
    const { token, sessionsEnded } = await endOthers(services, { session, from })
    setSession(token)
    return { sessionsEnded }
  })
  route(router, edge, contract.getMyActivity, ({ session, query }) =>
    activityOf(services.db, session.user.id, query),
  )
  return router
}
