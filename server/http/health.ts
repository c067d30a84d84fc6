import Router from '@koa/router'
import type { Db } from '../db/connect.ts'
import { AppError } from '../errors.ts'
import type { RequestState } from './state.ts'

/** Whether the process goes on taking work. */
export interface Life {
  isStopping: boolean
}

/** Whether the process lives, and whether it should be sent requests: not while it stops or its database is away. */
export function health(db: Db, life: Life): Router<RequestState> {
  const router = new Router<RequestState>()
  router.get('/healthz', (ctx) => {
    ctx.body = { status: 'ok' }
  })
  router.get('/readyz', async (ctx) => {
    if (life.isStopping) throw new AppError('server.unavailable', { detail: 'The server is stopping.' })
    await db.raw('select 1').catch((cause: unknown) => {
      throw new AppError('server.unavailable', { cause })
    })
    ctx.body = { status: 'ok' }
  })
  return router
}
