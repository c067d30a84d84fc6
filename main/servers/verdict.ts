import { z } from 'zod'
import { getServer } from '../../shared/contract/sign-in.ts'
import type { ProblemKind } from '../../shared/local-pages.ts'

const version = z.string().regex(/^\d+\.\d+\.\d+(-[\w.-]+)?$/)
const facts = getServer.response
  .pick({ name: true, version: true, rpId: true, minimumClient: true })
  .extend({ version: z.string().max(40), minimumClient: version.nullable() })

/** What a server says of itself. */
export type ServerFacts = z.infer<typeof facts>

/** What came of asking a server who it is. */
export type Verdict =
  { is: 'ours'; facts: ServerFacts } | { is: Exclude<ProblemKind, 'local'>; detail: string }

/** What answered `GET /api/server`. */
export interface Answer {
  status: number
  body: string
}

/** Whether this is a WeftID server that this shell can work with at `origin`. */
export function judge({ status, body }: Answer, origin: string, shellVersion: string): Verdict {
  if (status >= 500) return { is: 'trouble', detail: `It answered with error ${status}.` }
  const parsed = facts.safeParse(status === 200 ? jsonOf(body) : null)
  if (!parsed.success) return { is: 'not-weftid', detail: `It answered with status ${status}.` }
  const { rpId, minimumClient } = parsed.data
  if (!isWithin(new URL(origin).hostname, rpId))
    return { is: 'other-host', detail: `Its passkeys are for ${rpId}.` }
  if (minimumClient !== null && isOlder(shellVersion, minimumClient))
    return { is: 'too-old', detail: `It asks for ${minimumClient} or newer; this is ${shellVersion}.` }
  return { is: 'ours', facts: { ...parsed.data, name: parsed.data.name.slice(0, 60) } }
}

/** What a request that got no answer failed at, read from Chromium's words for it. */
export function failureOf(cause: unknown): Verdict {
  const words = cause instanceof Error ? cause.message : String(cause)
  const code = /ERR_[A-Z\d_]+/.exec(words)?.[0] ?? words
  if (/^ERR_(CERT|SSL|BAD_SSL|TLS|ECH)/.test(code)) return { is: 'not-secure', detail: code }
  if (/redirect/i.test(words)) return { is: 'not-weftid', detail: 'It sends to another address.' }
  return { is: 'offline', detail: code }
}

/** Whether version `mine` comes before `theirs` (semantic versioning, section 11, pre-releases as one). */
export function isOlder(mine: string, theirs: string): boolean {
  const [a, b] = [partsOf(mine), partsOf(theirs)]
  for (let index = 0; index < 4; index += 1) {
    const difference = (a[index] ?? 0) - (b[index] ?? 0)
    if (difference !== 0) return difference < 0
  }
  return false
}

/** How long to wait before try number `failures + 1`: from two seconds, doubling, to half a minute. */
export function retryDelay(failures: number): number {
  return Math.min(1000 * 2 ** failures, 30_000)
}

// A pre-release comes before its release.
function partsOf(text: string): number[] {
  const [numbers = '', preRelease] = text.split('-', 2)
  return [...numbers.split('.').map(Number), preRelease === undefined ? 1 : 0]
}

// WebAuthn Level 3, section 5.1.3: the RP ID is the host or a suffix of it. That it can be registered, Chromium checks.
function isWithin(host: string, rpId: string): boolean {
  return host === rpId || (rpId.includes('.') && host.endsWith(`.${rpId}`))
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
