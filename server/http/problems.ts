import type { Middleware } from 'koa'
import type { Logger } from 'pino'
import { errors, type ErrorCode } from '../../shared/contract/errors.ts'
import type { Problem } from '../../shared/contract/problem.ts'
import { isUnavailable } from '../db/unavailable.ts'
import { AppError } from '../errors.ts'
import type { RequestState } from './state.ts'

/** Turns everything thrown, and every answer nobody gave, into `application/problem+json` (RFC 9457). */
export function problems(log: Logger): Middleware<RequestState> {
  return async (ctx, next) => {
    try {
      await next()
      if (ctx.status === 404 && ctx.body === undefined) throw new AppError('not-found')
    } catch (error) {
      const { requestId } = ctx.state
      const known = error instanceof AppError ? error : new AppError(codeOf(error), { cause: error })
      const { status } = errors[known.code]
      if (status >= 500) log.error({ requestId, err: error }, 'request failed')
      else log.debug({ requestId, code: known.code, err: known.cause }, 'request refused')
      const retryAfter = known.code === 'server.unavailable' ? 2 : known.retryAfter
      if (retryAfter !== undefined) ctx.set('Retry-After', String(retryAfter))
      ctx.status = status
      ctx.type = 'application/problem+json'
      ctx.body = JSON.stringify(problemOf(known, requestId))
    }
  }
}

/** The problem document of a failure: its code's words, this case's details, never a cause. */
export function problemOf(error: AppError, requestId: string): Problem {
  const { status, title } = errors[error.code]
  const { detail, fields, reason } = error
  return {
    type: 'about:blank',
    title,
    status,
    code: error.code,
    ...(detail === undefined ? {} : { detail }),
    ...(fields === undefined ? {} : { fields }),
    ...(reason === undefined ? {} : { reason }),
    requestId,
  }
}

const httpStatus: Record<number, ErrorCode> = {
  400: 'input.invalid',
  404: 'not-found',
  405: 'method.not-allowed',
  413: 'body.too-large',
  415: 'media-type.unsupported',
}

// Koa and the router throw errors that carry a status: a malformed path, for one.
function codeOf(error: unknown): ErrorCode {
  if (isUnavailable(error)) return 'server.unavailable'
  const status = error instanceof Error && 'status' in error ? Number(error.status) : 500
  return httpStatus[status] ?? (status >= 400 && status < 500 ? 'input.invalid' : 'server.failed')
}
