import type { Endpoint } from '../../shared/contract/endpoint.ts'
import { errors, type ErrorCode } from '../../shared/contract/errors.ts'

const always: readonly ErrorCode[] = ['host.unknown', 'server.failed', 'server.unavailable']
const needsSession: readonly ErrorCode[] = ['session.required', 'permission.denied']
const takesBody: readonly ErrorCode[] = [
  'input.invalid',
  'permission.denied',
  'body.too-large',
  'media-type.unsupported',
]

/** The codes an endpoint may answer with, by what it asks for. */
export function failuresOf({ method, access, fresh, attempt, params, query }: Endpoint): ErrorCode[] {
  const codes = new Set(always)
  const add = (when: boolean, more: readonly ErrorCode[]) => {
    if (when) for (const code of more) codes.add(code)
  }
  add(access !== 'anyone', needsSession)
  add(access !== 'anyone' && access !== 'any-session' && access !== 'enrolment', ['enrolment.only'])
  add(fresh !== undefined, ['fresh.required'])
  add(method !== 'get', [...takesBody, 'conflict'])
  add(params !== undefined, ['not-found', 'input.invalid'])
  add(query !== undefined, ['input.invalid'])
  add(attempt !== undefined, ['throttled'])
  add(attempt === 'secret', ['sign-in.failed'])
  add(attempt === 'passkey', ['passkey.rejected'])
  return [...codes]
}

/** The same by status. */
export const failuresByStatus = (endpoint: Endpoint): Map<number, ErrorCode[]> =>
  Map.groupBy(failuresOf(endpoint), (code) => errors[code].status)
