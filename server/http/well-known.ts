import Router from '@koa/router'
import type { Config } from '../config.ts'
import { AppError } from '../errors.ts'
import type { RequestState } from './state.ts'

/**
 * What browsers and Apple's systems ask the relying party's host: which other origins may use its passkeys (WebAuthn
 * Level 3, 5.11), and which apps. Where there are none of them, there is nothing.
 */
export function wellKnown({ rp, origin, appleAppIds }: Pick<Config, 'rp' | 'origin' | 'appleAppIds'>) {
  const router = new Router<RequestState>({ prefix: '/.well-known' })
  const tell = (path: string, isThere: boolean, body: object) =>
    router.get(path, (ctx) => {
      if (!isThere) throw new AppError('not-found')
      ctx.body = body
    })
  const origins = rp.origins.filter((each) => each !== origin)
  tell('/webauthn', origins.length > 0, { origins: rp.origins })
  tell('/apple-app-site-association', appleAppIds.length > 0, { webcredentials: { apps: appleAppIds } })
  return router
}
