import Router from '@koa/router'
import { mayActOn } from '../../shared/contract/roles.ts'
import * as contract from '../../shared/contract/users.ts'
import { meansOf } from '../fallback/means.ts'
import { downloadRoute } from '../http/download.ts'
import type { RequestState } from '../http/state.ts'
import { route, type Edge } from '../http/route.ts'
import { createUser, inviteAgain, openInvitation, withdrawInvitation } from '../invitations/invitations.ts'
import type { Services } from '../services.ts'
import { openPass } from '../temporary-passes/passes.ts'
import { exportUsers } from '../users/export.ts'
import { listUsers } from '../users/list.ts'
import { viewUser } from '../users/users.ts'
import { changeUser } from './change-user.ts'
import { disableUser, enableUser } from './disable.ts'
import { remindUsers } from './remind.ts'

/** The people in the console: who there is, and adding, changing and inviting them. */
export function consoleRoutes(services: Services, edge: Edge): Router<RequestState> {
  const router = new Router<RequestState>()
  const { db } = services
  route(router, edge, contract.listUsers, ({ query }) => listUsers(services, query))
  // Before the people themselves: it looks like the id of one.
  downloadRoute(router, edge, contract.exportUsers, async ({ query, session, from }) => ({
    name: `users-${services.now().toISOString().slice(0, 10)}.csv`,
    type: 'text/csv',
    content: await exportUsers(services, query, { session, from }),
  }))
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
  route(router, edge, contract.remindUsers, async ({ session, body, from }) => ({
    reminded: await remindUsers(services, body.userIds, { session, from }),
  }))
  route(router, edge, contract.changeUser, async ({ session, params, body, from }) => ({
    user: await changeUser(services, params.id, body, { session, from }),
  }))
  route(router, edge, contract.disableUser, ({ session, params, body, from }) =>
    disableUser(services, params.id, body, { session, from }),
  )
  route(router, edge, contract.enableUser, async ({ session, params, body, from }) => ({
    user: await enableUser(services, params.id, body, { session, from }),
  }))
  route(router, edge, contract.inviteAgain, ({ session, params, from }) =>
    inviteAgain(services, params.id, { session, from }),
  )
  route(router, edge, contract.withdrawInvitation, ({ session, params, from }) =>
    withdrawInvitation(services, params.id, { session, from }),
  )
  return router
}
