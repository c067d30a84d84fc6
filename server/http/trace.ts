/** The trace a request belongs to, as 32 hex digits, by its `traceparent` (W3C Trace Context, 3.2); null for none. */
export function traceOf(traceparent: string): string | null {
  const [, version = 'ff', trace = ''] =
    /^([\da-f]{2})-([\da-f]{32})-(?!0{16})[\da-f]{16}-[\da-f]{2}/.exec(traceparent) ?? []
  return version === 'ff' || /^0*$/.test(trace) ? null : trace
}
