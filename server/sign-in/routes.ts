import Router from '@koa/router'
import * as sessionContract from '../../shared/contract/session.ts'
import * as contract from '../../shared/contract/sign-in.ts'
import type { RequestState } from '../http/state.ts'
import { route, type Edge } from '../http/route.ts'
import { acceptInvitation } from '../invitations/invitations.ts'
import type { Services } from '../services.ts'
import { currentView } from '../sessions/current.ts'
import { dropFreshness } from '../sessions/sessions.ts'
import { setUp } from '../setup/setup.ts'
import { hasWorkingAdministrator } from '../users/administrators.ts'
import { viewUser } from '../users/users.ts'
import { beginFreshPasskey, finishFreshPasskey } from './fresh.ts'
import { signOut } from './sign-out.ts'
import { beginPasskeySignIn, finishPasskeySignIn } from './sign-in.ts'

export function signInRoutes(services: Services, edge: Edge): Router<RequestState> {
  const router = new Router<RequestState>()
  const { config, db, now } = services
  route(router, edge, contract.getServer, async () => {
    const { name, support, version, rp, minimumClient, local } = config
    const setupRequired = !(await hasWorkingAdministrator(db))
    const facts = { name, support, version, rpId: rp.id, minimumClient, local, passwordAllowed: false }
    return { ...facts, setupRequired, setupTokenRequired: setupRequired && !local }
  })
  route(router, edge, contract.setUp, async ({ body, from, setSession }) => {
    const { token, current } = await setUp(services, body, from)
    setSession(token)
    return current
  })
  route(router, edge, contract.acceptInvitation, async ({ body, from, setSession }) => {
    const { token, current } = await acceptInvitation(services, body.token, from)
    setSession(token)
    return current
  })
  route(router, edge, contract.beginPasskeySignIn, ({ body }) => beginPasskeySignIn(services, body.email))
  route(router, edge, contract.finishPasskeySignIn, async ({ body, session, from, setSession }) => {
    const { token, user } = await finishPasskeySignIn(services, body, { from, replaced: session })
    setSession(token)
    return { next: { done: true as const }, user }
  })
  route(router, edge, sessionContract.getSession, async ({ session }) =>
    currentView(session, await viewUser(db, session.user.id), now()),
  )
  route(router, edge, sessionContract.signOut, async ({ session, from, setSession }) => {
    await signOut(services, session, from)
    setSession(null)
  })
  route(router, edge, sessionContract.beginFreshPasskey, ({ session }) =>
    beginFreshPasskey(services, session),
  )
  route(router, edge, sessionContract.finishFreshPasskey, async ({ session, body, from, setSession }) => {
    const { token, ...fresh } = await finishFreshPasskey(services, { session, from }, body)
    setSession(token)
    return fresh
  })
  route(router, edge, sessionContract.dropFreshness, async ({ session }) => {
    await dropFreshness(db, session.id)
  })
  return router
}
