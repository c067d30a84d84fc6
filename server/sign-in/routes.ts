import Router from '@koa/router'
import * as sessionContract from '../../shared/contract/session.ts'
import * as contract from '../../shared/contract/sign-in.ts'
import type { RequestState } from '../http/state.ts'
import { tellOfSignIn } from '../events/tell.ts'
import { route, type Edge } from '../http/route.ts'
import { beginFresh } from '../passkeys/begin.ts'
import { discardChallenge } from '../passkeys/challenges.ts'
import type { Services } from '../services.ts'
import { currentView } from '../sessions/current.ts'
import { dropFreshness } from '../sessions/sessions.ts'
import { viewUser } from '../users/users.ts'
import { finishFreshPasskey } from './fresh.ts'
import { signOut } from './sign-out.ts'
import { beginPasskeySignIn, finishPasskeySignIn } from './sign-in.ts'

export function signInRoutes(services: Services, edge: Edge): Router<RequestState> {
  const router = new Router<RequestState>()
  const { db, now } = services
  const discard = discardChallenge(services)
  route(router, edge, contract.beginPasskeySignIn, ({ body }) => beginPasskeySignIn(services, body.email))
  route(
    router,
    edge,
    contract.finishPasskeySignIn,
    async ({ body, session, from, setSession }) => {
      const signedIn = await finishPasskeySignIn(services, body, { from, replaced: session })
      const { next, user } = signedIn
      tellOfSignIn(services, signedIn)
      setSession(signedIn.token)
      return { next, user }
    },
    discard,
  )
  route(router, edge, sessionContract.getSession, async ({ session }) =>
    currentView(session, await viewUser(db, session.user.id), now()),
  )
  route(router, edge, sessionContract.signOut, async ({ session, from, setSession }) => {
    await signOut(services, session, from)
    setSession(null)
  })
  route(router, edge, sessionContract.beginFreshPasskey, ({ session }) => beginFresh(services, session))
  route(
    router,
    edge,
    sessionContract.finishFreshPasskey,
    async ({ session, body, from, setSession }) => {
      const { token, ...fresh } = await finishFreshPasskey(services, { session, from }, body)
      setSession(token)
      return fresh
    },
    discard,
  )
  route(router, edge, sessionContract.dropFreshness, async ({ session }) => {
    await dropFreshness(db, session.id)
  })
  return router
}
