import Router from '@koa/router'
import * as sessionContract from '../../shared/contract/session.ts'
import * as contract from '../../shared/contract/sign-in.ts'
import { tellOfSignIn } from '../events/tell.ts'
import type { RequestState } from '../http/state.ts'
import { route, type Edge, type SetSession } from '../http/route.ts'
import { discardChallenge } from '../passkeys/challenges.ts'
import type { Services } from '../services.ts'
import { signingIn, type SignedIn } from './complete.ts'
import { confirming } from './fresh.ts'
import { confirmPassword, signInWithPassword } from './password.ts'
import { beginKey, finishCode, finishKey } from './second-step.ts'

/** Signing in with a password and a second step. */
export function passwordRoutes(services: Services, edge: Edge): Router<RequestState> {
  const router = new Router<RequestState>()
  route(router, edge, contract.signInWithPassword, async ({ body, session, from, setSession }) => {
    const { token, next } = await signInWithPassword(services, body, { from, replaced: session })
    setSession(token)
    return { next }
  })
  route(router, edge, contract.signInWithTotp, async ({ session, body, from, setSession }) => {
    const code = { step: 'totp', code: body.code } as const
    return arrive(services, await finishCode(services, { session, from }, signingIn, code), setSession)
  })
  route(router, edge, contract.signInWithBackupCode, async ({ session, body, from, setSession }) => {
    const code = { step: 'backup-code', code: body.code } as const
    return arrive(services, await finishCode(services, { session, from }, signingIn, code), setSession)
  })
  route(router, edge, contract.beginSecurityKeySignIn, ({ session }) =>
    beginKey(services, session, signingIn),
  )
  route(
    router,
    edge,
    contract.finishSecurityKeySignIn,
    async ({ session, body, from, setSession }) =>
      arrive(services, await finishKey(services, { session, from }, signingIn, body), setSession),
    discardChallenge(services),
  )
  return router
}

/** Proving in a running session, with a password and a second step, who one is. */
export function confirmRoutes(services: Services, edge: Edge): Router<RequestState> {
  const router = new Router<RequestState>()
  route(router, edge, sessionContract.confirmPassword, ({ session, body, from }) =>
    confirmPassword(services, { session, from }, body.password),
  )
  route(router, edge, sessionContract.confirmTotp, async ({ session, body, from, setSession }) => {
    const code = { step: 'totp', code: body.code } as const
    return renew(await finishCode(services, { session, from }, confirming, code), setSession)
  })
  route(router, edge, sessionContract.confirmBackupCode, async ({ session, body, from, setSession }) => {
    const code = { step: 'backup-code', code: body.code } as const
    return renew(await finishCode(services, { session, from }, confirming, code), setSession)
  })
  route(router, edge, sessionContract.beginFreshSecurityKey, ({ session }) =>
    beginKey(services, session, confirming),
  )
  route(
    router,
    edge,
    sessionContract.finishFreshSecurityKey,
    async ({ session, body, from, setSession }) =>
      renew(await finishKey(services, { session, from }, confirming, body), setSession),
    discardChallenge(services),
  )
  return router
}

function arrive(services: Services, signedIn: SignedIn, setSession: SetSession) {
  const { token, user } = signedIn
  tellOfSignIn(services, signedIn)
  setSession(token)
  return { next: { done: true as const }, user }
}

function renew<T extends { token: string }>({ token, ...fresh }: T, setSession: SetSession) {
  setSession(token)
  return fresh
}
