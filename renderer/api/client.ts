import { backgroundHeader } from '../../shared/contract/background.ts'
import type { CallOf, Endpoint, ResponseOf } from '../../shared/contract/endpoint.ts'
import { type ApiError, cancelled, fromAnswer, unreachable, unreadable } from './api-error.ts'
import { isInBackground } from './background.ts'

export { ApiError, describeFailure, isCancelled } from './api-error.ts'

type Plain = string | number | boolean | undefined

interface Parts {
  params?: Record<string, Plain>
  query?: Record<string, Plain>
  body?: unknown
}

interface CallOptions {
  signal?: AbortSignal
  /** The page asks by itself: no use of the session. What `inBackground` says, unless told. */
  background?: boolean
}

type SignedOutHandler = (error: ApiError, endpoint: Endpoint) => void
let tellSignedOut: SignedOutHandler = () => undefined

/** Who is told when any answer says that there is no session any more. */
export function onSessionRequired(handler: SignedOutHandler): void {
  tellSignedOut = handler
}

/** Where an endpoint is, for a link: with its parameters and query filled in. */
export function addressOf({ path }: Endpoint, { params = {}, query = {} }: Parts): string {
  const filled = path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(params[name])))
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== '') search.set(name, String(value))
  }
  const asked = search.toString()
  return `/api${filled}${asked && '?'}${asked}`
}

async function send(endpoint: Endpoint, parts: Parts, options: CallOptions): Promise<Response> {
  const hasBody = endpoint.body !== undefined
  try {
    return await fetch(addressOf(endpoint, parts), {
      method: endpoint.method.toUpperCase(),
      headers: {
        accept: 'application/json',
        ...(hasBody && { 'content-type': 'application/json' }),
        ...((options.background ?? isInBackground()) && { [backgroundHeader]: '1' }),
      },
      ...(hasBody && { body: JSON.stringify(parts.body ?? {}) }),
      ...(options.signal && { signal: options.signal }),
      credentials: 'same-origin',
      cache: 'no-store',
    })
  } catch (cause) {
    throw options.signal?.aborted === true ? cancelled() : unreachable(cause)
  }
}

/**
 * Calls one endpoint of the contract and answers what it promises, parsed.
 * Every failure is an `ApiError`; where the session is over, the session store hears of it too.
 */
export async function call<E extends Endpoint>(
  endpoint: E,
  input: CallOf<E>,
  options: CallOptions = {},
): Promise<ResponseOf<E>> {
  const answer = await send(endpoint, input, options)
  if (!answer.ok) {
    const error = await fromAnswer(answer)
    if (error.code === 'session.required') tellSignedOut(error, endpoint)
    throw error
  }
  // The casts where the generic outruns the compiler: no schema, no answer…
  if (endpoint.response === null) return undefined as ResponseOf<E>
  const parsed = endpoint.response.safeParse(await answer.json().catch(() => undefined))
  if (!parsed.success) throw unreadable(answer, parsed.error)
  // …and what `E`'s own schema has parsed is its output.
  return parsed.data as ResponseOf<E>
}
