import { createHash, timingSafeEqual } from 'node:crypto'

/** What came in at the loopback address. */
export interface Incoming {
  method: string | undefined
  /** Path and query, as on the request line. */
  target: string | undefined
  host: string | undefined
  /** `Sec-Fetch-Dest`, which browsers of today send and pages cannot set. */
  destination?: string | undefined
}

/** Where the answer is expected, and how it is known. */
export interface Expected {
  /** `127.0.0.1:<port>` */
  host: string
  /** `/cb/<43 characters>` */
  path: string
  state: string
}

/** Whatever is not the one answer that is waited for is `unexpected`, and changes nothing. */
export type Verdict = { kind: 'code'; code: string } | { kind: 'denied' } | { kind: 'unexpected' }

const unexpected: Verdict = { kind: 'unexpected' }

/** Whether this is the browser's answer (RFC 8252, 7.3; RFC 6749, 4.1.2): every part compared whole, in constant time. */
export function judge(incoming: Incoming, expected: Expected): Verdict {
  const { path, query } = partsOf(incoming.target ?? '')
  const fields = fieldsOf(query)
  // All of them, whichever is wrong: how long it takes must not say.
  const isOurs = [
    isEqual(incoming.host ?? '', expected.host),
    isEqual(path, expected.path),
    isEqual(fields.get('state') ?? '', expected.state),
  ].every(Boolean)
  if (!isOurs || incoming.method !== 'GET' || !isPage(incoming.destination)) return unexpected
  return fields.size === 2 ? meaningOf(fields) : unexpected
}

/** One of the two answers there are, told by what stands beside the state. */
function meaningOf(fields: ReadonlyMap<string, string>): Verdict {
  const code = fields.get('code')
  if (code !== undefined) return isCode(code) ? { kind: 'code', code } : unexpected
  return fields.get('error') === 'access_denied' ? { kind: 'denied' } : unexpected
}

const isCode = (text: string) => /^[A-Za-z0-9_-]{43}$/.test(text)

// A page of somebody else's may load an image from here, but not make the browser say it is a document.
const isPage = (destination: string | undefined) => destination === undefined || destination === 'document'

/** The fields of a query; none where one of them is there twice. */
function fieldsOf(query: string): ReadonlyMap<string, string> {
  const pairs = [...new URLSearchParams(query)]
  const fields = new Map(pairs)
  return fields.size === pairs.length ? fields : new Map()
}

function partsOf(target: string): { path: string; query: string } {
  const end = target.indexOf('?')
  return end === -1
    ? { path: target, query: '' }
    : { path: target.slice(0, end), query: target.slice(end + 1) }
}

const digest = (text: string) => createHash('sha256').update(text).digest()

const isEqual = (given: string, expected: string) => timingSafeEqual(digest(given), digest(expected))
