/** A function that remembers what it was called with. */
export function recorded<A extends unknown[], R>(answer: (...args: A) => R) {
  const calls: A[] = []
  const call = (...args: A): R => {
    calls.push(args)
    return answer(...args)
  }
  return Object.assign(call, { calls })
}

/** An event as Electron hands it out: the listener may prevent what would follow. */
export function cancelable<T extends object>(details: T) {
  const event = {
    ...details,
    defaultPrevented: false,
    preventDefault() {
      event.defaultPrevented = true
    },
  }
  return event
}

/** Passes for one of Electron's objects with only the parts that `main/` looks at; their types are still checked. */
export function standIn<T extends object>(parts: Partial<T>): T {
  return parts as T
}

/** Why a request failed, in Chromium's words instead of Node's. */
export function asChromium(failure: unknown): Error {
  const cause: unknown = failure instanceof Error ? failure.cause : undefined
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause)
  if (code.includes('redirect')) return new Error('Attempted to redirect, but redirect policy was error')
  return new Error(`net::${words[code] ?? 'ERR_FAILED'}`)
}

const words: Record<string, string> = {
  ECONNREFUSED: 'ERR_CONNECTION_REFUSED',
  ENOTFOUND: 'ERR_NAME_NOT_RESOLVED',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'ERR_CERT_AUTHORITY_INVALID',
}
