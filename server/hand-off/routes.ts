import Router from '@koa/router'
import * as contract from '../../shared/contract/hand-off.ts'
import { tellOfSignIn } from '../events/tell.ts'
import { route, type Edge } from '../http/route.ts'
import type { RequestState } from '../http/state.ts'
import type { Services } from '../services.ts'
import { approve } from './approve.ts'
import { discardCode, redeem } from './redeem.ts'

export function handOffRoutes(services: Services, edge: Edge): Router<RequestState> {
  const router = new Router<RequestState>()
  route(router, edge, contract.approveHandOff, async ({ body, session, from, setSession }) => {
    const { endSession = false, ...request } = body
    const answer = await approve(services, { session, from }, { ...request, endSession })
    if (endSession) setSession(null)
    return answer
  })
  route(
    router,
    edge,
    contract.redeemHandOff,
    async ({ body, session, from, setSession }) => {
      const { computer, ...secrets } = body
      const claim = { ...secrets, from: { ...from, computer }, replaced: session }
      const signedIn = await redeem(services, claim)
      const { token, user } = signedIn
      setSession(token)
      tellOfSignIn(services, signedIn)
      return { next: { done: true }, user } as const
    },
    (body, from) => discardCode(services, body, from),
  )
  return router
}
