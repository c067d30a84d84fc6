import Router from '@koa/router'
import * as contract from '../../shared/contract/sign-in.ts'
import { route, type Edge } from '../http/route.ts'
import type { RequestState } from '../http/state.ts'
import type { Services } from '../services.ts'
import { recover } from './recovery.ts'

export function recoveryRoutes(services: Services, edge: Edge): Router<RequestState> {
  const router = new Router<RequestState>()
  route(router, edge, contract.recover, async ({ body, session, from, setSession }) => {
    const claim = {
      email: body.email,
      means: 'backup-code',
      secret: body.backupCode,
      from,
      replaced: session,
    } as const
    const { token, current } = await recover(services, claim)
    setSession(token)
    return current
  })
  route(router, edge, contract.signInWithTemporaryPass, async ({ body, session, from, setSession }) => {
    const claim = {
      email: body.email,
      means: 'temporary-pass',
      secret: body.pass,
      from,
      replaced: session,
    } as const
    const { token, current } = await recover(services, claim)
    setSession(token)
    return current
  })
  return router
}
