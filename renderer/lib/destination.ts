interface Situation {
  path: string
  /** Of the address: `?next=`, and everything else. */
  search: string
  setupRequired: boolean
  session: 'none' | 'enrolment' | 'full'
}

/** A path on this very origin that `?next=` may name; anything else is the overview. */
export function safeNext(search: string): string {
  const next = new URLSearchParams(search).get('next') ?? ''
  // One slash and no backslash: "//host" and "/\host" are other origins.
  return /^\/(?![/\\])[^\\]*$/.test(next) && !next.startsWith('/sign-in') ? next : '/'
}

function ofStranger({ path, search, setupRequired }: Situation): string | null {
  if (setupRequired) return path === '/setup' ? null : '/setup'
  if (path === '/sign-in') return null
  if (path === '/' || path === '/setup' || path === '/register') return '/sign-in'
  return `/sign-in?next=${encodeURIComponent(path + search)}`
}

/** Where somebody at `path` belongs instead, or null where they may stay. */
export function destination(situation: Situation): string | null {
  const { path, search, session } = situation
  // An invitation may be opened whoever is signed in: the page says so.
  if (path === '/invite') return null
  if (session === 'enrolment') return path === '/register' ? null : '/register'
  if (session === 'none') return ofStranger(situation)
  if (path === '/sign-in') return safeNext(search)
  return path === '/setup' ? '/' : null
}
