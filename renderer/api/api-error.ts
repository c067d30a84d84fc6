import { errors, type ErrorCode } from '../../shared/contract/errors.ts'
import type { EndReason } from '../../shared/contract/events.ts'
import { problem, type Problem } from '../../shared/contract/problem.ts'

/** A code of the contract, `network` where no usable answer came, `cancelled` where the person stopped it. */
type FailureCode = ErrorCode | 'network' | 'cancelled'

interface Known extends ErrorOptions {
  status?: number
  detail?: string | undefined
  fields?: Record<string, string> | undefined
  requestId?: string | undefined
  retryAfter?: number | undefined
  reason?: EndReason | undefined
}

/** Any failure of a call, in words a person can read. */
export class ApiError extends Error {
  override readonly name = 'ApiError'
  readonly code: FailureCode
  readonly status: number
  readonly title: string
  readonly detail: string | undefined
  /** What is wrong, by field of the body. */
  readonly fields: Record<string, string>
  readonly requestId: string | undefined
  /** Seconds to wait before the next try. */
  readonly retryAfter: number | undefined
  /** With `session.required`: why the session ended. */
  readonly reason: EndReason | undefined

  constructor(code: FailureCode, title: string, known: Known = {}) {
    super(title, known)
    this.code = code
    this.title = title
    this.status = known.status ?? 0
    this.detail = known.detail
    this.fields = known.fields ?? {}
    this.requestId = known.requestId
    this.retryAfter = known.retryAfter
    this.reason = known.reason
  }
}

/** The person put off or stopped what this call needed: nothing to report. */
export function cancelled(): ApiError {
  return new ApiError('cancelled', 'Nothing was changed.')
}

/** Whether the person stopped it themselves, so that the page need not say anything. */
export function isCancelled(error: unknown): boolean {
  return error instanceof ApiError && error.code === 'cancelled'
}

export function unreachable(cause: unknown): ApiError {
  return new ApiError('network', 'The server cannot be reached. Check your connection and try again.', {
    cause,
  })
}

/** An answer that is not what the contract promises. */
export function unreadable(answer: Response, cause?: unknown): ApiError {
  return new ApiError('network', 'The server did not answer as expected. Try again in a moment.', {
    status: answer.status,
    cause,
  })
}

function codeOf({ code }: Problem): ErrorCode {
  const known = Object.keys(errors).find((each): each is ErrorCode => each === code)
  return known ?? 'server.failed'
}

/** What a failed answer says. */
export async function fromAnswer(answer: Response): Promise<ApiError> {
  const parsed = problem.safeParse(await answer.json().catch(() => undefined))
  if (!parsed.success) return unreadable(answer, parsed.error)
  const { title, status, detail, fields, requestId, reason } = parsed.data
  const seconds = Number(answer.headers.get('retry-after') ?? Number.NaN)
  const retryAfter = Number.isFinite(seconds) ? seconds : undefined
  return new ApiError(codeOf(parsed.data), title, { status, detail, fields, requestId, retryAfter, reason })
}

function waitWords(seconds: number): string {
  if (seconds < 90) return `${Math.max(1, Math.ceil(seconds))} seconds`
  const minutes = Math.ceil(seconds / 60)
  return minutes < 90 ? `${minutes} minutes` : `${Math.ceil(minutes / 60)} hours`
}

/** What happened and what to do about it, in a sentence or two. */
export function describeFailure(error: unknown): string {
  if (!(error instanceof ApiError)) return 'Something went wrong. Try again.'
  if (error.code === 'throttled' && error.retryAfter !== undefined) {
    return `Too many attempts. Try again in ${waitWords(error.retryAfter)}.`
  }
  return error.detail ?? error.title
}

/** Code and request id, for "Details": what support asks for. */
export function failureDetails(error: unknown): string | undefined {
  if (!(error instanceof ApiError)) return undefined
  return error.requestId === undefined ? error.code : `${error.code} · request ${error.requestId}`
}
