import Router from '@koa/router'
import { mayActOn } from '../../shared/contract/roles.ts'
import * as contract from '../../shared/contract/users.ts'
import { activityOf } from '../audit/query.ts'
import { meansOf } from '../fallback/means.ts'
import type { RequestState } from '../http/state.ts'
import { route, type Edge } from '../http/route.ts'
import { createUser, inviteAgain, openInvitation, withdrawInvitation } from '../invitations/invitations.ts'
import { viewPasskeys } from '../passkeys/passkeys.ts'
import type { Services } from '../services.ts'
import { viewSessions } from '../sessions/view.ts'
import { issuePass, openPass, withdrawPass } from '../temporary-passes/passes.ts'
import { findAccount, listUsers, viewUser } from '../users/users.ts'
import { forecast } from './forecast.ts'

export function consoleRoutes(services: Services, edge: Edge): Router<RequestState> {
  const router = new Router<RequestState>()
  const { db } = services
  route(router, edge, contract.listUsers, ({ query }) => listUsers(db, query))
  route(router, edge, contract.createUser, ({ session, body, from }) =>
    createUser(services, body, { session, from }),
  )
  route(router, edge, contract.getUser, async ({ session, params }) => {
    const user = await viewUser(db, params.id)
    const invitation = await openInvitation(db, params.id, services.now())
    const temporaryPass = await openPass(db, params.id, services.now())
    const ways = await meansOf(db, user)
    const secrets = {
      backupCodesRemaining: ways.backupCodes,
      passwordSet: ways.password,
      totpEnabled: ways.totp,
    }
    const facts = { invitation, temporaryPass, ...secrets }
    return { user, ...facts, mayAct: mayActOn(session.user, user) }
  })
  route(router, edge, contract.inviteAgain, ({ session, params, from }) =>
    inviteAgain(services, params.id, { session, from }),
  )
  route(router, edge, contract.withdrawInvitation, ({ session, params, from }) =>
    withdrawInvitation(services, params.id, { session, from }),
  )
  route(router, edge, contract.issueTemporaryPass, ({ session, params, body, from }) =>
    issuePass(services, params.id, body, { session, from }),
  )
  route(router, edge, contract.withdrawTemporaryPass, ({ session, params, from }) =>
    withdrawPass(services, params.id, { session, from }),
  )
  route(router, edge, contract.listUserPasskeys, async ({ session, params }) => {
    const { id: userId } = await findAccount(db, params.id)
    return { items: await viewPasskeys(services, { userId, session, all: true }), next: null }
  })
  route(router, edge, contract.listUserSessions, async ({ session, params }) => {
    const { id } = await findAccount(db, params.id)
    return { items: await viewSessions(services, id, session.id), next: null }
  })
  route(router, edge, contract.listUserActivity, async ({ params, query }) => {
    const { id } = await findAccount(db, params.id)
    return activityOf(db, id, query)
  })
  route(router, edge, contract.forecast, ({ params, body }) => forecast(services, params.id, body.passkeyIds))
  return router
}
