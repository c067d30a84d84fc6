import Router from '@koa/router'
import * as contract from '../../shared/contract/sign-in.ts'
import { route, type Edge } from '../http/route.ts'
import type { RequestState } from '../http/state.ts'
import { acceptInvitation } from '../invitations/invitations.ts'
import { keepsMail } from '../notices/outbox.ts'
import type { Services } from '../services.ts'
import { hasWorkingAdministrator } from '../users/administrators.ts'
import { setUp } from './setup.ts'

/** What a newcomer meets first: the server, its set-up, and being invited. */
export function arrivalRoutes(services: Services, edge: Edge): Router<RequestState> {
  const router = new Router<RequestState>()
  const { config, db } = services
  route(router, edge, contract.getServer, async () => {
    const { name, support, version, rp, minimumClient, local } = config
    const setupRequired = !(await hasWorkingAdministrator(db))
    const facts = { name, support, version, rpId: rp.id, minimumClient, local, passwordAllowed: true }
    const outbox = keepsMail(config)
    return { ...facts, outbox, setupRequired, setupTokenRequired: setupRequired && config.needsSetupToken }
  })
  route(router, edge, contract.setUp, async ({ body, session, from, setSession }) => {
    const { token, current } = await setUp(services, body, { from, replaced: session })
    setSession(token)
    return current
  })
  route(router, edge, contract.acceptInvitation, async ({ body, session, from, setSession }) => {
    const { token, current } = await acceptInvitation(services, body.token, { from, replaced: session })
    setSession(token)
    return current
  })
  return router
}
