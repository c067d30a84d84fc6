import { errors, type ErrorCode } from '../shared/contract/errors.ts'
import type { EndReason } from '../shared/contract/events.ts'

interface Details extends ErrorOptions {
  /** Words for this very case, beside the code's own. */
  detail?: string
  /** What is wrong with which field of the request. */
  fields?: Record<string, string>
  /** Why the caller's session ended. */
  reason?: EndReason
}

/** A failure the client may know about. `cause` is for the log and never leaves the server. */
export class AppError extends Error {
  override readonly name = 'AppError'
  readonly code: ErrorCode
  readonly detail: string | undefined
  readonly fields: Record<string, string> | undefined
  readonly reason: EndReason | undefined

  constructor(code: ErrorCode, { detail, fields, reason, ...options }: Details = {}) {
    super(errors[code].title, options)
    this.code = code
    this.detail = detail
    this.fields = fields
    this.reason = reason
  }
}
