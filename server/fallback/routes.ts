import Router from '@koa/router'
import * as contract from '../../shared/contract/fallback.ts'
import { route, type Edge } from '../http/route.ts'
import type { RequestState } from '../http/state.ts'
import type { Services } from '../services.ts'
import { removePassword, setPassword } from './password.ts'
import { beginTotp, finishTotp, removeTotp } from './totp.ts'

/** A person's own password and authenticator app. */
export function fallbackRoutes(services: Services, edge: Edge): Router<RequestState> {
  const router = new Router<RequestState>()
  route(router, edge, contract.setPassword, ({ session, body, from }) =>
    setPassword(services, { session, from }, body.password),
  )
  route(router, edge, contract.removePassword, ({ session, from }) =>
    removePassword(services, { session, from }),
  )
  route(router, edge, contract.beginTotp, ({ session }) => beginTotp(services, session))
  route(router, edge, contract.finishTotp, async ({ session, body, from }) => {
    await finishTotp(services, { session, from }, body.code)
    return { totp: { enabled: true as const } }
  })
  route(router, edge, contract.removeTotp, ({ session, from }) => removeTotp(services, { session, from }))
  return router
}
