import { EventEmitter } from 'node:events'
import type { Cookie, Cookies, CookiesSetDetails, Session } from 'electron'
import { app } from './app.ts'
import { prepareProfile, profileOf } from './profile.ts'
import { schemesOf } from './scheme.ts'

type CheckHandler = NonNullable<Parameters<Session['setPermissionCheckHandler']>[0]>
type Permission = Parameters<CheckHandler>[1]

/** What Chromium is told of a page's rights, by both their names. */
const rights = [
  ['clipboard-sanitized-write', 'clipboard-write'],
  ['clipboard-read', 'clipboard-read'],
  ['geolocation', 'geolocation'],
  ['notifications', 'notifications'],
  ['media', 'camera'],
] as const satisfies [Permission, string][]

function createSession(partition: string) {
  let check: CheckHandler = () => true
  const methods = {
    cookies: cookiesOf(partition),
    protocol: schemesOf((prepare) => prepareProfile(partition, prepare)),
    isPersistent: () => partition.startsWith('persist:'),
    setPermissionRequestHandler: () => undefined,
    setPermissionCheckHandler(handler: CheckHandler | null) {
      check = handler ?? (() => true)
    },
    setDevicePermissionHandler: () => undefined,
    fetch: (input: string, init?: RequestInit) => fetchWithCookies(partition, input, init),
  } satisfies { [K in keyof Session]?: unknown }
  /** Grants what the handler grants the main frame at `url`, and denies the rest. */
  const settle = async (url: string) => {
    const { context } = await profileOf(partition)
    const { origin } = new URL(url)
    const asked = { isMainFrame: true, requestingUrl: url }
    const granted = rights.filter(([name]) => check(null, name, origin, asked)).map(([, name]) => name)
    // What has no origin of its own has no rights to settle.
    if (origin !== 'null') await context.grantPermissions(granted, { origin })
  }
  return Object.assign(new EventEmitter(), methods, { profile: () => profileOf(partition), settle })
}

const policies = { Strict: 'strict', Lax: 'lax', None: 'no_restriction' } as const

function cookiesOf(partition: string) {
  return {
    async get({ session }) {
      const { context } = await profileOf(partition)
      const found = (await context.cookies()).map((cookie): Cookie => {
        const { name, value, domain, path, secure, httpOnly, expires, sameSite } = cookie
        return {
          name,
          value,
          domain,
          path,
          secure,
          httpOnly,
          session: expires === -1,
          sameSite: policies[sameSite],
        }
      })
      return found.filter((cookie) => session === undefined || cookie.session === session)
    },
    async set({ url, name = '', value = '', expirationDate, httpOnly, secure }: CookiesSetDetails) {
      const { context } = await profileOf(partition)
      const rights = { httpOnly: httpOnly ?? false, secure: secure ?? false, sameSite: 'Strict' as const }
      await context.addCookies([{ name, value, url, expires: expirationDate ?? -1, ...rights }])
    },
    flushStore: () => Promise.resolve(),
  } satisfies Pick<Cookies, 'get' | 'set' | 'flushStore'>
}

/** A request with the partition's cookies, which keeps the ones it is given; it names no origin. */
async function fetchWithCookies(partition: string, url: string, init: RequestInit = {}): Promise<Response> {
  const { context } = await profileOf(partition)
  const { method = 'GET', headers, body } = init
  const answered = await context.request.fetch(url, {
    method,
    headers: Object.fromEntries(new Headers(headers)),
    ...(typeof body === 'string' ? { data: body } : {}),
    ...(init.redirect === undefined || init.redirect === 'follow' ? {} : { maxRedirects: 0 }),
  })
  const bytes = await answered.body()
  const told = answered.headersArray().map(({ name, value }): [string, string] => [name, value])
  return new Response(bytes.length === 0 ? null : new Uint8Array(bytes), {
    status: answered.status(),
    headers: told,
  })
}

export type SessionDouble = ReturnType<typeof createSession>

const sessions = new Map<string, SessionDouble>()

export const session = {
  fromPartition(partition: string): SessionDouble {
    const known = sessions.get(partition)
    if (known) return known
    const created = createSession(partition)
    sessions.set(partition, created)
    app.emit('session-created', created)
    return created
  },
  get defaultSession() {
    return session.fromPartition('')
  },
}
