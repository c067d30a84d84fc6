import { errors, type ErrorCode } from '../shared/contract/errors.ts'
import type { EndReason } from '../shared/contract/events.ts'

interface Details extends ErrorOptions {
  /** Words for this very case, beside the code's own. */
  detail?: string
  /** What is wrong with which field of the request. */
  fields?: Record<string, string>
  /** Why the caller's session ended. */
  reason?: EndReason
  /** Whole seconds to wait before the next try. */
  retryAfter?: number
}

/** A failure the client may know about. `cause` is for the log and never leaves the server. */
export class AppError extends Error {
  override readonly name = 'AppError'
  readonly code: ErrorCode
  readonly detail: string | undefined
  readonly fields: Record<string, string> | undefined
  readonly reason: EndReason | undefined
  readonly retryAfter: number | undefined

  constructor(code: ErrorCode, { detail, fields, reason, retryAfter, ...options }: Details = {}) {
    super(errors[code].title, options)
    this.code = code
    this.detail = detail
    this.fields = fields
    this.reason = reason
    this.retryAfter = retryAfter
  }
}

/** Whether the caller is told no, as opposed to a fault of ours. */
export const isRefusal = (error: unknown): error is AppError =>
  error instanceof AppError && errors[error.code].status < 500

const failedAttempts: ReadonlySet<ErrorCode> = new Set(['sign-in.failed', 'passkey.rejected'])

/** Whether somebody tried to prove who they are and did not: what throttles count. */
export const isFailedAttempt = (error: unknown): error is AppError =>
  error instanceof AppError && failedAttempts.has(error.code)
